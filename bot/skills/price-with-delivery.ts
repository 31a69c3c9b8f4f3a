import type { ProductView } from '../ports/shop-data.ts';
import { countryIn } from './place-words.ts';
import type { SkillContext } from './skill.ts';

export const asksTotal =
  /\b(?:with|including|incl\.?|plus|and) (?:the )?(?:shipping|delivery|postage)\b|\b(?:in total|all in|altogether)\b|(?:含|加上?|连)运费|一共多少/i;

const numbers = ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];

/** "Four of them", "2 bags", 三个: 1 where no number is named. */
export function quantityIn(text: string): number {
  const digits = /(?<![\d£$€.])\b(\d{1,2})\b(?!\s?(?:%|cm|l|kg|inch|pounds?|quid))/.exec(text);
  if (digits && Number(digits[1]) > 0) return Number(digits[1]);
  const place = numbers.findIndex((word) => new RegExp(`\\b${word}\\b`, 'i').test(text));
  if (place >= 0) return place + 2;
  const han = /([两二三四五六七八九十])(?:个|件|只|条|包|双|把|盏)/.exec(text);
  return han ? (han[1] === '两' ? 2 : '一二三四五六七八九十'.indexOf(han[1]!) + 1) : 1;
}

/** What so many of a product come to with delivery, by the shop's own table; null where it has none. */
export function priceWithDelivery(
  context: SkillContext,
  product: ProductView,
  question: string,
): string | null {
  const { say, facts, shop, shopper, language } = context;
  const country = countryIn(question, language) ?? shopper?.country ?? shop.country;
  const terms = shop.shipping.countries[country] ?? shop.shipping.elsewhere;
  if (!terms) return null;
  const count = quantityIn(question);
  const goodsCents = count * product.priceCents;
  const { freeFromCents, freeFromPoints } = shop.shipping;
  const free =
    (freeFromCents !== null && goodsCents >= freeFromCents) ||
    (freeFromPoints !== null && (shopper?.loyaltyPoints ?? 0) >= freeFromPoints);
  const name = facts.source(product.name[language]);
  const what = {
    what: count > 1 ? `${count} × ${name}` : name,
    goods: facts.amount(goodsCents, shop.currency),
  };
  if (free) {
    facts.free('shipping');
    return say('product.totalFree', what);
  }
  return say('product.total', {
    ...what,
    fee: facts.amount(terms.feeCents, shop.currency),
    total: facts.amount(goodsCents + terms.feeCents, shop.currency),
  });
}
