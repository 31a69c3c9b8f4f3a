import type { Transaction } from '../../core/transaction.ts';
import { clientOf } from './database.ts';

const chunk = 5_000;

/** One array a column; jsonb values are given as plain values. Dates travel as timestamptz. */
export type Column<Row> = readonly [name: string, type: string, value: (row: Row) => unknown];

/**
 * Inserts many rows with few statements (`insert ... select from unnest`). Names come from code, never from input.
 * @param conflict what becomes of rows that are there already, such as "on conflict do nothing".
 * @returns how many rows were written.
 */
export async function insertRows<Row>(
  tx: Transaction,
  table: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  conflict = '',
): Promise<number> {
  const names = columns.map(([name]) => name).join(', ');
  const arrays = columns.map(([, type], index) => `$${index + 1}::${type}[]`).join(', ');
  let written = 0;
  for (let from = 0; from < rows.length; from += chunk) {
    const part = rows.slice(from, from + chunk);
    const values = columns.map(([, type, value]) =>
      part.map((row) => {
        const item = value(row);
        return type === 'jsonb' && item !== null ? JSON.stringify(item) : item;
      }),
    );
    const { rowCount } = await clientOf(tx).query(
      `insert into ${table} (${names}) select * from unnest(${arrays}) ${conflict}`,
      values,
    );
    written += rowCount ?? 0;
  }
  return written;
}
