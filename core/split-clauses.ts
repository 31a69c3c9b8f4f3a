/** A part of a text: text.slice(start, end). */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Ends of sentences, line ends, semicolons; a full stop counts before white space only, so that 2.5 stays whole. */
const sentenceEnd = /[。！？；!?;\n]+|\.+(?=\s|$)|…+|\.{3,}/gu;

/**
 * Where one opinion gives way to the next inside a sentence: contrastive words, commas, and an `and` that begins a new
 * statement. The word itself goes to the clause that it opens. One white space each: what is left of a run is trimmed, and
 * a pattern that could take it all would try every part of it.
 */
const clauseBreak =
  /[,，](?!\d)|\s(?=(?:but|however|although|though|whereas|yet)\s)|\s-+\s|\s(?=and\s+(?:the|it|its|they|this|my|i|delivery|shipping)\s)|(?<=\p{Script=Han})(?=但是|但|可是|不过|就是说?|然而|只是)/giu;

const leastWords = 2;
const leastHan = 3;

/**
 * The clauses of a review, in order: it is split into sentences, and these at contrasts and commas wherever both sides
 * are long enough to be a statement of their own. English and Chinese.
 */
export function splitClauses(text: string): Span[] {
  return pieces(text, { start: 0, end: text.length }, sentenceEnd).flatMap((sentence) => {
    const merged: Span[] = [];
    for (const piece of pieces(text, sentence, clauseBreak)) {
      const last = merged.at(-1);
      if (last && (isShort(text, last) || isShort(text, piece)))
        merged[merged.length - 1] = { start: last.start, end: piece.end };
      else merged.push(piece);
    }
    return merged;
  });
}

/** The parts between the matches, without white space around them; parts without a letter or digit are left out. */
function pieces(text: string, { start, end }: Span, between: RegExp): Span[] {
  const part = text.slice(start, end);
  const spans: Span[] = [];
  let from = 0;
  for (const match of [...part.matchAll(between), undefined]) {
    const to = match?.index ?? part.length;
    const piece = part.slice(from, to);
    if (/[\p{L}\p{N}]/u.test(piece)) {
      const lead = piece.length - piece.trimStart().length;
      spans.push({ start: start + from + lead, end: start + from + piece.trimEnd().length });
    }
    from = match ? match.index + match[0].length : to;
  }
  return spans;
}

function isShort(text: string, { start, end }: Span): boolean {
  const piece = text.slice(start, end);
  const hanCount = piece.match(/\p{Script=Han}/gu)?.length ?? 0;
  return hanCount > 0 ? hanCount < leastHan : (piece.match(/[\p{L}\p{N}'’]+/gu)?.length ?? 0) < leastWords;
}
