import { basename } from 'node:path';
import type { Clock } from '../../core/clock.ts';
import {
  BadInputError,
  ConflictError,
  MainstayError,
  NotFoundError,
  UnavailableError,
} from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import type { Transaction } from '../../core/transaction.ts';
import { appendAudit } from '../postgres/audit-log.ts';
import type { Database } from '../postgres/database.ts';
import { rejectReasons, rejectsOf, saveRejects } from '../postgres/import-rejects.ts';
import {
  createImport,
  type ImportRun,
  type ImportStop,
  importOf,
  importsOf,
  isImportRunning,
  noteCutOff,
  restartImport,
  saveCheckpoint,
  setImportFile,
  setImportState,
  unfinishedImport,
  wantStop,
  withImportLock,
} from '../postgres/import-runs.ts';
import { countStaged, createStage, dropStage, nextStagedRows } from '../postgres/import-stage.ts';
import { shopOfRows } from '../postgres/shop-of-rows.ts';
import { type ImportPlan, type ImportRequest, planImport } from './import-plan.ts';
import { type ImportPreview, previewImport } from './import-preview.ts';
import type { ImportProgress } from './import-progress.ts';
import { handlerFor } from './kinds/handler-for.ts';
import type { ImportKindHandler, WriteScope } from './kinds/import-kind-handler.ts';
import { RowReader } from './rows/row-reader.ts';
import { stageFile } from './stage-file.ts';

export interface ImportControl {
  /** Aborted with the reason 'pause' (can be resumed) or 'cancel' (what is staged is thrown away). */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Another import of the shop is running; null: refuse instead of waiting for its end. */
  readonly onWait?: (() => void) | null;
  /** The import has begun, or goes on: its id. */
  readonly onOpen?: (importId: string) => void;
  /** Who imports, as the audit log names them; default: the command line. */
  readonly actor?: string;
  /** Kept beside the import, so that the console can go on with it. */
  readonly asked?: { readonly request: unknown; readonly fileId: string };
}

export interface ImportReport {
  readonly run: ImportRun;
  readonly plan: ImportPlan;
  /** The import went on where an earlier try stopped. */
  readonly resumed: boolean;
  readonly reasons: readonly { readonly reason: string; readonly rows: number }[];
}

const rowsAtOnce = 4_000;

/**
 * Imports of files, for the command line and for pages: preview, run with progress, pause, cancel, resume. A file is
 * read into a table of its own first; only when all of it could be read are the shop's tables written, in batches
 * that each hold whole orders and their checkpoint.
 */
export class ImportService {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(parts: { database: Database; clock: Clock }) {
    this.#database = parts.database;
    this.#clock = parts.clock;
  }

