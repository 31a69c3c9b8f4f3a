import type { Localised } from '../../../core/localised.ts';

/** Words and units as they stand in the catalogue's specs, longest first so that none eats another's beginning. */
const chinese: readonly (readonly [RegExp, string])[] = [
  [/One size/, '均码'],
  [/Double, /, '双人，'],
  [/King, /, '特大，'],
  [/medium, steel/, '中字，钢尖'],
  [/, max\. /, '，最大 '],
  [/undated/, '不印日期'],
  [/dotted/, '点阵'],
  [/plain/, '空白'],
  [/ to /, ' 至 '],
  [/ pieces/, ' 件'],
  [/ passports/, ' 本护照'],
  [/ cards/, ' 张卡'],
  [/ pens/, ' 支笔'],
  [/ pages/, ' 页'],
  [/ bulbs/, ' 只灯泡'],
  [/ cups/, ' 杯'],
  [/ hours/, ' 小时'],
  [/-inch/, ' 英寸'],
  [/ gsm/, ' 克/平方米'],
  [/ lm\b/, ' 流明'],
  [/ mm\b/, ' 毫米'],
  [/ ml\b/, ' 毫升'],
  [/ cm\b/, ' 厘米'],
  [/ kg\b/, ' 公斤'],
  [/ W\b/, ' 瓦'],
  [/ g\b/, ' 克'],
  [/ l\b/, ' 升'],
  [/ m\b/, ' 米'],
];

/** A measure in both languages: `measure('40 x 28 cm')` is `40 x 28 cm` and `40 × 28 厘米`. */
export function measure(text: string): Localised {
  const zh = chinese.reduce((words, [pattern, replacement]) => words.replace(pattern, replacement), text);
  return { en: text, zh: zh.replaceAll(' x ', ' × ').replaceAll(', ', '、') };
}
