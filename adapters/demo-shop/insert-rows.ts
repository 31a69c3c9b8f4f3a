import type { Transaction } from '../../core/transaction.ts';
import { clientOf } from '../postgres/database.ts';

const chunk = 5_000;

/** One array a column; jsonb values are given as plain values. Dates travel as timestamptz. */
export type Column<Row> = readonly [name: string, type: string, value: (row: Row) => unknown];

/** Inserts many rows with few statements (`insert ... select from unnest`). Names come from code, never from input. */
export async function insertRows<Row>(
  tx: Transaction,
  table: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): Promise<void> {
  const names = columns.map(([name]) => name).join(', ');
  const arrays = columns.map(([, type], index) => `$${index + 1}::${type}[]`).join(', ');
  for (let from = 0; from < rows.length; from += chunk) {
    const part = rows.slice(from, from + chunk);
    const values = columns.map(([, type, value]) =>
      part.map((row) => {
        const item = value(row);
        return type === 'jsonb' && item !== null ? JSON.stringify(item) : item;
      }),
    );
    await clientOf(tx).query(`insert into ${table} (${names}) select * from unnest(${arrays})`, values);
  }
}
