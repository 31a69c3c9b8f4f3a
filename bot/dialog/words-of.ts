const emptyWords = new Set(
  'the a an one ones it its this that these my your for from of in to and or is was with i me please want mean meant order item no not yes rather instead'.split(
    ' ',
  ),
);
const emptyHan = new Set('的 那个 这个 一个 我要 要的 不是 是那 是这 不要 要退'.split(' '));

/** Words of a text; of Chinese, which has no spaces, its pairs of characters. */
export function wordsOf(text: string): ReadonlySet<string> {
  const plain = text.normalize('NFKC').toLowerCase();
  const words = (plain.match(/[\p{Script=Latin}\d'-]+/gu) ?? []).filter(
    (word) => word.length > 1 && !emptyWords.has(word),
  );
  for (const run of plain.match(/\p{Script=Han}+/gu) ?? []) {
    for (let i = 0; i + 2 <= run.length; i++) {
      const pair = run.slice(i, i + 2);
      if (!emptyHan.has(pair)) words.push(pair);
    }
  }
  return new Set(words);
}
