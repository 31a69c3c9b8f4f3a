import { detectLanguage } from '../language/detect-language.ts';

/** Words that carry no matter: no phrase begins or ends with one. */
const emptyWords = new Set(
  `a about after again all also am an and any are as at be because been before being but by can could did do does doing
  for from get got had has have having he her here him his how i i'm i've if in into is isn't it it's its just me more most
  much my no not of on one only or other our out over own really she should so some such than that that's the their them
  then there these they this those to too up us very was wasn't we were what when where which while who will with would you your
  now never time times thing things lot bit little way came come comes went made make makes took take takes
  even still yet ever though although however since`.split(/\s+/),
);
const emptyChinese = new Set([
  ...'的了是我很也就都在和有又还这那它他她你您们不没太吧吗呢啊呀哦给把被让说到要会能去来上下得着过个件一二两',
  ...[
    '但是',
    '不过',
    '就是',
    '真的',
    '这个',
    '那个',
    '一个',
    '没有',
    '非常',
    '有点',
    '还是',
    '可以',
    '感觉',
    '觉得',
  ],
]);

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** Phrases of one to three words of a clause (Chinese: up to six characters) that begin and end with a word of matter; in lower case. */
export function reviewTerms(clause: string): Set<string> {
  const chinese = detectLanguage(clause).language === 'zh';
  const terms = new Set<string>();
  // Particles end a word, and would be taken for a part of it.
  const between = chinese ? /[^\p{L}\p{N}]+|[了吧呢啊呀哦吗]/u : /[^\p{L}\p{N}'’\s-]+/u;
  for (const run of clause.toLowerCase().split(between)) {
    const words = chinese
      ? [...segmenter.segment(run)].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment)
      : (run.replaceAll('’', "'").match(/[\p{L}\p{N}]+(?:['-][\p{L}\p{N}]+)*/gu) ?? []);
    const empty = chinese ? emptyChinese : emptyWords;
    for (let from = 0; from < words.length; from++)
      for (let to = from + 1; to <= Math.min(words.length, from + (chinese ? 4 : 3)); to++) {
        const phrase = words.slice(from, to);
        if (empty.has(phrase[0]!) || empty.has(phrase.at(-1)!)) continue;
        const term = phrase.join(chinese ? '' : ' ');
        // The dictionary has few words: rows of characters stand in, as long as a phrase of four.
        if (term.length >= (chinese ? 2 : 3) && (!chinese || term.length <= 6) && /\p{L}/u.test(term))
          terms.add(term);
      }
  }
  return terms;
}
