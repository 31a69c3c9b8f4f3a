import { splitClauses } from '../../../core/split-clauses.ts';
import type { LabelledText } from './labelled-text.ts';
import { readText } from './read-table.ts';

const place = '$T$';
const han = /\p{Script=Han}/u;

/**
 * A file of aspect-based sentiment in three lines a row: a review with `$T$` in the place of a term, the term, and what
 * is felt about it. Gives the clause that holds the term, labelled `term/polarity` in lower case: a review that likes the
 * screen and not the price would teach the wrong sentiment as a whole.
 */
export function readMarkedTerms(path: string): LabelledText[] {
  const lines = readText(path).split(/\r?\n/);
  const rows: LabelledText[] = [];
  for (let i = 0; i + 2 < lines.length; i += 3) {
    const term = joined(lines[i + 1]!);
    const before = joined(lines[i]!.slice(0, lines[i]!.indexOf(place)));
    const after = joined(lines[i]!.slice(lines[i]!.indexOf(place) + place.length));
    const gap = han.test(term) ? '' : ' ';
    const text = `${before}${gap}${term}${gap}${after}`;
    const at = before.length + gap.length;
    const clause = splitClauses(text).find(({ start, end }) => start <= at && at < end);
    if (clause)
      rows.push({
        text: text.slice(clause.start, clause.end),
        label: `${term.toLowerCase()}/${lines[i + 2]!.trim().toLowerCase()}`,
      });
  }
  return rows;
}

/** Some of the Chinese files have a space after every character. */
function joined(text: string): string {
  return han.test(text) ? text.replaceAll(' ', '') : text.trim();
}
