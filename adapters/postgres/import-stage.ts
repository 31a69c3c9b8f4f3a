import type { Transaction } from '../../core/transaction.ts';
import { clientOf } from './database.ts';
import { insertRows } from './insert-rows.ts';

/** A row of a file between reading and writing. */
export interface StageRow {
  /** Rows with the same key are written together. */
  readonly key: string;
  readonly line: number;
  /** The product that it names, its name as spelt there, and what a piece costs: new products are made of these. */
  readonly product: string | null;
  readonly name: string | null;
  readonly category: string | null;
  readonly cents: number | null;
  /** Milliseconds. */
  readonly at: number | null;
  /** The row as its kind reads it, JSON. */
  readonly row: string;
}

/** The table of an import. Its name is made of the import's own id, never of input. */
export function stageTable(importId: string): string {
  return `import_stage.rows_${importId.replaceAll('-', '')}`;
}

export async function createStage(tx: Transaction, importId: string): Promise<void> {
  await clientOf(tx).query(
    `create unlogged table if not exists ${stageTable(importId)} (
       key text collate "C" not null, line bigint not null, product text, name text, category text, cents bigint,
       at bigint, row text not null)`,
  );
}

export async function stageRows(tx: Transaction, importId: string, rows: readonly StageRow[]): Promise<void> {
  await insertRows(
    tx,
    stageTable(importId),
    [
      ['key', 'text', ({ key }) => key],
      ['line', 'bigint', ({ line }) => line],
      ['product', 'text', ({ product }) => product],
      ['name', 'text', ({ name }) => name],
      ['category', 'text', ({ category }) => category],
      ['cents', 'bigint', ({ cents }) => cents],
      ['at', 'bigint', ({ at }) => at],
      ['row', 'text', ({ row }) => row],
    ],
    rows,
  );
}

/** Null when the table is not there. */
export async function countStaged(tx: Transaction, importId: string): Promise<number | null> {
  const { rows: found } = await clientOf(tx).query<{ there: boolean }>(
    'select to_regclass($1) is not null as there',
    [stageTable(importId)],
  );
  if (!found[0]!.there) return null;
  const { rows } = await clientOf(tx).query<{ count: number }>(
    `select count(*) as count from ${stageTable(importId)}`,
  );
  return rows[0]!.count;
}

/** Puts the rows in the order in which they are written. */
export async function sortStage(tx: Transaction, importId: string): Promise<void> {
  const table = stageTable(importId);
  await clientOf(tx).query(`create index on ${table} (key, line)`);
  await clientOf(tx).query(`analyze ${table}`);
}

/**
 * The next rows by key, whole keys only.
 * @param after the last key that is written; null: from the beginning.
 * @param limit rows; a key that has more comes alone and whole.
 */
export async function nextStagedRows(
  tx: Transaction,
  importId: string,
  after: string | null,
  limit: number,
): Promise<{ key: string; line: number; row: string }[]> {
  const select = (where: string, values: unknown[], more: string) =>
    clientOf(tx)
      .query<{ key: string; line: number; row: string }>(
        `select key, line, row from ${stageTable(importId)} where ${where} order by key, line ${more}`,
        values,
      )
      .then(({ rows }) => rows);
  const rows = await select('($1::text is null or key > $1)', [after], `limit ${limit}`);
  if (rows.length < limit) return rows;
  const last = rows.at(-1)!.key;
  const whole = rows.filter(({ key }) => key !== last);
  return whole.length > 0 ? whole : select('key = $1', [last], '');
}

/** Takes the rows of a key out, when it must not be written. @returns their lines. */
export async function unstageKey(tx: Transaction, importId: string, key: string): Promise<number[]> {
  const { rows } = await clientOf(tx).query<{ line: number }>(
    `delete from ${stageTable(importId)} where key = $1 returning line`,
    [key],
  );
  return rows.map(({ line }) => line);
}

export async function dropStage(tx: Transaction, importId: string): Promise<void> {
  await clientOf(tx).query(`drop table if exists ${stageTable(importId)}`);
}
