import { coloursIn, withoutColourWords } from '../dialog/colour-words.ts';
import type { ProductView } from '../ports/shop-data.ts';
import { stemOf, variantsNamed } from './meant-product.ts';
import { joined } from './order-words.ts';
import { fromProduct, variantLabels } from './product-facts.ts';
import { productCard } from './product-words.ts';
import type { Outcome, SkillContext } from './skill.ts';
import { questionLength, tell } from './tell-product.ts';

/** The step that asks which of several variants is meant. */
export const whichVariant = 'which-variant';

/** "Is there a blue one?" */
export const asksIfThere =
  /有没有|有.{0,10}[吗么没]|色的?有|\b(?:is there|are there|do you (?:have|sell)|have you got|comes? in|available in)\b/i;

/** "Is there a blue one?": which of the variants have that colour, if any. Null: no colour was asked for. */
export async function ofColour(
  context: SkillContext,
  product: ProductView,
  question: string,
): Promise<Outcome | null> {
  const { say, facts, language, shop } = context;
  if (coloursIn(question).size === 0) return null;
  const rest = withoutColour(question);
  const named = await variantsNamed(context, product.id, question);
  if (named.length > 1) return askVariant(context, named, question);
  const [variant] = named;
  if (!variant) {
    const list = await variantLabels(context, product);
    if (list.length === 0) return null;
    const name = facts.source(stemOf(product.name[language]));
    return tell(context, product, say('product.notSuch', { name, list: joined(context, list) }), question);
  }
  // "How much is the blue one?" asks for more than whether there is one.
  if (!asksIfThere.test(question) && (await fromProduct(context, variant, rest))) return null;
  const name = facts.source(variant.name[language]);
  const key = variant.stock > 0 ? 'product.inColour' : 'product.outOfStock';
  return tell(
    context,
    variant,
    say(key, { name, price: facts.amount(variant.priceCents, shop.currency) }),
    question,
  );
}

export function askVariant(
  context: SkillContext,
  variants: readonly ProductView[],
  question: string,
): Outcome {
  const { say, facts, language } = context;
  return {
    said: [
      {
        text: say('product.whichVariant', {
          list: joined(
            context,
            variants.map(({ name }) => facts.source(name[language])),
          ),
        }),
        cards: variants.map((variant) => productCard(context, variant)),
      },
    ],
    step: {
      skill: 'product_question',
      name: whichVariant,
      detail: question.slice(0, questionLength),
      choices: variants.map(({ id, name }) => ({ label: facts.source(name[language]), value: id })),
      tries: 0,
      soft: true,
    },
    focus: { listed: variants.map(({ id }) => id) },
  };
}

/** A question less the colour in it, so that it can be asked of another variant. */
export function withoutColour(question: string): string {
  return withoutColourWords(question)
    .replace(/有没有|有|(?:[^\s，。有是要]{0,2})色的?/g, ' ')
    .trim();
}
