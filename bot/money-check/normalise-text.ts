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

/** What a reader does not see: format controls and fillers. */
const invisible = /[\p{Cf}\u115f\u1160\u3164\uffa0]/gu;

/**
 * A text as a reader sees it: entities and escapes decoded, tags and marks of HTML and markdown taken away, invisible
 * characters dropped, every digit, letter and sign in the shape it looks like (full width, circled, superscript, other
 * scripts, homoglyphs), combining marks removed, blanks single. Case is kept: codes need it.
 */
export function normaliseText(text: string): string {
  let plain = text;
  for (let round = 0; round < 3; round++) {
    const decoded = decode(plain);
    if (decoded === plain) break;
    plain = decoded;
  }
  plain = withoutTags(plain).replace(invisible, '');
  // Before NFKD: it would take composed letters apart that have a look-alike of their own.
  plain = mapped(mapped(plain).normalize('NFKD').replace(/\p{M}/gu, ''));
  return plain
    .replace(/[\p{Zs}\u2800\t\u00a0]+/gu, ' ')
    .replace(/\bo\/o\b|°\/o|0\/0/gi, '%')
    .trim();
}

function mapped(text: string): string {
  return Array.from(text, lookalikeOf).join('');
}

function decode(text: string): string {
  return text
    .replace(/&#x([0-9a-f]{1,6});?/gi, (_, hex: string) => character(Number.parseInt(hex, 16)))
    .replace(/&#(\d{1,7});?/g, (_, decimal: string) => character(Number(decimal)))
    .replace(/&([a-z]{2,8}\d{0,2});/gi, (entity, name: string) => namedEntities[name.toLowerCase()] ?? entity)
    .replace(/\\u\{?([0-9a-f]{4,6})\}?/gi, (_, hex: string) => character(Number.parseInt(hex, 16)))
    .replace(/\\x([0-9a-f]{2})/gi, (_, hex: string) => character(Number.parseInt(hex, 16)))
    .replace(/%(2[05]|3\d|[46][1-9a-f]|[57][0-9a])(?![0-9a-f])/gi, (code, hex: string, at: number) =>
      // After a digit it is a percentage (20%30 people), not an escape; except the percent sign itself.
      at > 0 && /\d/.test(text[at - 1]!) && hex !== '25' ? code : character(Number.parseInt(hex, 16)),
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
