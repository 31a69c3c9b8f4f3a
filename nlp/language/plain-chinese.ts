import { traditionalCharacters } from './traditional-characters.ts';

const simplified = new Map<string, string>();
{
  const characters = Array.from(traditionalCharacters);
  for (let i = 0; i + 1 < characters.length; i += 2)
    if (characters[i] !== characters[i + 1]) simplified.set(characters[i]!, characters[i + 1]!);
}

/** Characters that sound alike and stand for one another where shoppers type by sound. */
const soundsAlike: Readonly<Record<string, string>> = {
  kuai: '快块筷',
  di: '递弟第滴',
  tui: '退推腿',
  huo: '货伙火',
  kuan: '款宽',
  ding: '订定丁',
  dan: '单丹',
  huan: '换幻',
  fa: '发法',
  piao: '票飘',
  wu: '物务误',
  liu: '流留六',
  yun: '运云孕',
  fei: '费肥废',
  ke: '客克',
  fu: '服福',
  ren: '人仁',
  gong: '工功',
  qu: '取去',
  xiao: '消销',
  you: '优有右',
  hui: '惠会慧',
  quan: '券劵',
  zhi: '质制',
  liang: '量亮',
};

/** What a shop is asked about most, in sounds. */
const shopWords: readonly (readonly [word: string, ...sounds: string[]])[] = [
  ['快递', 'kuai', 'di'],
  ['退货', 'tui', 'huo'],
  ['退款', 'tui', 'kuan'],
  ['换货', 'huan', 'huo'],
  ['订单', 'ding', 'dan'],
  ['发货', 'fa', 'huo'],
  ['发票', 'fa', 'piao'],
  ['物流', 'wu', 'liu'],
  ['运费', 'yun', 'fei'],
  ['客服', 'ke', 'fu'],
  ['人工', 'ren', 'gong'],
  ['取消', 'qu', 'xiao'],
  ['优惠券', 'you', 'hui', 'quan'],
  ['优惠', 'you', 'hui'],
  ['质量', 'zhi', 'liang'],
];
/** Pairs that sound like a shop's word and are words of their own. */
const ownWords = new Set(['发火', '换火', '推火', '推款', '腿款', '有会', '有慧', '右会', '去消', '克服']);

const misspelt = new Map<string, string>([['登陆', '登录']]);
for (const [word, ...sounds] of shopWords) {
  const spellings = sounds.reduce<string[]>(
    (made, sound) => made.flatMap((head) => [...soundsAlike[sound]!].map((char) => head + char)),
    [''],
  );
  for (const spelling of spellings)
    if (spelling !== word && !ownWords.has(spelling)) misspelt.set(spelling, word);
}
// 决定单独 is not about an order.
const misspelling = new RegExp(`(?:${[...misspelt.keys()].join('|')})(?!独|身|买)`, 'g');
const inLatin = shopWords.map(
  ([word, ...sounds]) => [new RegExp(`\\b${sounds.join('\\s?')}\\b`, 'gi'), word] as const,
);

/**
 * Chinese as models and word lists expect it: simplified characters, the shop's own words spelt right where they were
 * typed by sound (快弟, 推货, "tui huo"). Everything else stays as it is, so that places in the text stay near.
 */
export function plainChinese(text: string): string {
  let plain = text.replace(/\p{Script=Han}/gu, (char) => simplified.get(char) ?? char);
  plain = plain.replace(misspelling, (spelling) => misspelt.get(spelling)!);
  for (const [sounds, word] of inLatin) plain = plain.replace(sounds, word);
  return plain;
}
