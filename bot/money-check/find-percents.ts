import type { MoneyClaim } from './money-claim.ts';
import { numberPattern, numberStart, readNumber } from './read-number.ts';

/** What things are made of, and idioms: a percentage before these is no offer. */
const benign =
  /^\s*(?:-\s*)?(?:(?:pure|organic|recycled|merino|mulesing-free|brushed|washed|stonewashed|combed|natural|virgin|vegetable-tanned|post-consumer|certified)\s+){0,3}(?:cotton|linen|wool|lambswool|merino(?=\W|$)|silk|leather|polyester|nylon|down|feathers?|steel|bamboo|cashmere|hemp|jute|arabica|robusta|cocoa|cork|rubber|elastane|viscose|lyocell|recyclable|recycled|vegan|humidity|alcohol|sure|certain|right|correct|understand|happy|satisfied|committed|genuine|authentic|secure|safe)\b(?!\s*(?:off|discount|less|cheaper|reduc))|^\s*(?:的|有机|再生|纯|天然|新){0,3}(?:棉|亚麻|羊毛|羊绒|真丝|桑蚕丝|牛皮|聚酯|竹|不锈钢|阿拉比卡|可可|羽绒|麻|正品|确定|放心|理解|满意|可回收)(?!\s*(?:优惠|折|减|免))/iu;
const benignBefore =
  /(?:棉|亚麻|羊毛|羊绒|真丝|聚酯|竹|湿度|电量|cotton|linen|wool|polyester|humidity)[：: ]*$/iu;

const number = new RegExp(`${numberStart}(${numberPattern})[ \\-._]{0,3}%`, 'g');
/** Letters that pass for digits directly before the sign: 2O %, lO %. */
const lettersAsDigits =
  /(?<![A-Za-z\d])(?=[\dOoQDlI|!SsZzBbGg]{0,3}[OoQDlI|!SsZzBbGg])([\dOoQDlI|!SsZzBbGg]{1,4})\s?%/g;
const digitOf: Readonly<Record<string, string>> = {
  o: '0',
  q: '0',
  d: '0',
  l: '1',
  i: '1',
  '|': '1',
  '!': '1',
  s: '5',
  z: '2',
  b: '8',
  g: '9',
};

/** Percentages in a reading of a text; 折 and "half price" are percentages taken off. */
export function findPercents(view: string): MoneyClaim[] {
  const claims: MoneyClaim[] = [];
  const add = (text: string, value: number) => claims.push({ kind: 'percent', text: text.trim(), value });
  const understood = new Set<number>();

  for (const match of view.matchAll(number)) {
    const end = match.index + match[0].length;
    understood.add(end - 1);
    if (
      benign.test(view.slice(end, end + 60)) ||
      benignBefore.test(view.slice(Math.max(0, match.index - 40), match.index))
    )
      continue;
    for (const value of readNumber(match[1]!)) add(match[0], value);
  }
  for (const match of view.matchAll(lettersAsDigits)) {
    understood.add(match.index + match[0].length - 1);
    add(
      match[0],
      Number(Array.from(match[1]!.toLowerCase(), (letter) => digitOf[letter] ?? letter).join('')),
    );
  }
  for (const { index } of view.matchAll(/%/g)) {
    if (understood.has(index)) continue;
    const after = /^%\s*(\d+(?:\.\d+)?)/.exec(view.slice(index, index + 12));
    if (after) add(after[0], Number(after[1]));
    else claims.push({ kind: 'unreadable', text: view.slice(Math.max(0, index - 12), index + 1).trim() });
  }
  return [...claims, ...findFolds(view), ...findFractions(view)];
}

/** 折 names what is left to pay: 8 折 and 80 折 are 20 % off, 85 折 and 8.5 折 15 %. */
function findFolds(view: string): MoneyClaim[] {
  const claims: MoneyClaim[] = [];
  const fold = new RegExp(
    `${numberStart}(${numberPattern})[\\s\\-._*/|~、，,！!]*折(?!叠|返|痕|断|磨|射|起|边|角|好|纸|伞|椅|桌|成|过|中|页)`,
    'g',
  );
  for (const match of view.matchAll(fold))
    for (const left of readNumber(match[1]!)) {
      const percent = Math.round((left < 10 ? 100 - left * 10 : 100 - left) * 100) / 100;
      claims.push(
        left > 0 && left < 100
          ? { kind: 'percent', text: match[0], value: percent }
          : { kind: 'unreadable', text: match[0] },
      );
    }
  for (const [text] of view.matchAll(
    /折上折|骨折价|打骨折|(?<![A-Za-z])(?:wu|liu|qi|ba|jiu)\s?zhe(?![a-z])/gi,
  ))
    claims.push({ kind: 'unreadable', text });
  for (const [text] of view.matchAll(
    /半[\s\-._*/|~、，,]*价(?![格钱值位])|[减砍]半|腰斩|对半(?:价|砍)|对折(?!叠|放|存|收|两|后|再|晾|清)|1半的?(?:价|钱|费|退)|(?:价格?|费用|金额|总价|原价)的?1半|半费/g,
  ))
    claims.push({ kind: 'percent', text, value: 50 });
  return claims;
}

const parts = new Map([
  ['half', 2],
  ['halves', 2],
  ['third', 3],
  ['quarter', 4],
  ['fourth', 4],
  ['fifth', 5],
  ['sixth', 6],
  ['eighth', 8],
  ['tenth', 10],
]);
const offWords = '(?:off|price|cost|discount|reduction|cheaper|refund(?!s)|money)';

function findFractions(view: string): MoneyClaim[] {
  const claims: MoneyClaim[] = [];
  const add = (text: string, share: number) =>
    claims.push({ kind: 'percent', text, value: Math.round(share * 100) });
  const tail = String.raw`[\s\-]*(?:of\s+)?(?:(?:the|your|its|our|that|this|my)\s+)?(?:(?:usual|normal|full|original|total|list|order|purchase)\s+)?${offWords}\b`;
  for (const match of view.matchAll(
    new RegExp(`\\b(?:(\\d)[\\s-]+)?(third|quarter|fourth|fifth|sixth|eighth|tenth)s?${tail}`, 'gi'),
  ))
    add(match[0], Number(match[1] ?? 1) / parts.get(match[2]!.toLowerCase())!);
  for (const match of view.matchAll(new RegExp(`(\\d)\\s?/\\s?(\\d{1,2})${tail}`, 'gi')))
    add(match[0], Number(match[1]) / Number(match[2]));
  const half = new RegExp(
    `\\bhalf${tail}|\\bhalf\\s+as\\s+(?:much|expensive)|\\bhalf\\s+(?:of\\s+)?what\\b|\\bhalv(?:e|ed|ing)\\b|\\b(?:cut|slash|slic|split|chop|reduc|knock)\\w*\\s+(?:[\\w']+\\s+){0,5}(?:in|by)\\s+half\\b|\\b(?:price|cost|total|order|bill)\\s+(?:is\\s+)?(?:by|at|for|in)\\s+half\\b|\\bhalf\\s*-?\\s*(?:priced?|off)\\b`,
    'gi',
  );
  for (const [text] of view.matchAll(half)) add(text, 0.5);
  return claims;
}
