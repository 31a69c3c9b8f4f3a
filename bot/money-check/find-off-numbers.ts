import type { MoneyClaim } from './money-claim.ts';
import { unitAhead } from './read-number.ts';

const number = String.raw`(\d{1,3}(?:,\d{3})+|\d{1,9}(?:[.,]\d{1,3})?)`;
const signed = String.raw`(?<![\d.,£€$¥])`;

/** A number before a word of discount: "20 off", "20 discount", "20 voucher", 20红包. */
const before = new RegExp(
  `${signed}${number}\\s*(?:-\\s*)?(?:(?:straight|whole|extra|full|more|big)\\s+)?(?:off\\b(?!\\s+(?:the\\s+)?(?:shelf|list|road|line))|discounts?\\b|reduction\\b|rebate\\b|cash\\s?back\\b|cheaper\\b|(?:voucher|coupon|credit|gift\\s?card)\\b|红包|优惠券?|代金券|抵用券|折扣|立减)`,
  'giu',
);

/** A word of discount before a number: "save 20", "knock off 20", 立减20, 便宜20. */
const after = new RegExp(
  `(?:\\b(?:sav(?:e|es|ing)|minus|discount(?:\\s+of)?|reduc(?:ed|tion)\\s+(?:by|of)|knock(?:ed)?(?:\\s+off)?|tak(?:e|en)\\s+off|off\\s+by|(?:voucher|coupon|credit|gift\\s?card|rebate|bonus)\\s+(?:worth|for|of|over)|cut\\s+by|drop(?:ped)?\\s+by|lower(?:ed)?\\s+by|deduct(?:ed|ing)?|cash\\s?back(?:\\s+of)?)\\s+|立减|直降|减免|再减|(?<!加)减(?!少|震|压|轻|重|脂|肥)|优惠|便宜|立?省|返现?|抵扣?|红包|补偿|降价?|少收|让利|折扣)\\s*(?:(?:you|up\\s+to|another|an?\\s+extra|about|around|the|了|您|你|到|为|达|约|掉|价)\\s*){0,3}${number}(?![\\d:.,]*\\d|${unitAhead}|\\s+[a-z]*(?:items?|things|products)\\b)`,
  'giu',
);

/** Words that mean money and nothing else: what follows the number does not matter. */
const surely = new RegExp(
  `(?:立减|直降|减免|再减|满减|抵扣|返现|红包|cash\\s?back\\s+of|rebate\\s+of|voucher\\s+worth)\\s*(?:了|您|你|到|为|达|约)?\\s*${number}`,
  'giu',
);

/** Bare numbers that are taken off a price: percent or amount, nobody can tell. */
export function findOffNumbers(view: string): MoneyClaim[] {
  const claims: MoneyClaim[] = [];
  for (const pattern of [before, after, surely])
    for (const match of view.matchAll(pattern)) {
      const value = numberOf(match[1]!);
      // "A one-off": no discount of one.
      if (value === 1 && /off/i.test(match[0])) continue;
      claims.push({ kind: 'off', text: match[0].trim(), value });
    }
  return claims;
}

/** "1,000" is a thousand, "7,5" seven and a half. */
function numberOf(number: string): number {
  return Number(/^\d{1,3}(?:,\d{3})+$/.test(number) ? number.replaceAll(',', '') : number.replace(',', '.'));
}
