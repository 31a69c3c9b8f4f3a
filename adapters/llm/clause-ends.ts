/** Where a text may be cut so that no figure, word or address is torn: after the marks that end a clause. */
const clauseEnd = /[.!?…,;:]["'”’)]*(?=\s)|[。！？；，：、…]+["'”’」』）]*(?=\S)|(?<!\n)\n+(?=\S)/gu;

/** The places behind each clause of a text that is still being written; what follows the last one is unfinished. */
export function clauseEnds(text: string): number[] {
  return [...text.matchAll(clauseEnd)].map(({ index, 0: mark }) => index + mark.length);
}
