import fc from 'fast-check';

/** One way to hide what a text says from a program while a reader still reads it. */
type Disguise = (text: string, choice: number) => string;

const invisible = [
  '\u200b',
  '\u200c',
  '\u200d',
  '\u2060',
  '\ufeff',
  '\u00ad',
  '\u034f',
  '\ufe0f',
  '\u061c',
  '\u180e',
];
const marks = ['\u0301', '\u0308', '\u0336', '\u20dd', '\u0332'];
const cyrillic: Readonly<Record<string, string>> = {
  a: 'а',
  e: 'е',
  o: 'о',
  p: 'р',
  c: 'с',
  x: 'х',
  y: 'у',
  E: 'Е',
  A: 'А',
  O: 'О',
  C: 'С',
  T: 'Т',
};

const each = (text: string, change: (character: string) => string) => Array.from(text, change).join('');
const fullWidth = (character: string) =>
  /[!-~]/.test(character) ? String.fromCodePoint(character.codePointAt(0)! + 0xfee0) : character;
/** Digits of another script or shape, from the code point of their zero. */
const digitsFrom = (zero: number) => (text: string) =>
  text.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));

export const disguises: Readonly<Record<string, Disguise>> = {
  invisible: (text, choice) => Array.from(text).join(invisible[choice % invisible.length]!),
  marks: (text, choice) => each(text, (c) => (/[\p{L}\d%]/u.test(c) ? c + marks[choice % marks.length]! : c)),
  fullWidth: (text) => each(text, fullWidth),
  homoglyphs: (text) => each(text, (c) => cyrillic[c] ?? c),
  entities: (text) => each(text, (c) => `&#${c.codePointAt(0)};`),
  hexEntities: (text) => each(text, (c) => `&#x${c.codePointAt(0)!.toString(16)};`),
  doubleEntities: (text) => each(text, (c) => `&amp;#${c.codePointAt(0)};`),
  tags: (text) => Array.from(text).join('<b></b>'),
  comments: (text) => Array.from(text).join('<!-- x -->'),
  bold: (text) => `**${text}**`,
  link: (text) => `[${text}](https://shop.example/)`,
  wideBlanks: (text, choice) => text.replaceAll(' ', ['\u00a0', '\u2003', '\u3000', '  ', '\t'][choice % 5]!),
  arabicDigits: digitsFrom(0x660),
  devanagariDigits: digitsFrom(0x966),
  mathDigits: digitsFrom(0x1d7ce),
  doubleStruckDigits: digitsFrom(0x1d7d8),
  keycaps: (text) => text.replace(/\d/g, '$&\ufe0f\u20e3'),
  superscripts: (text) => text.replace(/\d/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]!),
  splitDigits: (text, choice) => text.replace(/(?<=\d)(?=\d)/g, [' ', '-', '_', ' - '][choice % 4]!),
  upperCase: (text) => text.toUpperCase(),
  unicodeEscapes: (text) =>
    each(text, (c) => (c.length === 1 ? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}` : c)),
};

/** Offers in plain words that no fact of the test bears out. */
export const offers = [
  '20 % off',
  '35% off',
  '20 percent off',
  'twenty percent off',
  'twenty-five per cent off',
  'half price',
  'half off',
  'fifty off',
  'buy one get one free',
  'free of charge',
  'on the house',
  'free shipping',
  '£20 off',
  'twenty pounds off',
  '20 euros back',
  'only £9.99',
  'save 20 today',
  'code SAVE20',
  'code WELCOME10',
  '500 points',
  '五折',
  '八五折',
  '打8折',
  '半价',
  '满100减20',
  '立减20',
  '免单',
  '买一送一',
  '免费',
  '百分之二十',
  '20元红包',
  '二十块钱',
  '优惠20%',
  '包邮',
  '第二件半价',
  '双倍积分',
] as const;

export const offer = fc.constantFrom(...offers);
const disguise = fc.tuple(fc.constantFrom(...Object.keys(disguises)), fc.nat(100));

/** Digits are parted before anything else: within an entity that would leave what nobody can read. */
const inOrder = (chosen: readonly (readonly [string, number])[]) =>
  [...chosen].sort(([a], [b]) => Number(b === 'splitDigits') - Number(a === 'splitDigits'));

/** An offer under one disguise, or one over the other. */
export const disguisedOffer = fc
  .tuple(offer, fc.array(disguise, { minLength: 1, maxLength: 2 }))
  .map(([text, chosen]) => ({
    offer: text,
    disguises: chosen.map(([name]) => name),
    text: inOrder(chosen).reduce(
      (hidden, [name, choice]) => disguises[name]!(hidden, choice),
      text as string,
    ),
  }));
