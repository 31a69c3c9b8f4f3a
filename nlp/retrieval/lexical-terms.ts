const stopWords = new Set(
  'a an and are as at be been but by can could did do does for from had has have how i if in is it its just me my no not of on or our please so some than that the their them there these they this to us was we were what when where which who why will with would you your'.split(
    ' ',
  ),
);

/**
 * The terms by which a text is found: English words less their endings, pairs of Chinese characters, numbers.
 * Chinese has no blanks; pairs serve as well as words do without a dictionary (Nie et al. 2000).
 */
export function lexicalTerms(text: string): string[] {
  const plain = text.normalize('NFKC').toLowerCase();
  const terms: string[] = [];
  for (const [run] of plain.matchAll(/[\p{sc=Han}]+|[\p{L}\p{N}][\p{L}\p{N}'’]*/gu)) {
    if (/^\p{sc=Han}/u.test(run)) {
      const characters = Array.from(run);
      if (characters.length === 1) terms.push(run);
      for (let i = 1; i < characters.length; i++) terms.push(characters[i - 1]! + characters[i]!);
    } else if (!stopWords.has(run)) {
      // A run that has both scripts (T恤) gives the pairs of its Chinese part, too.
      terms.push(stem(run.replace(/['’]s?$/, '')));
    }
  }
  return terms;
}

/** Takes plural and verb endings off; coarse, the same for query and passage. */
function stem(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word;
  const bare = word
    .replace(/(?<=..)ies$/, 'y')
    .replace(/(?<=...)(?:ing|ed|es|e)$/, '')
    .replace(/(?<=..[^s])s$/, '')
    .replace(/(?<=...)e$/, '');
  // "stopp" of stopped, "shipp" of shipping.
  return /([bdgmnprt])\1$/.test(bare) ? bare.slice(0, -1) : bare;
}
