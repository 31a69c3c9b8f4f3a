import { BadInputError } from '../../core/errors.ts';
import type { Table } from './table.ts';

/**
 * A column of numbers in which a few fields are none (NaN, inf, a word) is a column of numbers with mistakes: taken for
 * text it would silently say nothing.
 * @throws BadInputError that names the first such field, where fewer than a tenth of the filled fields are no numbers.
 */
export function refuseStrayText(table: Table, column: number): void {
  const texts = table.values[column]!;
  let filled = 0;
  let stray = 0;
  let first = -1;
  texts.forEach((text, row) => {
    if (text === '') return;
    filled++;
    if (Number.isFinite(Number(text))) return;
    if (stray++ === 0) first = row;
  });
  if (stray === 0 || stray >= filled / 10) return;
  throw new BadInputError(
    `"${table.path}", line ${table.lines[first]}, column "${table.columns[column]}": "${texts[first]}" among numbers${stray > 1 ? ` (${stray} such fields)` : ''}; a number, or nothing where it is not known, would be right`,
  );
}
