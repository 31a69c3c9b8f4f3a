/** Characters that take two columns: Han, kana, Hangul, full-width forms, most emoji. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
const none = /\p{Mn}|\p{Me}|\p{Cf}/u;
const segments = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Columns that a text takes in a terminal. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const { segment } of segments.segment(text)) columns += widthOf(segment);
  return columns;
}

/** The beginning of a line that fits, with … where something was cut off. */
export function cutToColumns(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  let cut = '';
  let used = 1;
  for (const { segment } of segments.segment(text)) {
    used += widthOf(segment);
    if (used > columns) break;
    cut += segment;
  }
  return `${cut}…`;
}

/** Lines of at most so many columns: Latin text broken at blanks, Chinese anywhere but before its punctuation. */
export function wrapToColumns(text: string, columns: number): string[] {
  return text.split('\n').flatMap((line) => wrapLine(line, columns));
}

function wrapLine(line: string, columns: number): string[] {
  const lines: string[] = [];
  let current = '';
  let used = 0;
  for (const piece of line.match(/\s+|[\p{Script=Han}][，。！？；：、”’）》]*|[^\s\p{Script=Han}]+/gu) ?? [
    '',
  ]) {
    const width = columnsOf(piece);
    if (used > 0 && used + width > columns) {
      lines.push(current.trimEnd());
      current = '';
      used = 0;
      if (/^\s+$/.test(piece)) continue;
    }
    current += piece;
    used += width;
  }
  lines.push(current.trimEnd());
  return lines;
}

function widthOf(grapheme: string): number {
  if (wide.test(grapheme)) return 2;
  return none.test(grapheme[0]!) && grapheme.length === 1 ? 0 : 1;
}
