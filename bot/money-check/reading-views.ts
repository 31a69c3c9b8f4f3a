import { withArabicDigits } from './chinese-numerals.ts';
import { withDigits } from './english-numerals.ts';

const percentWords =
  /(?<=[\d\s\-IVXLC])(?:per\s*-?\s*cents?|percent(?:age)?(?:\s+points?)?|pct|p\.c\.|per\s+hundred|个百分点|%age)(?![a-z])/gi;

export interface ReadingViews {
  /** As it stands, and with characters that stand apart put together. Number words are digits, percent words signs. */
  readonly literal: readonly string[];
  /** With digits in words taken for letters as well ("h4lf"): codes and numbers are other ones there. */
  readonly lettered: readonly string[];
}

/** The ways in which a normalised text can be read. */
export function readingViews(text: string): ReadingViews {
  const joined = withoutGaps(text);
  const literal = new Set([text, joined].map(withNumbers));
  const lettered = new Set([lettersFor(joined, 'i'), lettersFor(joined, 'l')].map(withNumbers));
  return { literal: [...literal], lettered: [...lettered].filter((view) => !literal.has(view)) };
}

/** "h a l f", "f-r-e-e", "S.A.V.E.2.0", "五 折": single characters with gaps, without the gaps. */
function withoutGaps(text: string): string {
  return text
    .replace(/(?<![\p{L}\p{N}])[A-Za-z0-9](?:[ \-._*/|+~]{1,3}[A-Za-z0-9](?![\p{L}\p{N}])){2,}/gu, (run) =>
      run.replace(/[ \-._*/|+~]+/g, ''),
    )
    .replace(/(?<=\p{sc=Han})[ \-._*/|+~]+(?=[\p{sc=Han}\d])|(?<=\d)[ \-._*/|+~]+(?=\p{sc=Han})/gu, '');
}

/** "h4lf 0ff", "fr33": digits and signs for letters, in words that have both. */
function lettersFor(text: string, one: 'i' | 'l'): string {
  const letters: Readonly<Record<string, string>> = {
    '0': 'o',
    '1': one,
    '!': one,
    '3': 'e',
    '4': 'a',
    '@': 'a',
    '5': 's',
    $: 's',
    '7': 't',
    '8': 'b',
    '9': 'g',
  };
  return text.replace(/[A-Za-z0-9@$!]{2,}/g, (token) =>
    /[A-Za-z]/.test(token) && /[0-9@$!]/.test(token)
      ? token.replace(/[013457@$!89]/g, (character) => letters[character]!)
      : token,
  );
}

function withNumbers(text: string): string {
  // 百 is a numeral itself: the words of percentages are put away before numerals are read.
  return withArabicDigits(withDigits(text).replace(/百分之?/g, '\ue000'))
    .replace(/\ue000\s*(\d+(?:\.\d+)?)/g, '$1%')
    .replaceAll('\ue000', '')
    .replace(percentWords, '%')
    .replace(/(?<![A-Za-z])([IVXLC]{1,7})(?=\s*%)/g, (roman) => String(romanValue(roman)));
}

const romanDigits: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100 };

function romanValue(roman: string): number {
  return Array.from(roman).reduce((sum, letter, i) => {
    const value = romanDigits[letter]!;
    return sum + (value < (romanDigits[roman[i + 1] ?? ''] ?? 0) ? -value : value);
  }, 0);
}
