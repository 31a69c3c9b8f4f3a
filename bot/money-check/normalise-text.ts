import { lookalikeOf } from './homoglyphs.ts';

const namedEntities: Readonly<Record<string, string>> = {
  percnt: '%',
  pound: '£',
  euro: '€',
  yen: '¥',
  dollar: '$',
  cent: '¢',
  num: '#',
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  frac12: '½',
  frac14: '¼',
  frac34: '¾',
  frac13: '⅓',
  sup1: '¹',
  sup2: '²',
  sup3: '³',
  shy: '',
  zwj: '',
  zwnj: '',
  period: '.',
  comma: ',',
  hyphen: '-',
  dash: '-',
  ndash: '-',
  mdash: '-',
  middot: '.',
  lowbar: '_',
  sol: '/',
  plus: '+',
  minus: '-',
  half: '½',
  permil: '‰',
};

/** What a reader does not see or reads over: format controls, fillers, combining marks. */
const unseen = /[\p{Cf}\u115f\u1160\u3164\uffa0]|\p{M}/gu;

/**
 * A text as a reader sees it: entities and escapes decoded, tags and marks of HTML and markdown taken away, invisible
 * characters dropped, every digit, letter and sign in the shape it looks like (full width, circled, superscript, other
 * scripts, homoglyphs), combining marks removed, blanks single. Case is kept: codes need it.
 */
export function normaliseText(text: string): string {
  // A full-width comma ends a clause; "£7.95，一般" is no amount with more decimals.
  let plain = text.replace(/(?<=\d)，(?=\p{sc=Han})/gu, '， ');
  // One disguise may hide the next: an entity in full-width letters, a tag in entities.
  for (let round = 0; round < 5; round++) {
    const seen = withoutTags(decode(inPlainLetters(plain)));
    if (seen === plain) break;
    plain = seen;
  }
  return plain
    .replace(/[\p{Zs}\u2800\t\u00a0]+/gu, ' ')
    .replace(/\bo\/o\b|°\/o|0\/0/gi, '%')
    .trim();
}

/** Before NFKD as well as after it: some characters have a look-alike of their own, some take theirs from their parts. */
function inPlainLetters(text: string): string {
  return mapped(mapped(text.replace(unseen, '')).normalize('NFKD').replace(unseen, ''));
}

function mapped(text: string): string {
  return Array.from(text, lookalikeOf).join('');
}

function decode(text: string): string {
  return (
    text
      .replace(/&#x([0-9a-f]{1,6});?/gi, (_, hex: string) => character(Number.parseInt(hex, 16)))
      .replace(/&#(\d{1,7});?/g, (_, decimal: string) => character(Number(decimal)))
      .replace(
        /&([a-z]{2,8}\d{0,2});/gi,
        (entity, name: string) => namedEntities[name.toLowerCase()] ?? entity,
      )
      .replace(/\\u\{([0-9a-f]{1,6})\}|\\u([0-9a-f]{4})/gi, (_, braced?: string, bare?: string) =>
        character(Number.parseInt((braced ?? bare)!, 16)),
      )
      .replace(/\\x([0-9a-f]{2})/gi, (_, hex: string) => character(Number.parseInt(hex, 16)))
      // One escape alone may as well be a percentage (%20 off); several in a row are an encoded text.
      .replace(/(?:%[2-7][0-9a-f]){2,}|%25/gi, (run) =>
        run.replace(/%(..)/g, (_, hex: string) => character(Number.parseInt(hex, 16))),
      )
  );
}

function character(point: number): string {
  return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : '';
}

/** Tags of lines and cells part words; all others, comments and markdown marks stand inside them. */
function withoutTags(text: string): string {
  return text
    .replace(/<!--[\s\S]{0,2000}?-->/g, '')
    .replace(/<\/?(?:p|li|ul|ol|br|div|tr|td|th|table|h[1-6])\b[^<>]{0,500}>/gi, ' ')
    .replace(/<\/?[a-z][^<>]{0,500}>/gi, '')
    .replace(/\[([^\]\n]{1,200})\]\([^)\n]{0,500}\)/g, '$1')
    .replace(/[*_~`|\\]+/g, (marks, at: number, whole: string) =>
      // Between two blanks they are a separator, at a word they mark it up.
      whole[at - 1] === ' ' && whole[at + marks.length] === ' ' ? ' ' : '',
    );
}
