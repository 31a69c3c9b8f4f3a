import { findClaims } from './find-claims.ts';
import { claimKey } from './money-claim.ts';
import { normaliseText } from './normalise-text.ts';
import { readingViews } from './reading-views.ts';

/** Words that promise or name money without a number. A reply in other words may not bring up what it did not have. */
const moneyWords =
  /discount|voucher|coupon|promo|refund|rebate|cash\s?back|compensat|reimburs|credit|gift|bonus|reward|bargain|deal\b|special\s+offer|\boffer|cheaper|reduc|sale\b|free|saving|save\b|goodwill|waive|guarantee|promis|折|优惠|券|红包|退款|补偿|赔|返现|积分|礼品?|赠|奖励|特价|促销|便宜|减免|免|保证|承诺|\bhalf\b|\b(?:third|quarter|fifth|tenth)s?\s+(?:less|off|cheaper)|\bless\b|\boff\b|\b(?:pounds?|quid|euros?|dollars?|bucks?|yuan|pennies|pence)\b|at\s+cost\b|nothing\s+to\s+pay|(?:money|pay\s+(?:you|it|that))\s+back|pay\s+you|\bincluded\b|\bpresents?\b|my\s+treat|\bpoints\b|一半|不用付|不用给|我们?出|请客|算我|买单|倒贴/giu;

const roots: readonly (readonly [RegExp, string])[] = [
  [/refund|reimburs|退款/i, 'refund'],
  [/discount|rebate|reduc|折|优惠|减免|便宜|cheaper|saving|save/i, 'discount'],
  [/voucher|coupon|券|promo|促销/i, 'voucher'],
  [/compensat|goodwill|补偿|赔/i, 'compensation'],
  [/offer|deal|sale|bargain|特价/i, 'offer'],
  [/gift|礼|赠/i, 'gift'],
  [/guarantee|promis|保证|承诺/i, 'promise'],
];

/**
 * Whether a text in other words says what the template says, as far as it can be held against it: the same claims about
 * money, no number or promise more, and none of the template's figures lost. A model's wording that fails is not used.
 */
export function saysTheSame(text: string, template: string): boolean {
  return (
    saysNoMore(text, template) &&
    isSubset(claimsOf(template), claimsOf(text)) &&
    isSubset(figuresOf(template), figuresOf(text))
  );
}

/** Whether a text brings up no claim, number or promise that the template does not have: so also for its beginning. */
export function saysNoMore(text: string, template: string): boolean {
  return (
    isSubset(claimsOf(text), claimsOf(template)) &&
    isSubset(promisesOf(text), promisesOf(template)) &&
    isSubset(numbersOf(text), numbersOf(template))
  );
}

function claimsOf(text: string): Set<string> {
  return new Set(findClaims(text).map(claimKey));
}

function promisesOf(text: string): Set<string> {
  const words = normaliseText(text).match(moneyWords) ?? [];
  return new Set(
    words.map((word) => roots.find(([pattern]) => pattern.test(word))?.[1] ?? word.toLowerCase().trim()),
  );
}

/** Numbers as they are written in digits: dates, order numbers, days. */
function figuresOf(text: string): Set<string> {
  return new Set(normaliseText(text).match(/\d+/g) ?? []);
}

/** Numbers in digits or words, from two on: "one" is mostly no number. */
function numbersOf(text: string): Set<string> {
  const numbers = readingViews(normaliseText(text)).literal[0]!.match(/\d+/g) ?? [];
  return new Set(numbers.filter((number) => Number(number) >= 2 || number.length > 1));
}

function isSubset(some: ReadonlySet<string>, all: ReadonlySet<string>): boolean {
  return [...some].every((one) => all.has(one));
}
