import type { MoneyClaim } from './money-claim.ts';
import { numberPattern, numberStart, readFirstNumber, readNumber, unitAhead } from './read-number.ts';

/** Currency signs and words; `minor` where the word counts hundredths. */
const currencies: readonly { code: string; before?: string; after?: string; minor?: string }[] = [
  {
    code: 'GBP',
    before: '(?:GB)?£|\\bGBP|英镑',
    after: '£|GBP\\b|pounds?(?:\\s+sterling)?\\b|quid\\b|英?镑',
    minor: 'p\\b|pence\\b|penn(?:y|ies)\\b|便士',
  },
  { code: 'EUR', before: '€|\\bEUR|欧元', after: '€|EUR\\b|euros?\\b|欧元?', minor: '欧分' },
  {
    code: 'CNY',
    before: '(?:CN|RMB)?¥|\\bRMB|\\bCNY|人民币',
    after:
      '(?:RMB|CNY)\\b|¥|yuan\\b|kuai\\b|renminbi\\b|人民币|元(?!素|旦|宵|件|气)|块(?=钱|[^\\p{sc=Han}]|$|的?优惠|[减以券的给就吧啦呢]|红包|运费|代金|\\d)|块钱',
    minor: '[角毛](?=钱|[^\\p{sc=Han}]|$)',
  },
  {
    code: 'USD',
    before: '(?:US|USD|CA|AU|HK|NZ|A|C)?\\$|\\bUSD|美元',
    after: '\\$|USD\\b|dollars?\\b|bucks?\\b|美元|美金|刀(?=[^\\p{sc=Han}]|$)',
    minor: '¢|cents?\\b',
  },
];

const scales: Readonly<Record<string, number>> = { k: 1000, K: 1000, 千: 1000, 万: 10_000 };
const patterns = currencies.map(({ code, before, after, minor }) => ({
  code,
  before: new RegExp(`(?:${before})\\s*(?:[:：]\\s*)?(${numberPattern})(k|K|万)?`, 'gu'),
  after: new RegExp(`${numberStart}(${numberPattern})[ \\-._]{0,2}(k|K)?(?:${after})`, 'giu'),
  minor: new RegExp(`${numberStart}(${numberPattern})\\s?(?:${minor})`, 'giu'),
}));

const decimal = new RegExp(
  `(?<![\\d.,:\\-/A-Za-z])(\\d{1,5}[.,]\\d{2})(?![\\d:]|[.,]\\d|${unitAhead})`,
  'giu',
);
const priceWords = String.raw`price[ds]?|costs?|pay|total(?:s|led)?|worth|for\s+(?:just|only)|now\s+only|spend|only\s+costs?|价格?|只要|仅需|仅售|只需|只卖|特价|到手价?|现价|售价|原价|付款?|总共|合计|满|凑够`;
const priced = new RegExp(
  `(?:${priceWords})\\s*(?:(?:is|are|was|of|at|to|you|only|just|about|as\\s+little\\s+as|a\\s+mere|:|：|为|是|了|约|才)\\s*){0,3}(\\d{1,5}(?:[.,]\\d{1,2})?)(?![\\d:.,]*\\d|${unitAhead})`,
  'giu',
);

/** Amounts of money in a reading of a text, with a currency or without ("costs 20", "19.99", 满100). */
export function findAmounts(view: string): MoneyClaim[] {
  const claims: MoneyClaim[] = [];
  const add = (text: string, value: number, currency: string | null) =>
    claims.push({ kind: 'amount', text: text.trim(), cents: Math.round(value * 100), currency });
  const text = view.replace(/\b(?:a\s+)?fivers?\b/gi, '£5').replace(/\b(?:a\s+)?tenners?\b/gi, '£10');

  for (const { code, before, after, minor } of patterns) {
    for (const match of text.matchAll(before))
      for (const value of readFirstNumber(match[1]!))
        add(match[0], value * (scales[match[2] ?? ''] ?? 1), code);
    for (const match of text.matchAll(after))
      for (const value of readNumber(match[1]!)) add(match[0], value * (scales[match[2] ?? ''] ?? 1), code);
    for (const match of text.matchAll(minor))
      for (const value of readNumber(match[1]!)) add(match[0], value / 100, code);
  }
  const named = claims.map((claim) => claim.text);
  const isNamed = (bare: string) => named.some((whole) => whole.includes(bare));
  for (const match of text.matchAll(decimal))
    if (!isNamed(match[1]!)) add(match[0], Number(match[1]!.replace(',', '.')), null);
  for (const match of text.matchAll(priced))
    if (!isNamed(match[1]!)) add(match[0], Number(match[1]!.replace(',', '.')), null);
  return claims;
}
