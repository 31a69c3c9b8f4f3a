import type { Transaction } from '../../core/transaction.ts';
import type { RowFault } from '../shop-import/rows/row-fault.ts';
import { clientOf, type Queryable } from './database.ts';
import { insertRows } from './insert-rows.ts';

const longestValue = 80;
const pageSize = 5_000;

export async function saveRejects(
  tx: Transaction,
  run: { shopId: string; id: string },
  faults: readonly RowFault[],
): Promise<void> {
  await insertRows(
    tx,
    'import_rejects',
    [
      ['shop_id', 'text', () => run.shopId],
      ['import_id', 'uuid', () => run.id],
      ['line', 'bigint', ({ line }) => line],
      ['column_name', 'text', ({ column }) => column],
      ['value', 'text', ({ value }) => shortened(value)],
      ['reason', 'text', ({ reason }) => reason],
    ],
    faults,
  );
  const lines = new Set(faults.map(({ line }) => line)).size;
  if (lines > 0)
    await clientOf(tx).query('update imports set rejected = rejected + $3 where shop_id = $1 and id = $2', [
      run.shopId,
      run.id,
      lines,
    ]);
}

function shortened(value: string): string {
  const plain = value.replaceAll('\0', '');
  return plain.length > longestValue ? `${plain.slice(0, longestValue)}...` : plain;
}

/** Everything that an import left out, by line, page by page. */
export async function* rejectsOf(
  database: Queryable,
  run: { shopId: string; id: string },
): AsyncGenerator<readonly RowFault[]> {
  let after = { line: -1, id: 0 };
  for (;;) {
    const { rows } = await database.query<RowFault & { id: number }>(
      `select id, line, column_name as column, value, reason from import_rejects
       where shop_id = $1 and import_id = $2 and (line, id) > ($3, $4) order by line, id limit $5`,
      [run.shopId, run.id, after.line, after.id, pageSize],
    );
    if (rows.length > 0) yield rows;
    if (rows.length < pageSize) return;
    after = rows.at(-1)!;
  }
}

/** How many rows were left out for which reason, the most frequent first; line numbers within reasons are one. */
export async function rejectReasons(
  database: Queryable,
  run: { shopId: string; id: string },
): Promise<{ reason: string; rows: number }[]> {
  const { rows } = await database.query<{ reason: string; rows: number }>(
    String.raw`select regexp_replace(reason, '(line |: )\d[\d.,]*', '\1N', 'g') as reason, count(distinct line) as rows
     from import_rejects where shop_id = $1 and import_id = $2 group by 1 order by 2 desc, 1`,
    [run.shopId, run.id],
  );
  return rows;
}
