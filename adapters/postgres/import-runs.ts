import type { ImportKind } from '../../core/contracts/console-imports.ts';
import type { Transaction } from '../../core/transaction.ts';
import { clientOf, type Database, type Queryable } from './database.ts';

export type ImportPhase = 'read' | 'write' | 'settle' | 'done';
export type ImportState = 'running' | 'paused' | 'done' | 'failed' | 'cancelled';

export interface ImportRun {
  readonly shopId: string;
  readonly id: string;
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly fingerprint: string;
  readonly options: unknown;
  readonly state: ImportState;
  readonly phase: ImportPhase;
  /** Checkpoint of reading: records of the file that are staged or rejected. */
  readonly recordsRead: number;
  readonly rowsStaged: number;
  /** Checkpoint of writing: the last key that is written. */
  readonly cursorKey: string | null;
  readonly counts: Readonly<Record<string, number>>;
  readonly problem: string | null;
  readonly problemDetails: object | null;
  /** As the audit log names them. */
  readonly startedBy: string;
  /** How it was asked for in the console; null: by the command line. */
  readonly request: unknown;
  /** The file that was sent through the console; null: by the command line. */
  readonly fileId: string | null;
  /** Of the file, unpacked. */
  readonly bytesTotal: number;
  readonly bytesRead: number;
  readonly rowsWritten: number;
  /** Lines that were left out. */
  readonly rejected: number;
  readonly startedAt: Date;
  /** When its checkpoint moved last. */
  readonly updatedAt: Date;
  readonly finishedAt: Date | null;
}

const columns = `shop_id as "shopId", id, kind, file_name as "fileName", fingerprint, options, state, phase,
  records_read as "recordsRead", rows_staged as "rowsStaged", cursor_key as "cursorKey", counts, problem,
  problem_details as "problemDetails",  started_by as "startedBy", request, file_id as "fileId", bytes_total as "bytesTotal", bytes_read as "bytesRead",
  rows_written as "rowsWritten", rejected, started_at as "startedAt", updated_at as "updatedAt",
  finished_at as "finishedAt"`;

/** What somebody wants of an import that runs, in this process or another; it is heard at the next checkpoint. */
export type ImportStop = 'pause' | 'cancel';

/** The newest unfinished import of this very file, read in this very way. */
export async function unfinishedImport(
  database: Queryable,
  wanted: Pick<ImportRun, 'shopId' | 'kind' | 'fingerprint' | 'options'>,
): Promise<ImportRun | null> {
  const { rows } = await database.query<ImportRun>(
    `select ${columns} from imports
     where shop_id = $1 and kind = $2 and fingerprint = $3 and options = $4
       and state in ('running', 'paused', 'failed')
     order by started_at desc limit 1`,
    [wanted.shopId, wanted.kind, wanted.fingerprint, JSON.stringify(wanted.options)],
  );
  return rows[0] ?? null;
}

/** Unfinished imports of a shop that can be called off. */
export async function importOf(database: Queryable, shopId: string, id: string): Promise<ImportRun | null> {
  const { rows } = await database.query<ImportRun>(
    `select ${columns} from imports where shop_id = $1 and id = $2`,
    [shopId, id],
  );
  return rows[0] ?? null;
}

/** The shop's imports, newest first. */
export async function importsOf(
  database: Queryable,
  shopId: string,
  limit: number,
  after: readonly string[] | null = null,
): Promise<(ImportRun & { key: string[] })[]> {
  const { rows } = await database.query<ImportRun & { key: string[] }>(
    `select ${columns}, array[started_at::text, id::text] as key from imports
     where shop_id = $1 and ($3::timestamptz is null or (started_at, id) < ($3, $4::uuid))
     order by started_at desc, id desc limit $2`,
    [shopId, limit, after?.[0] ?? null, after?.[1] ?? null],
  );
  return rows;
}

/** Those that run, wait or failed, newest first. */
export async function unfinishedImports(
  database: Queryable,
  shopId: string,
  limit: number,
): Promise<ImportRun[]> {
  const { rows } = await database.query<ImportRun>(
    `select ${columns} from imports where shop_id = $1 and state in ('running', 'paused', 'failed')
     order by started_at desc limit $2`,
    [shopId, limit],
  );
  return rows;
}

export async function createImport(
  tx: Transaction,
  run: Pick<
    ImportRun,
    | 'shopId'
    | 'id'
    | 'kind'
    | 'fileName'
    | 'fingerprint'
    | 'options'
    | 'startedAt'
    | 'startedBy'
    | 'request'
    | 'fileId'
    | 'bytesTotal'
  >,
): Promise<void> {
  await clientOf(tx).query(
    `insert into imports (shop_id, id, kind, file_name, fingerprint, options, state, started_at, updated_at, started_by,
       request, file_id, bytes_total)
     values ($1, $2, $3, $4, $5, $6, 'running', $7, $7, $8, $9, $10, $11)`,
    [
      run.shopId,
      run.id,
      run.kind,
      run.fileName,
      run.fingerprint,
      JSON.stringify(run.options),
      run.startedAt,
      run.startedBy,
      run.request === null ? null : JSON.stringify(run.request),
      run.fileId,
      run.bytesTotal,
    ],
  );
}

/**
 * Moves an import's checkpoint, in the transaction of what it stands for. Counts are added to those before.
 * @returns what somebody wants of it meanwhile.
 */
