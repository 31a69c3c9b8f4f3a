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
import type { Database } from '../postgres/database.ts';
import { rejectReasons, rejectsOf, saveRejects } from '../postgres/import-rejects.ts';
import {
  createImport,
  type ImportRun,
  importOf,
  importsOf,
  restartImport,
  saveCheckpoint,
  setImportState,
  unfinishedImport,
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

  /** How a file would be read, and what would be left out of it; writes nothing. @throws BadInputError, NotFoundError */
  async preview(shopId: string, request: ImportRequest, whole: boolean): Promise<ImportPreview> {
    const shop = await shopOfRows(this.#database, shopId);
    const plan = await planImport(request, shop);
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
      const { run, resumed } = await this.#open(shopId, request, plan);
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

  /**
   * Calls an unfinished import off: what is staged is thrown away, orders that are written stay whole.
   * @throws NotFoundError; ConflictError when it is finished, or is running just now.
   */
  async cancel(shopId: string, importId: string): Promise<void> {
    const run = await importOf(this.#database, shopId, importId);
    if (!run) throw new NotFoundError(`the shop "${shopId}" has no import ${importId}`);
    if (run.state === 'done' || run.state === 'cancelled')
      throw new ConflictError(`that import is ${run.state} already`);
    const called = await withImportLock(this.#database, shopId, null, async () => {
      await this.#cancel(run);
      return true;
    });
    if (!called) throw new ConflictError('that import is running: stop its process, or cancel it there');
  }

  async #open(
    shopId: string,
    request: ImportRequest,
    plan: ImportPlan,
  ): Promise<{ run: ImportRun; resumed: boolean }> {
    const { kind } = request;
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
      await setImportState(this.#database, earlier, 'running', this.#clock.now());
      const run = (await importOf(this.#database, shopId, earlier.id))!;
      return { run, resumed: run.recordsRead > 0 };
    }
    const id = newId();
    const startedAt = this.#clock.now();
    await this.#database.transaction(async (tx) => {
      await createImport(tx, { ...wanted, id, fileName: basename(request.path), startedAt });
      await createStage(tx, id);
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
    const check = () => signal?.throwIfAborted();
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
      await this.#write(scope, handler, check, tell);
    }
    await this.#settle(scope, handler, check);
    onProgress({ phase: 'settle', ...soFar, rows: rowsStaged, rowsTotal: rowsStaged });
  }

  async #write(
    scope: WriteScope,
    handler: ImportKindHandler,
    check: () => void,
    tell: (rows: number) => void,
  ): Promise<void> {
    const { run } = scope;
    let cursor = run.cursorKey;
    let written = 0;
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
        await saveCheckpoint(tx, run, { phase: 'write', cursorKey: cursor, counts, now });
        return false;
      });
      tell(written);
      if (done) return;
    }
  }

  async #settle(scope: WriteScope, handler: ImportKindHandler, check: () => void): Promise<void> {
    const { run } = scope;
    // The planner must know of the new rows, here and in the chat.
    await this.#database.query('analyze orders, order_lines, products, shoppers, reviews, events');
    for (let going = true; going; ) {
      check();
      going = await this.#database.transaction(async (tx) => {
        const settled = await handler.settle(tx, scope);
        const phase = settled ? 'settle' : 'done';
        await saveRejects(tx, run, settled?.faults ?? []);
        await saveCheckpoint(tx, run, { phase, counts: settled?.counts ?? {}, now: this.#clock.now() });
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
          { cause: error },
        )
      : error;
    const problem = told instanceof MainstayError ? told.message : 'an unexpected error';
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
