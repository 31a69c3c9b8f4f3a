/** Families that shoppers name and shops split further: what is navy or 藏青 here is blue to whoever asks. */
const families: readonly { readonly family: string; readonly en: readonly string[]; readonly zh: string }[] =
  [
    { family: 'blue', en: ['blue', 'navy', 'indigo', 'teal', 'turquoise'], zh: '蓝|藏青|靛' },
    { family: 'green', en: ['green', 'sage', 'olive', 'moss', 'mint', 'khaki'], zh: '绿|橄榄|薄荷' },
    { family: 'red', en: ['red', 'berry', 'burgundy', 'terracotta', 'crimson', 'wine'], zh: '红|酒红|枣红' },
    { family: 'pink', en: ['pink', 'rose', 'blush'], zh: '粉' },
    { family: 'yellow', en: ['yellow', 'mustard', 'gold', 'golden', 'brass'], zh: '黄|金|姜黄' },
    { family: 'orange', en: ['orange', 'apricot', 'copper'], zh: '橙|橘|杏|铜' },
    { family: 'purple', en: ['purple', 'violet', 'plum', 'lavender', 'lilac'], zh: '紫' },
    {
      family: 'brown',
      en: ['brown', 'walnut', 'tan', 'oak', 'caramel', 'chocolate'],
      zh: '棕|褐|咖啡色|咖色|胡桃|焦糖|原木',
    },
    { family: 'grey', en: ['grey', 'gray', 'charcoal', 'steel', 'silver'], zh: '灰|银|钢' },
    { family: 'black', en: ['black'], zh: '黑' },
    { family: 'white', en: ['white', 'cream', 'ivory', 'oat', 'beige'], zh: '白|米色|米白|燕麦|奶' },
  ];

/** A colour said as one: 蓝色, 蓝的, 深蓝; not 红茶, 明白 or 黑五. */
const saidZh = families.map(({ family, zh }) => ({
  family,
  said: new RegExp(
    `(?:${zh})(?:色|的|款|那|这|一?个|呢|有|吗|$)|(?:深|浅|大|天|宝|墨|草|军|玫|酒|正|纯)(?:${zh})`,
  ),
}));

/** Families of colour that a message names. */
export function coloursIn(text: string): ReadonlySet<string> {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/明白|白天|白色?情人|红包|金额|黄金周|黑五|现金/g, ' ');
  const words = new Set(plain.match(/[a-z]+/g));
  return new Set([
    ...families.filter(({ en }) => en.some((word) => words.has(word))).map(({ family }) => family),
    ...saidZh.filter(({ said }) => said.test(plain)).map(({ family }) => family),
  ]);
}

/** Families of a variant's own label, such as "ink blue" and 墨蓝. */
export function familiesOf(label: { readonly en: string; readonly zh: string }): ReadonlySet<string> {
  const words = new Set(label.en.toLowerCase().match(/[a-z]+/g));
  return new Set(
    families
      .filter(({ en, zh }) => en.some((word) => words.has(word)) || new RegExp(zh).test(label.zh))
      .map(({ family }) => family),
  );
}

/** A text less the English colours in it: "the blue mug" is "the mug". */
export function withoutColourWords(text: string): string {
  return text
    .replace(/[a-z]+/gi, (word) => (englishColours.has(word.toLowerCase()) ? '' : word))
    .replace(/ {2,}/g, ' ');
}

const englishColours = new Set([
  ...families.flatMap(({ en }) => en),
  'ink',
  'sky',
  'dusty',
  'forest',
  'light',
  'dark',
  'brushed',
]);