export async function saveCheckpoint(
  tx: Transaction,
  run: { shopId: string; id: string },
  next: {
    phase: ImportPhase;
    recordsRead?: number;
    rowsStaged?: number;
    /** Rows that were written now; added to those before. */
    rowsWritten?: number;
    bytesRead?: number;
    cursorKey?: string | null;
    counts?: Readonly<Record<string, number>>;
    now: Date;
  },
): Promise<ImportStop | null> {
  const { rows } = await clientOf(tx).query<{ stop: ImportStop | null }>(
    `update imports i set phase = $3, records_read = coalesce($4, records_read), rows_staged = coalesce($5, rows_staged),
       rows_written = rows_written + $9, bytes_read = coalesce($10, bytes_read),
       cursor_key = $6, updated_at = $8, counts = counts || coalesce((
         select jsonb_object_agg(key, coalesce((i.counts->>key)::bigint, 0) + value::bigint)
         from jsonb_each_text($7::jsonb)), '{}')
     where shop_id = $1 and id = $2
     returning stop_wanted as stop`,
    [
      run.shopId,
      run.id,
      next.phase,
      next.recordsRead ?? null,
      next.rowsStaged ?? null,
      next.cursorKey ?? null,
      JSON.stringify(next.counts ?? {}),
      next.now,
      next.rowsWritten ?? 0,
      next.bytesRead ?? null,
    ],
  );
  return rows[0]?.stop ?? null;
}

/** Asks whoever runs an import to stop. */
export async function wantStop(
  tx: Transaction,
  run: { shopId: string; id: string },
  stop: ImportStop,
): Promise<void> {
  await clientOf(tx).query('update imports set stop_wanted = $3 where shop_id = $1 and id = $2', [
    run.shopId,
    run.id,
    stop,
  ]);
}

/** Imports that are said to run, noted as cut off: whoever holds the shop's lock knows that they do not. */
export async function noteCutOff(database: Queryable, shopId: string, now: Date): Promise<void> {
  await database.query(
    `update imports set state = 'paused', problem = 'cut off', updated_at = $2
     where shop_id = $1 and state = 'running'`,
    [shopId, now],
  );
}

/** Whether an import into the shop is running, anywhere. */
export async function isImportRunning(database: Queryable, shopId: string): Promise<boolean> {
  const { rows } = await database.query<{ running: boolean }>(
    `with key as (select hashtextextended($1, 0) as hash)
     select exists (
       select from pg_locks, key
       where locktype = 'advisory' and objsubid = 1 and granted
         and database = (select oid from pg_database where datname = current_database())
         and classid::bigint = (hash >> 32) & 4294967295 and objid::bigint = hash & 4294967295) as running`,
    [lockKey(shopId)],
  );
  return rows[0]!.running;
}

function lockKey(shopId: string): string {
  return JSON.stringify(['import', shopId]);
}

export async function setImportState(
  database: Queryable,
  run: { shopId: string; id: string },
  state: ImportState,
  now: Date,
  problem: { readonly text: string; readonly details: object | null } | null = null,
): Promise<void> {
  await database.query(
    `update imports set state = $3, problem = $4, problem_details = $6, updated_at = $5::timestamptz, stop_wanted = null,
       finished_at = case when $3 in ('done', 'cancelled') then $5::timestamptz end
     where shop_id = $1 and id = $2`,
    [run.shopId, run.id, state, problem?.text ?? null, now, problem?.details ?? null],
  );
}

/** Notes by which file, sent how, an import goes on. */
export async function setImportFile(
  tx: Transaction,
  run: { shopId: string; id: string },
  { request, fileId }: { request: unknown; fileId: string },
): Promise<void> {
  await clientOf(tx).query('update imports set request = $3, file_id = $4 where shop_id = $1 and id = $2', [
    run.shopId,
    run.id,
    JSON.stringify(request),
    fileId,
  ]);
}

/** Reading begins anew: what was staged is gone. */
export async function restartImport(tx: Transaction, run: { shopId: string; id: string }): Promise<void> {
  const client = clientOf(tx);
  await client.query(
    `update imports set phase = 'read', records_read = 0, rows_staged = 0, cursor_key = null, counts = '{}',
       bytes_read = 0, rows_written = 0, rejected = 0
     where shop_id = $1 and id = $2`,
    [run.shopId, run.id],
  );
  await client.query('delete from import_rejects where shop_id = $1 and import_id = $2', [
    run.shopId,
    run.id,
  ]);
}

/**
 * Lets one import at a time into a shop: holds a lock of the database's session, which ends with the process however
 * that ends.
 * @param onWait called once when another import is running; null: refuse instead of waiting.
 * @returns null when it was refused.
 */
export async function withImportLock<T>(
  database: Database,
  shopId: string,
  onWait: (() => void) | null,
  work: () => Promise<T>,
): Promise<T | null> {
  const client = await database.pool.connect();
  const key = lockKey(shopId);
  let broken: Error | undefined;
  try {
    const { rows } = await client.query<{ got: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 0)) as got',
      [key],
    );
    if (!rows[0]!.got) {
      if (onWait === null) return null;
      onWait();
      await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [key]);
    }
    try {
      return await work();
    } finally {
      await client
        .query('select pg_advisory_unlock(hashtextextended($1, 0))', [key])
        .catch((error: Error) => {
          broken = error;
        });
    }
  } finally {
    client.release(broken);
  }
}
