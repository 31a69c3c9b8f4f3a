import { offerPerson } from './person-wanted.ts';
import type { Skill } from './skill.ts';
import { firstChoices } from './small-talk.ts';

/** Not this shop's business; the second time in a row a person is offered. */
export const outOfScope: Skill = {
  async start(context) {
    const { say, dialog } = context;
    if (dialog.misunderstood > 0)
      return { ...offerPerson(context, say('scope.again'), 'out_of_scope'), understood: false };
    return { said: [{ text: say('scope.first') }], choices: firstChoices(context), understood: false };
  },
};
