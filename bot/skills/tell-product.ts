import type { Step } from '../dialog/dialog-state.ts';
import type { ProductView } from '../ports/shop-data.ts';
import { productCard } from './product-words.ts';
import type { Outcome, SkillContext } from './skill.ts';

/** The soft step after an answer about a product: what follows in few words is about it, too. */
export const about = 'about';

/** What is kept of a question, to be asked again of another product. */
export const questionLength = 200;

/** An answer about a product, its card beside it. @param question asked again of another variant. */
export function tell(context: SkillContext, product: ProductView, text: string, question: string): Outcome {
  const step: Step = {
    skill: 'product_question',
    name: about,
    detail: question.slice(0, questionLength),
    choices: [],
    tries: 0,
    soft: true,
  };
  return {
    said: [{ text, cards: [productCard(context, product)] }],
    step,
    focus: { productIds: [product.id] },
    offerFits: true,
  };
}
