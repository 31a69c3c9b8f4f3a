import { dayOrderEvidence, parseDate } from '../../adapters/shop-import/values/parse-date.ts';
import type { Table } from '../../adapters/table-file/table.ts';
import { BadInputError } from '../../core/errors.ts';

/**
 * A column of dates as whole days since 1970-01-01 (UTC unless a value names its zone). Whether 03/04/2020 is March or
 * April is taken from the other dates of the column.
 * @throws BadInputError that names line and value.
 */
export function readDates(table: Table, column: number): Int32Array {
  const texts = table.values[column]!;
  const orders = new Set(texts.map(dayOrderEvidence));
  const order =
    orders.has('dmy') !== orders.has('mdy')
      ? orders.has('dmy')
        ? ('dmy' as const)
        : ('mdy' as const)
      : null;
  const known = new Map<string, number>();
  return Int32Array.from(texts, (text, row) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const moment = parseDate(text, order, 'UTC');
    if (typeof moment !== 'number')
      throw new BadInputError(
        `"${table.path}", line ${table.lines[row]}, column "${table.columns[column]}": ${
          moment === 'ambiguous'
            ? `"${text}" may be day or month first, and no other date tells`
            : text === ''
              ? 'empty'
              : `"${text}" is no date`
        }; a date like 2020-04-03 would be right`,
      );
    const day = Math.floor(moment / 86_400_000);
    known.set(text, day);
    return day;
  });
}