  /**
   * How a file would be read, and what would be left out of it; writes nothing. Columns that are missing are named.
   * @throws BadInputError, NotFoundError
   */
  async preview(shopId: string, request: ImportRequest, whole: boolean): Promise<ImportPreview> {
    const shop = await shopOfRows(this.#database, shopId);
    const plan = await planImport(request, shop, true);
    const handler = await handlerFor(request.kind, this.#database, shopId);
    return previewImport({ plan, shop, handler, path: request.path, now: this.#clock.now(), whole });
  }

  /**
   * Imports a file, or goes on with it where an earlier try stopped.
   * @throws BadInputError for a file that cannot be read (nothing was imported then); ConflictError when another import
   * runs and `onWait` is null; UnavailableError when the database cannot go on (what was committed stays, and the same
   * call goes on from there).
   */
  async run(shopId: string, request: ImportRequest, control: ImportControl = {}): Promise<ImportReport> {
    const shop = await shopOfRows(this.#database, shopId);
    const plan = await planImport(request, shop);
    const onWait = control.onWait === undefined ? () => {} : control.onWait;
    const report = await withImportLock(this.#database, shopId, onWait, async () => {
      const { run, resumed } = await this.#open(shopId, request, plan, control);
      control.onOpen?.(run.id);
      const scope: WriteScope = {
        run,
        shop,
        options: {
          keepRepeats: request.keepRepeats ?? false,
          createProducts: request.createProducts ?? false,
        },
      };
      try {
        await this.#work(scope, request, plan, control);
      } catch (error) {
        throw await this.#stopped(run, error);
      }
      const done = (await importOf(this.#database, shopId, run.id))!;
      return { run: done, plan, resumed, reasons: await rejectReasons(this.#database, run) };
    });
    if (report === null)
      throw new ConflictError(
        `another import into the shop "${shopId}" is running; wait for its end, or run without --no-wait`,
      );
    return report;
  }

  /** The shop's imports, newest first. */
  list(shopId: string, limit = 20): Promise<readonly ImportRun[]> {
    return importsOf(this.#database, shopId, limit);
  }

  /** What an import left out, by line, page by page. */
  rejects(run: { shopId: string; id: string }) {
    return rejectsOf(this.#database, run);
  }

  /** How many rows an import left out for which reason. */
  reasons(run: { shopId: string; id: string }) {
    return rejectReasons(this.#database, run);
  }

  /**
   * Stops an import, wherever it runs: to be gone on with later, or for good, when what is staged is thrown away and
   * orders that are written stay whole. @returns 'asked' when it runs and stops at its next checkpoint.
   * @throws NotFoundError; ConflictError when there is nothing to stop.
   */
  async stop(
    shopId: string,
    importId: string,
    stop: ImportStop,
    actor = 'command line',
  ): Promise<'asked' | 'done'> {
    const run = await importOf(this.#database, shopId, importId);
    if (!run) throw new NotFoundError(`the shop "${shopId}" has no import ${importId}`);
    const { state } = run;
    if (state === 'done' || state === 'cancelled' || (stop === 'pause' && state !== 'running'))
      throw new ConflictError(`that import is ${state} already`);
    const called = await withImportLock(this.#database, shopId, null, async () => {
      if (stop === 'cancel') await this.#cancel(run);
      else
        await setImportState(this.#database, run, 'paused', this.#clock.now(), {
          text: 'cut off',
          details: null,
        });
      return true;
    });
    if (!called && state !== 'running')
      throw new ConflictError(
        'another import into this shop is running; this one can be cancelled afterwards',
        {
          details: { reason: 'running' },
        },
      );
    await this.#database.transaction(async (tx) => {
      if (!called) await wantStop(tx, run, stop);
      await appendAudit(tx, {
        shopId,
        actor,
        action: stop === 'cancel' ? 'import.cancelled' : 'import.paused',
        subject: `import:${run.id}`,
        before: { state },
        after: null,
      });
    });
    return called ? 'done' : 'asked';
  }

  /** Whether an import into the shop is running, in whichever process: one that is said to and is not was cut off. */
  running(shopId: string): Promise<boolean> {
    return isImportRunning(this.#database, shopId);
  }

  async #open(
    shopId: string,
    request: ImportRequest,
    plan: ImportPlan,
    { actor = 'command line', asked }: ImportControl,
  ): Promise<{ run: ImportRun; resumed: boolean }> {
    const { kind, fileName = basename(request.path) } = request;
    // Who holds the lock knows that nothing else runs.
    await noteCutOff(this.#database, shopId, this.#clock.now());
    const audit = (tx: Transaction, action: string, id: string) =>
      appendAudit(tx, {
        shopId,
        actor,
        action,
        subject: `import:${id}`,
        before: null,
        after: { kind, file: fileName, sha256: plan.facts.sha256 },
      });
    const wanted = {
      shopId,
      kind,
      fingerprint: plan.facts.sha256,
      options: {
        format: plan.format,
        columns: plan.chosen.columns,
        marks: plan.styles.marks,
        dayOrders: plan.styles.dayOrders,
        keepRepeats: request.keepRepeats ?? false,
        createProducts: request.createProducts ?? false,
      },
    };
    const earlier = await unfinishedImport(this.#database, wanted);
    if (earlier) {
      await this.#database.transaction(async (tx) => {
        if (earlier.phase !== 'read' && earlier.phase !== 'write') return;
        // The table is not logged: a crash of the database empties it.
        if ((await countStaged(tx, earlier.id)) === earlier.rowsStaged) return;
        await dropStage(tx, earlier.id);
        await restartImport(tx, earlier);
        await createStage(tx, earlier.id);
      });
      await this.#database.transaction(async (tx) => {
        if (asked) await setImportFile(tx, earlier, asked);
        await audit(tx, 'import.resumed', earlier.id);
      });
      await setImportState(this.#database, earlier, 'running', this.#clock.now());
      const run = (await importOf(this.#database, shopId, earlier.id))!;
      return { run, resumed: run.recordsRead > 0 };
    }
    const id = newId();
    const startedAt = this.#clock.now();
    await this.#database.transaction(async (tx) => {
      await createImport(tx, {
        ...wanted,
        id,
        fileName,
        startedAt,
        startedBy: actor,
        request: asked?.request ?? null,
        fileId: asked?.fileId ?? null,
        bytesTotal: plan.facts.bytes,
      });
      await createStage(tx, id);
      await audit(tx, 'import.started', id);
    });
    return { run: (await importOf(this.#database, shopId, id))!, resumed: false };
  }

  async #work(
    scope: WriteScope,
    request: ImportRequest,
    plan: ImportPlan,
    { signal, onProgress = () => {} }: ImportControl,
  ): Promise<void> {
    const { run, shop } = scope;
    let wanted: ImportStop | null = null;
    const hear = (stop: ImportStop | null) => {
      wanted ??= stop;
    };
    const check = () => {
      signal?.throwIfAborted();
      if (wanted) throw wanted;
    };
    const handler = await handlerFor(request.kind, this.#database, run.shopId);
    const bytesTotal = plan.facts.bytes;
    const soFar = { bytesTotal, bytes: bytesTotal, records: run.recordsRead, faults: 0 };
    let { rowsStaged, phase } = run;
    if (phase === 'read') {
      const reader = new RowReader(plan.chosen.columns, plan.styles, shop, run.startedAt);
      const staged = await stageFile({
        database: this.#database,
        clock: this.#clock,
        scope,
        plan,
        path: request.path,
        reader,
        handler,
        check,
        onCheckpoint: hear,
        onProgress(progress) {
          Object.assign(soFar, progress);
          onProgress({ phase: 'read', ...soFar, rows: 0, rowsTotal: 0 });
        },
      });
      rowsStaged = staged.rowsStaged;
      soFar.bytes = bytesTotal;
      phase = 'write';
    }
    if (phase === 'write') {
      const tell = (rows: number) => onProgress({ phase: 'write', ...soFar, rows, rowsTotal: rowsStaged });
      await this.#write(scope, handler, check, hear, tell);
    }
    await this.#settle(scope, handler, check, hear);
    onProgress({ phase: 'settle', ...soFar, rows: rowsStaged, rowsTotal: rowsStaged });
  }

  async #write(
    scope: WriteScope,
    handler: ImportKindHandler,
    check: () => void,
    hear: (stop: ImportStop | null) => void,
    tell: (rows: number) => void,
  ): Promise<void> {
    const { run } = scope;
    let cursor = run.cursorKey;
    let written = run.rowsWritten;
    for (;;) {
      check();
      const now = this.#clock.now();
      const done = await this.#database.transaction(async (tx) => {
        const rows = await nextStagedRows(tx, run.id, cursor, rowsAtOnce);
        if (rows.length === 0) {
          await saveCheckpoint(tx, run, { phase: 'settle', now });
          await dropStage(tx, run.id);
          return true;
        }
        const { counts, faults } = await handler.write(tx, scope, rows);
        await saveRejects(tx, run, faults);
        cursor = rows.at(-1)!.key;
        written += rows.length;
        const next = { cursorKey: cursor, counts, rowsWritten: rows.length, now };
        hear(await saveCheckpoint(tx, run, { phase: 'write', ...next }));
        return false;
      });
      tell(written);
      if (done) return;
    }
  }

  async #settle(
    scope: WriteScope,
    handler: ImportKindHandler,
    check: () => void,
    hear: (stop: ImportStop | null) => void,
  ): Promise<void> {
    const { run } = scope;
    // The planner must know of the new rows, here and in the chat.
    await this.#database.query('analyze orders, order_lines, products, shoppers, reviews, events');
    for (let going = true; going; ) {
      check();
      going = await this.#database.transaction(async (tx) => {
        const settled = await handler.settle(tx, scope);
        const phase = settled ? 'settle' : 'done';
        await saveRejects(tx, run, settled?.faults ?? []);
        const counts = settled?.counts ?? {};
        hear(await saveCheckpoint(tx, run, { phase, counts, now: this.#clock.now() }));
        return settled !== null;
      });
    }
    await setImportState(this.#database, run, 'done', this.#clock.now());
  }

  /** Notes why an import stopped. @returns what to throw. */
  async #stopped(run: ImportRun, error: unknown): Promise<unknown> {
    const now = this.#clock.now();
    if (error === 'cancel') {
      await this.#cancel(run);
      return new ConflictError(
        'the import was cancelled; orders that had been written stay, everything else is thrown away',
      );
    }
    if (error === 'pause') {
      await setImportState(this.#database, run, 'paused', now);
      return new ConflictError('the import was paused; the same command goes on where it stopped');
    }
    const cause = (error as Error).cause ?? error;
    const full = (cause as { code?: unknown }).code === '53100';
    const told = full
      ? new UnavailableError(
          "the database's disk is full: nothing of the last batch was stored, everything before it is whole; make room, and the same command goes on where it stopped",
          { cause: error, details: { reason: 'database_full' } },
        )
      : error;
    const problem =
      told instanceof MainstayError
        ? { text: told.message, details: told.details ?? null }
        : { text: 'an unexpected error', details: { reason: 'unexpected' } };
    // A file that cannot be read will be another file when it comes again.
    if (error instanceof BadInputError)
      await this.#database.transaction((tx) => dropStage(tx, run.id)).catch(() => {});
    // When the database is what failed, this fails as well: the next try sees a run that was left behind.
    await setImportState(this.#database, run, 'failed', now, problem).catch(() => {});
    return told;
  }

  async #cancel(run: ImportRun): Promise<void> {
    await this.#database.transaction((tx) => dropStage(tx, run.id));
    await setImportState(this.#database, run, 'cancelled', this.#clock.now());
  }
}
