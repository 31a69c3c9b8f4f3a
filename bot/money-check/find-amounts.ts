import { minorDigits } from '../../core/contracts/minor-digits.ts';
import { currencySigns, otherCurrencies } from './currency-signs.ts';
import type { MoneyClaim } from './money-claim.ts';
import { numberPattern, numberStart, readFirstNumber, readNumber, unitAhead } from './read-number.ts';

const scales: Readonly<Record<string, number>> = { k: 1000, K: 1000, 千: 1000, 万: 10_000 };
const patterns = currencySigns.map(({ code, before, after, minor }) => ({
  code,
  before: new RegExp(`(?:${before})\\s*(?:[:：]\\s*)?(${numberPattern})(k|K|万)?`, 'gu'),
  after: new RegExp(`${numberStart}(${numberPattern})[ \\-._]{0,2}(k|K)?(?:${after})`, 'giu'),
  ...(minor && { minor: new RegExp(`${numberStart}(${numberPattern})\\s?(?:${minor})`, 'giu') }),
}));
/** A code of three capitals, or a sign of whatever currency that is none of the above. */
const coded = String.raw`\b[A-Z]{3}|(?![£€¥$₩])\p{Sc}`;
const otherBefore = new RegExp(`(${coded})\\s?(${numberPattern})(?!\\d|${unitAhead})`, 'gu');
const otherAfter = new RegExp(`${numberStart}(${numberPattern})\\s?(${coded})(?![A-Za-z])`, 'gu');

const decimal = new RegExp(
  `(?<![\\d.,:\\-/A-Za-z])(\\d{1,5}[.,]\\d{2})(?![\\d:]|[.,]\\d|${unitAhead})`,
  'giu',
);
const priceWords = String.raw`price[ds]?|costs?|pay|total(?:s|led)?|worth|for\s+(?:just|only)|now\s+only|spend|only\s+costs?|价格?|只要|仅需|仅售|只需|只卖|特价|到手价?|现价|售价|原价|付款?|总共|合计|满|凑够`;
const priced = new RegExp(
  `(?:${priceWords})\\s*(?:(?:is|are|was|of|at|to|you|only|just|about|as\\s+little\\s+as|a\\s+mere|:|：|为|是|了|约|才)\\s*){0,3}(\\d{1,9}(?:[.,]\\d{1,2})?)(?![\\d:.,]*\\d|${unitAhead})`,
  'giu',
);

/** Amounts of money in a reading of a text, with a currency or without ("costs 20", "19.99", 满100). */
export function findAmounts(view: string): MoneyClaim[] {
  const claims: MoneyClaim[] = [];
  const add = (text: string, value: number, currency: string | null) =>
    claims.push({ kind: 'amount', text: text.trim(), thousandths: Math.round(value * 1000), currency });
  const text = view.replace(/\b(?:a\s+)?fivers?\b/gi, '£5').replace(/\b(?:a\s+)?tenners?\b/gi, '£10');

  const other = (
    place: string,
    sign: string,
    run: string,
    read: (run: string, decimals: number) => number[],
  ) => {
    const code = /^[A-Z]/.test(sign) ? sign : null;
    if (code !== null && !otherCurrencies.has(code)) return;
    for (const value of read(run, code === null ? 2 : minorDigits(code))) add(place, value, code);
  };

  for (const { code, before, after, minor } of patterns) {
    for (const match of text.matchAll(before))
      for (const value of readFirstNumber(match[1]!))
        add(match[0], value * (scales[match[2] ?? ''] ?? 1), code);
    for (const match of text.matchAll(after))
      for (const value of readNumber(match[1]!)) add(match[0], value * (scales[match[2] ?? ''] ?? 1), code);
    for (const match of minor ? text.matchAll(minor) : [])
      for (const value of readNumber(match[1]!)) add(match[0], value / 100, code);
  }
  for (const match of text.matchAll(otherBefore)) other(match[0], match[1]!, match[2]!, readFirstNumber);
  for (const match of text.matchAll(otherAfter)) other(match[0], match[2]!, match[1]!, readNumber);
  const named = claims.map((claim) => claim.text);
  const isNamed = (bare: string) => named.some((whole) => whole.includes(bare));
  for (const match of text.matchAll(decimal))
    if (!isNamed(match[1]!)) add(match[0], Number(match[1]!.replace(',', '.')), null);
  for (const match of text.matchAll(priced))
    if (!isNamed(match[1]!)) add(match[0], Number(match[1]!.replace(',', '.')), null);
  return claims;
}
