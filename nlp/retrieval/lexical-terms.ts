const stopWords = new Set(
  'a an and are as at be been but by can could did do does for from had has have how i if in is it its just me my no not of on or our please so some than that the their them there these they this to us was we were what when where which who why will with would you your'.split(
    ' ',
  ),
);

/** Where one thing that a Chinese sentence speaks of ends and the next begins. */
const between =
  /[的了吗呢吧啊嘛有没和跟与或要想买个条件把款盏双只套是在能可以给我你们什么哪些多少几第一二三四五六七八九十百千元块镑内]/;

/**
 * The terms by which a text is found: English words less their endings, pairs of Chinese characters, the last character
 * of what looks like a Chinese noun, numbers. Chinese has no blanks; pairs serve as well as words do without a
 * dictionary (Nie et al. 2000). Its nouns end in what the thing is: 双肩包 and 背包 are 包, 杯子 is 杯.
 */
export function lexicalTerms(text: string): string[] {
  const plain = text.normalize('NFKC').toLowerCase();
  const terms: string[] = [];
  for (const [run] of plain.matchAll(/\p{sc=Han}+|(?:(?!\p{sc=Han})[\p{L}\p{N}'’])+/gu)) {
    if (/^\p{sc=Han}/u.test(run)) {
      const characters = Array.from(run);
      for (let i = 1; i < characters.length; i++) terms.push(characters[i - 1]! + characters[i]!);
      terms.push(...headsOf(run));
    } else if (!stopWords.has(run)) {
      // Quotation marks by themselves are no word.
      const word = stem(run.replace(/^['’]|['’]s?$/g, ''));
      if (/[\p{L}\p{N}]/u.test(word)) terms.push(word);
    }
  }
  return terms;
}

/** What the nouns of a text are, by their last characters: 杯 of 有没有蓝色的马克杯. */
export function nounHeads(text: string): string[] {
  return (text.normalize('NFKC').match(/\p{sc=Han}+/gu) ?? []).flatMap(headsOf);
}

function headsOf(run: string): string[] {
  return run.split(between).flatMap((part) => part.replace(/(?<=.)[子色]$/, '').at(-1) ?? []);
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
