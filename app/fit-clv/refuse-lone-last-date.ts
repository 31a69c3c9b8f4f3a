import type { Table } from '../../adapters/table-file/table.ts';
import { BadInputError } from '../../core/errors.ts';

/**
 * The last date of a file ends the observation of everybody, so that one mistyped year moves every shopper's age. A last
 * date after a silence of more than half of all the time before is taken for such a slip.
 * @param help what else than correcting it would be right.
 * @throws BadInputError that names the line.
 */
export function refuseLoneLastDate(table: Table, column: number, days: Int32Array, help: string): void {
  const known = Int32Array.from(new Set(days)).sort();
  const last = known.at(-1);
  const before = known.at(-2);
  if (last === undefined || before === undefined || known.length < 10) return;
  if (last - before <= (before - known[0]!) / 2) return;
  const row = days.indexOf(last);
  throw new BadInputError(
    `"${table.path}", line ${table.lines[row]}, column "${table.columns[column]}": "${table.values[column]![row]}" comes ${last - before} days after every other date, when all of them lie within ${before - known[0]!} days; a date among the others would be right${help}`,
  );
}
