import { isIPv4, isIPv6 } from 'node:net';
import { passesChineseResident, passesIban, passesLuhn } from './checksums.ts';
import { ibanLengths } from './iban-lengths.ts';
import { looksLikePhone, phoneCandidate } from './phone.ts';

export type PiiKind = 'EMAIL' | 'PHONE' | 'CARD' | 'IBAN' | 'ID_NUMBER' | 'IP';

export interface PiiFind {
  readonly kind: PiiKind;
  /** Code units of the text; `end` is the first one behind. */
  readonly start: number;
  readonly end: number;
}

interface Detector {
  readonly kind: PiiKind;
  /** With the flag g. */
  readonly pattern: RegExp;
  /** How much of the match it is (in code units); 0 when it is something else. */
  accept(match: string, before: string, after: string): number;
}

/** The number behind these words is the shop's or a house's, not a person's. */
const shopNumber =
  /(?:apt\.?|suite|unit|order|orders|tracking|parcel|package|invoice|sku|item|article|ref(?:erence)?|订单|单号|运单|快递|货号|编号|款号)\s*(?:number|num|no\.?|nr\.?|id|code|号码|编号|号)?\s*(?:is|was|are|是|为|:|：|#|＃)*\s*#?$/i;

/** In order of trust: what an earlier one has claimed, a later one does not see. */
const detectors: readonly Detector[] = [
  {
    kind: 'EMAIL',
    pattern: /[a-z0-9\u00c0-\u024f._%+'-]{1,64}@(?:[a-z0-9\u00c0-\u024f-]{1,63}\.){1,8}[a-z]{2,24}/giu,
    accept: (match) => match.length,
  },
  { kind: 'IP', pattern: /(?<![\d.v])\d{1,3}(?:\.\d{1,3}){3}(?![\d.]\d)/gi, accept: wholeIf(isIPv4) },
  {
    kind: 'IP',
    pattern: /(?<![\w:])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){3,7}(?![\w:])/gi,
    accept: wholeIf(isIPv6),
  },
  { kind: 'IBAN', pattern: /(?<![a-z0-9])[a-z]{2}\d{2}(?:[ -]?[a-z0-9]){11,30}/gi, accept: ibanLength },
  {
    kind: 'ID_NUMBER',
    pattern: /(?<![\da-z])[1-9]\d{5}[ -]?(?:19|20)\d{6}[ -]?\d{3}[\dx](?![\da-z])/gi,
    accept: wholeIf((match) => passesChineseResident(match.replace(/[ -]/g, ''))),
  },
  {
    kind: 'CARD',
    pattern: /(?<![\da-z]|\d[ -])\d(?:[ -]?\d){11,18}(?![\da-z])/gi,
    accept: (match, before) =>
      isCardNumber(match.replace(/[ -]/g, '')) && !shopNumber.test(before) ? match.length : 0,
  },
  {
    kind: 'ID_NUMBER', // US social security
    pattern: /(?<![\d-])(?!000|666|9\d\d)\d{3}([- ])(?!00)\d{2}\1(?!0000)\d{4}(?![\d-])/g,
    accept: (match, before) => (shopNumber.test(before) ? 0 : match.length),
  },
  {
    kind: 'ID_NUMBER',
    pattern: /(?<!\d)\d{9}(?!\d)/g,
    accept: (match, before) => (/(?:ssn|social security)[^\d\n]{0,20}$/i.test(before) ? match.length : 0),
  },
  {
    kind: 'ID_NUMBER', // UK national insurance
    pattern:
      /(?<![a-z0-9])(?!bg|gb|nk|kn|tn|nt|zz)[a-ceghj-prstw-z][a-ceghj-nprstw-z] ?\d{2} ?\d{2} ?\d{2} ?[a-d](?![a-z0-9])/gi,
    accept: (match) => match.length,
  },
  {
    kind: 'ID_NUMBER', // papers without a check digit, known by the word before them
    pattern: /(?<![a-z0-9])[a-z]{0,2}\d{6,14}[a-z]?(?![a-z0-9])/gi,
    accept: (match, before) =>
      /(?:licen[cs]e|passport|护照|驾照|驾驶证|身份证|证件)[^\d\n]{0,16}$/i.test(before) ? match.length : 0,
  },
  {
    kind: 'PHONE',
    pattern: phoneCandidate,
    accept: (match, before, after) => (shopNumber.test(before) ? 0 : looksLikePhone(match, before, after)),
  },
];

/** Structured personal data in a text, in order, without overlaps. Works on any length in linear time. */
export function findPii(text: string): PiiFind[] {
  let plain = halfWidth(text);
  const finds: PiiFind[] = [];
  for (const { kind, pattern, accept } of detectors) {
    const found: PiiFind[] = [];
    for (const { 0: match, index } of plain.matchAll(pattern)) {
      const end = index + match.length;
      const length = accept(match, plain.slice(Math.max(0, index - 40), index), plain.slice(end, end + 8));
      if (length > 0) found.push({ kind, start: index, end: index + length });
    }
    // Claimed text is hidden behind a sign that no pattern takes.
    for (const { start, end } of found) {
      plain = plain.slice(0, start) + '\u0000'.repeat(end - start) + plain.slice(end);
    }
    finds.push(...found);
  }
  return finds.sort((a, b) => a.start - b.start);
}

/** Full-width digits, letters and signs, as Chinese keyboards write them, one for one. */
function halfWidth(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
}

function wholeIf(test: (match: string) => unknown): (match: string) => number {
  return (match) => (test(match) ? match.length : 0);
}

function ibanLength(match: string, _before: string, after: string): number {
  const wanted = ibanLengths[match.slice(0, 2).toUpperCase()];
  if (!wanted) return 0;
  let signs = 0;
  let end = 0;
  while (end < match.length && signs < wanted) if (/[a-z0-9]/i.test(match[end++]!)) signs++;
  const next = match[end] ?? after[0] ?? '';
  if (signs < wanted || /[a-z0-9]/i.test(next)) return 0;
  return passesIban(match.slice(0, end).replace(/[ -]/g, '')) ? end : 0;
}

/** Issuer ranges and lengths of the card schemes, then Luhn. */
function isCardNumber(digits: string): boolean {
  const scheme =
    /^(?:4(?:\d{12}|\d{15}|\d{18})|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|3(?:0[0-5]|[689]\d)\d{11}|35\d{14}|6\d{11,18}|5[06-8]\d{10,17}|(?:1800|2131)\d{11})$/;
  return scheme.test(digits) && passesLuhn(digits);
}
