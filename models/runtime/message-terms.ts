/** Longer messages are as clear from their beginning, and the time must not grow with them. */
const longest = 1_000;

/**
 * The distinct terms of a message, as the term heads know them: of Chinese every run of one to three characters; of the
 * rest words, pairs of neighbouring words, and pieces of three to five characters, by which a typing error still shares
 * most of its terms with the word that was meant. Numbers of four digits and more are one term: no order number is learnt.
 */
export function messageTerms(text: string): string[] {
  const plain = text
    .slice(0, longest)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\d{4,}/g, '0');
  const terms = new Set<string>();
  let before = '^';
  for (const [run] of plain.matchAll(/\p{sc=Han}+|(?:(?!\p{sc=Han})[\p{L}\p{N}'’])+|[^\s\p{L}\p{N}]/gu)) {
    if (/^\p{sc=Han}/u.test(run)) {
      addPieces(terms, run, 1, 3);
      before = '';
      continue;
    }
    terms.add(` ${run} `);
    if (/^\p{L}/u.test(run)) addPieces(terms, ` ${run} `, 3, 5);
    if (before) terms.add(`${before} ${run}`);
    before = run;
  }
  return [...terms];
}

function addPieces(terms: Set<string>, run: string, shortest: number, longestPiece: number): void {
  for (let length = shortest; length <= longestPiece; length++) {
    for (let at = 0; at + length <= run.length; at++) terms.add(run.slice(at, at + length));
  }
}
