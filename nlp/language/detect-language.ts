import type { Language } from '../../core/words.ts';
import { foreignWords } from './foreign-words.ts';

export interface DetectedLanguage {
  /** The language to answer in: the text's own, else the hint, else English. */
  readonly language: Language;
  /** False when the text is clearly in a language that we do not speak. */
  readonly supported: boolean;
}

const han = /\p{Script=Han}/gu;
/** Without the signs that faces are drawn with in any language: ヾ(＠⌒ー⌒＠)ノ. */
const kana = /(?![ヾヽゞゝノツシ])[\p{Script=Hiragana}\p{Script=Katakana}]/gu;
const latinWord = /[\p{Script=Latin}][\p{Script=Latin}\p{M}'’]*/gu;
const letter = /\p{L}/gu;

/** Words that shoppers of any language type; alone they say nothing about it. */
const universal = new Set(
  'ok okay okey hi hello hey bye yes no thx thanks lol omg wtf vip app sos plz pls xs s m l xl xxl sku'.split(
    ' ',
  ),
);

/**
 * English, Chinese, or neither, by script and by small words.
 * @param hint language of the conversation so far: decides for texts that say too little themselves.
 */
export function detectLanguage(text: string, hint?: Language): DetectedLanguage {
  const fallback = hint ?? 'en';
  const plain = withoutCodes(text);
  const letters = count(plain, letter);
  if (letters === 0) return { language: fallback, supported: true };
  const hanCount = count(plain, han);
  const kanaCount = count(plain, kana);
  const words = (plain.match(latinWord) ?? []).map((word) => word.toLowerCase().replaceAll('’', "'"));
  const latinLetters = words.reduce((sum, word) => sum + count(word, letter), 0);

  // One の is a fashion in Chinese; a text with a tenth of kana is Japanese.
  if (kanaCount >= 2 && kanaCount > (hanCount + kanaCount) / 10)
    return { language: fallback, supported: false };
  // Han are counted as kana's and Latin's equals here: the rest is another script.
  const otherLetters = letters - hanCount - kanaCount - latinLetters;
  if (otherLetters > (hanCount * 2 + latinLetters) / 2) return { language: fallback, supported: false };

  // Two Han characters say about as much as a word.
  const hanWords = hanCount / 1.7;
  if (hanWords > words.length) return { language: 'zh', supported: true };
  if (hanCount > 0 && isCarriedByHan(words, hanWords, /[吗呢吧嘛么啊呀]/.test(plain), hint))
    return { language: 'zh', supported: true };
  if (isForeign(words)) return { language: fallback, supported: false };
  if (words.every((word) => word.length === 1 || universal.has(word))) {
    return { language: hanCount > 0 ? 'zh' : fallback, supported: true };
  }
  return { language: 'en', supported: true };
}

/** Whether a text with more Latin words than Han ones is Chinese all the same: names and
 * terms in it, but no English sentence. A particle (吗, 呢, 吧 ...) belongs to a Chinese one. */
function isCarriedByHan(
  words: readonly string[],
  hanWords: number,
  particle: boolean,
  hint: Language | undefined,
): boolean {
  const substantial = hanWords * 3 > words.length;
  if (hint === 'zh' && substantial) return true;
  if (words.some((word) => foreignWords.english.has(word) && !universal.has(word))) return false;
  return substantial || hint !== 'en' || particle;
}

/** Placeholders of redaction, links and order codes are no words. */
function withoutCodes(text: string): string {
  return text
    .replace(/\[[A-Z_]+\]/g, ' ')
    .replace(/\bhttps?:\/\/\S+/gi, ' ')
    .replace(/\b\w*\d\w*\b/g, ' ');
}

/** Latin script, but the small words of another language, clearly more of them than English ones. */
function isForeign(words: readonly string[]): boolean {
  const english = words.filter((word) => foreignWords.english.has(word)).length;
  if (words.length <= 3 && words.some((word) => foreignWords.greetings.has(word)) && english === 0)
    return true;
  const telling = [...new Set(words)].filter((word) => !foreignWords.english.has(word));
  const most = Math.max(
    ...foreignWords.others.map((list) => telling.filter((word) => list.has(word)).length),
  );
  // Letters with marks beyond café and naïve hardly occur in English.
  const marked = words.filter((word) => /[^a-z'\u4e00-\u9fff]/u.test(word)).length;
  const evidence = most + marked / 2;
  return evidence >= 2 && most >= 1 && evidence > english * 1.5;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
