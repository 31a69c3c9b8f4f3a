import { withArabicDigits } from '../money-check/chinese-numerals.ts';

/** The most that a shopper wants to spend. */
export interface Budget {
  readonly amount: number;
  /** The currency that they named; null: none. 块 and "bucks" are anybody's. */
  readonly currency: string | null;
}

const named: readonly (readonly [RegExp, string])[] = [
  [/£|英?镑|\b(?:pounds?|quid|gbp)\b/i, 'GBP'],
  [/€|欧元?|\b(?:euros?|eur)\b/i, 'EUR'],
  [/\$|美元|美金|刀|\b(?:dollars?|usd)\b/i, 'USD'],
  [/\b(?:yen|jpy)\b|円|日[元圆]/i, 'JPY'],
  [/₩|\b(?:won|krw)\b|韩[元币]/i, 'KRW'],
  [/[¥￥]|元|人民币|\b(?:rmb|cny|yuan)\b/i, 'CNY'],
];
const number = String.raw`(\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.\d{2,3})?`;
const unit = `(?:块钱?|[日韩]?元|円|人民币|英?镑|欧元?|美元|美金|刀|rmb|pounds?|quid|euros?|dollars?|gbp|eur|usd|cny|yen|jpy|won|krw|[£$€¥₩])`;
const patterns: readonly RegExp[] = [
  new RegExp(
    String.raw`(?:under|below|up to|less than|max(?:imum)?|budget(?: of| is|:)?(?: about| around)?|around|about|within|预算|不超过|控制在|最多)\D{0,4}${number}(?!\d)`,
    'i',
  ),
  new RegExp(String.raw`${number}\s?${unit}?\s?(?:以内|以下|左右|之内|上下|内)`, 'i'),
  new RegExp(
    String.raw`[£$€¥￥₩]\s?${number}\b|\b${number}\s?(?:pounds?|quid|euros?|dollars?|yen|won|gbp|eur|usd|jpy|krw)\b|${number}\s?(?:块钱?|[日韩]?元|円|人民币|英?镑|欧元|美元)`,
    'i',
  ),
];

/** What may follow an amount and says nothing of the goods. */
const afterAmount = new RegExp(
  String.raw`^\s?${unit}?\s?(?:以内|以下|左右|之内|上下|内|or (?:so|less|under))?的?`,
  'i',
);

/** "Budget about 25", 五百左右, 三百块以内, 20镑的; null where no amount is named. */
export function budgetIn(text: string): Budget | null {
  const found = find(text);
  if (!found) return null;
  return { amount: found.amount, currency: named.find(([words]) => words.test(found.plain))?.[1] ?? null };
}

/**
 * What is wanted, without the words of what it may cost: a "bag under 300" is looked for as a bag. Null where no amount
 * is named, or nothing else.
 */
export function withoutBudget(text: string): string | null {
  const found = find(text);
  if (!found) return null;
  const { plain, from, to } = found;
  const rest = `${plain.slice(0, from)} ${plain.slice(to).replace(afterAmount, '')}`
    .replace(/\s+/g, ' ')
    .trim();
  return /\p{L}/u.test(rest) ? rest : null;
}

function find(text: string) {
  const plain = withArabicDigits(text.normalize('NFKC').slice(0, 300));
  for (const pattern of patterns) {
    const match = pattern.exec(plain);
    const digits = match?.slice(1).find(Boolean)?.replaceAll(',', '');
    if (!match || !digits || Number(digits) === 0) continue;
    return { plain, amount: Number(digits), from: match.index, to: match.index + match[0].length };
  }
  return null;
}
