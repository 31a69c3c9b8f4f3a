import type {
  ImportDetail,
  ImportList,
  ImportPreviewView,
  ImportView,
} from '../../core/contracts/console-imports.ts';
import type { Queryable } from './database.ts';
import { type ImportRun, importsOf, unfinishedImports } from './import-runs.ts';
import { pageKey, readPageKey } from './page-key.ts';

const listed = 50;

/**
 * The shop's imports, newest first, and whatever waits. @param running whether one of them has somebody working on it.
 * @throws BadInputError when `after` is no key that this list gave.
 */
export async function importList(
  database: Queryable,
  shopId: string,
  running: boolean,
  after?: string,
): Promise<ImportList> {
  const [found, unfinished] = await Promise.all([
    importsOf(database, shopId, listed + 1, readPageKey(after, 2)),
    unfinishedImports(database, shopId, listed),
  ]);
  const runs = found.slice(0, listed);
  const all = [...runs, ...unfinished];
  const [names, files] = await Promise.all([namesOf(database, all), filesOf(database, shopId, all)]);
  const view = (run: ImportRun) => viewOf(run, running, names, files);
  const last = runs.at(-1);
  return {
    rows: runs.map(view),
    next: found.length > listed && last ? pageKey(last.key) : null,
    unfinished: unfinished.map(view),
  };
}

export async function importDetail(
  database: Queryable,
  run: ImportRun,
  running: boolean,
  reasons: ImportDetail['reasons'],
): Promise<ImportDetail> {
  const [names, files] = await Promise.all([namesOf(database, [run]), filesOf(database, run.shopId, [run])]);
  return { ...viewOf(run, running, names, files), reasons };
}

/** The newest import of a file with this content. */
export async function newestOfFile(
  database: Queryable,
  shopId: string,
  sha256: string,
): Promise<ImportPreviewView['earlier']> {
  const { rows } = await database.query<{ at: Date; state: ImportRun['state'] }>(
    `select started_at as at, state from imports where shop_id = $1 and fingerprint = $2
     order by started_at desc limit 1`,
    [shopId, sha256],
  );
  return rows[0] ? { at: rows[0].at.toISOString(), state: rows[0].state } : null;
}

function viewOf(
  run: ImportRun,
  running: boolean,
  names: ReadonlyMap<string, string>,
  files: ReadonlySet<string>,
): ImportView {
  const unfinished = run.state === 'running' || run.state === 'paused' || run.state === 'failed';
  const cutOff =
    (run.state === 'running' && !running) || (run.state === 'paused' && run.problem === 'cut off');
  return {
    id: run.id,
    kind: run.kind,
    fileName: run.fileName,
    state: cutOff ? 'cut_off' : run.state,
    phase: run.phase,
    share: shareOf(run),
    rowsRead: run.recordsRead,
    rowsStaged: run.rowsStaged,
    rowsWritten: run.rowsWritten,
    rowsRejected: run.rejected,
    counts: run.counts,
    problem: cutOff ? null : run.problem,
    problemDetails: cutOff ? null : run.problemDetails,
    startedBy: names.get(run.startedBy) ?? null,
    startedAt: run.startedAt.toISOString(),
    finishedAt: run.finishedAt?.toISOString() ?? null,
    resumable: unfinished && run.fileId !== null && files.has(run.fileId),
  };
}

/** Reading is about half of the work, writing the other half. */
function shareOf({ phase, state, bytesRead, bytesTotal, rowsWritten, rowsStaged }: ImportRun): number {
  if (state === 'done' || phase === 'done') return 1;
  if (phase === 'read') return 0.5 * Math.min(1, bytesRead / Math.max(1, bytesTotal));
  return phase === 'write' ? 0.5 + 0.48 * Math.min(1, rowsWritten / Math.max(1, rowsStaged)) : 0.98;
}

async function namesOf(database: Queryable, runs: readonly ImportRun[]): Promise<Map<string, string>> {
  const ids = runs.flatMap(({ startedBy }) => (startedBy.startsWith('user:') ? [startedBy.slice(5)] : []));
  const { rows } = await database.query<{ id: string; name: string }>(
    'select id, name from users where id = any($1)',
    [ids],
  );
  return new Map(rows.map(({ id, name }) => [`user:${id}`, name]));
}

async function filesOf(
  database: Queryable,
  shopId: string,
  runs: readonly ImportRun[],
): Promise<Set<string>> {
  const { rows } = await database.query<{ id: string }>(
    'select id from import_files where shop_id = $1 and id = any($2)',
    [shopId, runs.flatMap(({ fileId }) => fileId ?? [])],
  );
  return new Set(rows.map(({ id }) => id));
}
