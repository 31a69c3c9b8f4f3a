import { personChoice } from './find-order.ts';
import { fittingArticle, quoted } from './fitting-article.ts';
import { offerPerson } from './person-wanted.ts';
import { productQuestion } from './product-question.ts';
import type { Skill } from './skill.ts';
import { firstChoices } from './small-talk.ts';

/** So sure that the shop speaks of it, it is the shop's business after all. */
const surelyOurs = 0.8;

/** Not this shop's business, unless the shop's own texts answer it; the second time in a row a person is offered. */
export const outOfScope: Skill = {
  async start(context) {
    const { say, dialog, passages } = context;
    const article = fittingArticle(context);
    if (article && article.score >= surelyOurs)
      return { said: [quoted(context, article)], choices: [personChoice(context)] };
    if (passages.some(({ kind, score }) => kind === 'product' && score >= surelyOurs))
      return productQuestion.start(context);
    if (dialog.misunderstood > 0)
      return { ...offerPerson(context, say('scope.again'), 'out_of_scope'), understood: false };
    return { said: [{ text: say('scope.first') }], choices: firstChoices(context), understood: false };
  },
};
