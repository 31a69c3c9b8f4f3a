import type { AspectLabel } from '../../core/words.ts';
import type { ProductView } from '../ports/shop-data.ts';
import type { SkillContext } from './skill.ts';

/** Fewer reviews that speak of something are told one by one, not counted. */
const leastReviews = 8;

/** How shoppers ask what others have found: about an aspect, or about the product as a whole. */
const asked: readonly { readonly aspect: AspectLabel; readonly by: RegExp }[] = [
  {
    aspect: 'size_fit',
    by: /\b(?:runs?|comes? up|come) (?:small|large|big|true|tight)\b|\btrue to size\b|\b(?:does|do|how does|how do) .{0,30}\bfit\b|\bsize (?:up|down)\b|偏[大小]|尺码准|合身吗|正码|拍大|大一码/i,
  },
  {
    aspect: 'quality',
    by: /\b(?:good|any good|how(?:'s| is) the) quality\b|\b(?:durable|well made|last long|hold up|break easily)\b|质量(?:怎么样|好|如何|行)|耐用|结实|做工|容易坏/i,
  },
  {
    aspect: 'performance',
    by: /\b(?:does it work well|work properly|comfortable|tasty|taste (?:good|nice|like))\b|好用吗|好不好用|好喝|好吃|效果(?:好|怎么样)|舒服吗/i,
  },
  {
    aspect: 'appearance',
    by: /\blooks? (?:like|as) (?:in )?the (?:pictures?|photos?)\b|\bcolou?rs? (?:true|accurate)\b|色差|好看吗|实物(?:跟|和|好)/i,
  },
  { aspect: 'packaging', by: /\b(?:well|how is it) pack(?:ed|aged)\b|\bgift box\b|包装(?:怎么样|好|严)/i },
  { aspect: 'value_for_money', by: /\bworth (?:it|the|buying)\b|\bgood value\b|值得买|性价比|值不值/i },
];

/**
 * What reviews of a product (in any of its colours) say of what is asked, in figures that the shop's analysis keeps; null
 * where nothing of the kind is asked, or too few reviews speak of it. Counts alone: no price, no code, nobody's words.
 */
export async function saidInReviews(
  context: SkillContext,
  product: ProductView,
  question: string,
): Promise<string | null> {
  const aspect = asked.find(({ by }) => by.test(question))?.aspect;
  if (!aspect) return null;
  const { shopData, tx, shop, say, facts, language } = context;
  const voices = await shopData.reviewVoices(tx, shop.id, product.id, aspect);
  const { of, positive: happy, negative: unhappy, small, large } = voices;
  if (of < leastReviews) return null;
  const name = facts.source(product.name[language]);
  const counts = { name, of, happy, unhappy };
  if (aspect === 'size_fit' && small > large) return say('reviews.small', { ...counts, small });
  if (aspect === 'size_fit' && large > small) return say('reviews.large', { ...counts, large });
  return say('reviews.aspect', { ...counts, aspect: say(`reviews.${aspect}`) });
}
