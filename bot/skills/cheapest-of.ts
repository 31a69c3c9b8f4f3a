import { lexicalTerms } from '../../nlp/retrieval/lexical-terms.ts';
import { nameTerms, onePerFamily } from './kinds-of-goods.ts';
import { productCard } from './product-words.ts';
import type { Outcome, SkillContext } from './skill.ts';

const asksCheapest = /\b(?:cheapest|least expensive|lowest[- ]priced)\b|最便宜|最实惠|价格最低/i;
const shown = 3;

/**
 * "What is the cheapest lamp you have?": those of the kind that is named, the least expensive first. Null: that is not
 * asked, or no kind is named, and what was shown is meant.
 */
export async function cheapestOf(context: SkillContext): Promise<Outcome | null> {
  const { text, say, passages, shopData, tx, shop } = context;
  if (!asksCheapest.test(text)) return null;
  const ids = passages.flatMap(({ productId }) => (productId ? [productId] : []));
  const found = await shopData.products(tx, shop.id, [...new Set(ids)]);
  const asked = new Set(lexicalTerms(text.replace(asksCheapest, ' ')));
  const points = found.map((product) => [...nameTerms(product)].filter((term) => asked.has(term)).length);
  const best = Math.max(0, ...points);
  const ofKind = found.filter(({ stock }, index) => best > 0 && points[index] === best && stock !== 0);
  const cards = onePerFamily(ofKind.toSorted((a, b) => a.priceCents - b.priceCents)).slice(0, shown);
  if (cards.length === 0) return null;
  const listed = cards.map(({ id }) => id);
  return {
    said: [
      { text: say('product.leastExpensive'), cards: cards.map((product) => productCard(context, product)) },
    ],
    focus: { productIds: listed, listed },
    offerFits: true,
  };
}
