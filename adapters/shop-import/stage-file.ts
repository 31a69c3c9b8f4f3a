import type { Clock } from '../../core/clock.ts';
import type { Database } from '../postgres/database.ts';
import { saveRejects } from '../postgres/import-rejects.ts';
import { type ImportStop, saveCheckpoint } from '../postgres/import-runs.ts';
import { type StageRow, sortStage, stageRows, unstageKey } from '../postgres/import-stage.ts';
import type { ImportPlan } from './import-plan.ts';
import type { ImportKindHandler, WriteScope } from './kinds/import-kind-handler.ts';
import type { RowFault } from './rows/row-fault.ts';
import type { RowReader } from './rows/row-reader.ts';
import { openTable } from './source/open-table.ts';
import type { SourceRecord } from './source/source-record.ts';

const recordsAtOnce = 4_000;

/**
 * Reads the file into the import's own table; the shop's tables are not touched yet. Every batch is one transaction
 * with its checkpoint. Records that are staged already are read again and passed over: that is quicker than writing.
 * @param check throws to stop between two batches.
 */
export async function stageFile(parts: {
  database: Database;
  clock: Clock;
  scope: WriteScope;
  plan: ImportPlan;
  path: string;
  reader: RowReader;
  handler: ImportKindHandler;
  check: () => void;
  /** Told what somebody wants of the import meanwhile. */
  onCheckpoint: (stop: ImportStop | null) => void;
  onProgress: (progress: { bytes: number; records: number; faults: number }) => void;
}): Promise<{ rowsStaged: number }> {
  const { database, clock, scope, plan, reader, handler, check, onCheckpoint, onProgress } = parts;
  const { run } = scope;
  let bytes = 0;
  let records = 0;
  let { rowsStaged } = run;
  let faultCount = 0;
  let batch: { rows: StageRow[]; faults: RowFault[] } = { rows: [], faults: [] };
  let lastKey: string | null = null;
  let cutOff = false;
  /** One batch is on its way while the next is read. */
  let writing: Promise<void> = Promise.resolve();
  const flush = async () => {
    const { rows, faults } = batch;
    batch = { rows: [], faults: [] };
    await writing;
    check();
    rowsStaged += rows.length;
    faultCount += faults.length;
    const at = { recordsRead: records, rowsStaged, bytesRead: bytes, now: clock.now() } as const;
    const progress = { bytes, records, faults: faultCount };
    writing = database.transaction(async (tx) => {
      await stageRows(tx, run.id, rows);
      await saveRejects(tx, run, faults);
      onCheckpoint(await saveCheckpoint(tx, run, { phase: 'read', ...at }));
    });
    // Whoever awaits it next hears of it.
    writing.then(() => onProgress(progress)).catch(() => {});
  };

  try {
    const table = await openTable(parts.path, plan.format, (count) => {
      bytes += count;
    });
    for await (const record of table.records) {
      records++;
      cutOff ||= 'fault' in record && record.cutOff;
      const passedOver = records <= run.recordsRead;
      const row = readRecord(record, reader, handler, passedOver ? null : batch.faults);
      if (row) lastKey = row.key;
      if (passedOver) continue;
      if (row) batch.rows.push(row);
      if (records % recordsAtOnce === 0) await flush();
    }
    await flush();
  } finally {
    // Nothing may still be on its way when the import is noted as stopped.
    await writing.catch(() => {});
  }
  await writing;

  await database.transaction(async (tx) => {
    if (cutOff && lastKey !== null && handler.rowsBelongTogether) {
      const lines = await unstageKey(tx, run.id, lastKey);
      rowsStaged -= lines.length;
      await saveRejects(
        tx,
        run,
        lines.map((line) => ({
          line,
          column: null,
          value: '',
          reason: 'the file ends in the middle of a line, so that this may be incomplete; export it again',
        })),
      );
    }
    await sortStage(tx, run.id);
    const { counts, faults } = await handler.begin(tx, scope);
    await saveRejects(tx, run, faults);
    await saveCheckpoint(tx, run, { phase: 'write', rowsStaged, counts, now: clock.now() });
  });
  return { rowsStaged };
}

function readRecord(
  record: SourceRecord,
  reader: RowReader,
  handler: ImportKindHandler,
  faults: RowFault[] | null,
): StageRow | null {
  if (!('values' in record)) {
    faults?.push({ line: record.line, column: null, value: record.text, reason: record.fault });
    return null;
  }
  reader.open(record.line, record.values);
  const row = handler.read(reader);
  if (row === null) faults?.push(...reader.faults);
  return row && { ...row, line: record.line };
}
