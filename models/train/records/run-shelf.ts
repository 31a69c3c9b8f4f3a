import { readdir, readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../../core/clock.ts';
import type { RunDetail, RunPoint, RunSummary } from '../../../core/contracts/runs.ts';
import { isProcessAlive } from '../../../core/process-alive.ts';
import { bestFigure } from './best-figure.ts';
import { curveFileName, parseCurve } from './curve-file.ts';
import { isThisStart } from './process-start.ts';
import { parseRunFile, type RunFile, runFileName } from './run-file.ts';

/** A run on another machine that has written nothing for so long has been killed. */
const silentMs = 3_600_000;

/** Reads the records of runs in a folder. */
export class RunShelf {
  readonly #folder: string;
  readonly #clock: Clock;
  constructor(folder: string, clock: Clock) {
    this.#folder = folder;
    this.#clock = clock;
  }

  /** Every run that is recorded, the newest first. What is no record, or a damaged one, is left out. */
  async list(): Promise<RunSummary[]> {
    const runs = await Promise.all((await this.#names()).map((name) => this.#open(name)));
    return runs
      .flatMap((run) => (run ? [summaryOf(run)] : []))
      .sort((a, b) => b.startedAt.localeCompare(a.startedAt) || a.name.localeCompare(b.name));
  }

  /** A run with its curve; null when no run has this name. */
  async read(name: string): Promise<RunDetail | null> {
    // A name comes from outside: it is looked up among the folders that are there, never made a path of first.
    if (!(await this.#names()).includes(name)) return null;
    const run = await this.#open(name);
    if (!run) return null;
    const { settings, seed, dataHash, rows, machine, figures } = run;
    const curve = run.curve ?? (await this.#curve(name));
    return { ...summaryOf(run), settings, seed, dataHash, rows, machine, figures, curve };
  }

  async #names(): Promise<string[]> {
    const entries = await readdir(this.#folder, { withFileTypes: true }).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return [];
        throw error;
      },
    );
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  }

  async #open(name: string): Promise<(RunFile & { name: string; curve?: RunPoint[] }) | null> {
    const file = await readFile(join(this.#folder, name, runFileName), 'utf8')
      .then(parseRunFile)
      .catch(() => null);
    if (file?.state !== 'running') return file && { ...file, name };
    // Between two evaluations only the curve is written.
    const curve = await this.#curve(name);
    const last = curve.at(-1);
    const now = {
      ...file,
      name,
      curve,
      ...(last && { step: last.step, seconds: last.seconds, best: bestFigure(curve, file.metric) }),
      updatedAt: last && last.at > file.updatedAt ? last.at : file.updatedAt,
    };
    return { ...now, state: this.#goesOn(now) ? 'running' : 'stopped' };
  }

  #goesOn({ process: { host, pid, startedAt }, updatedAt }: RunFile): boolean {
    if (host !== hostname()) return this.#clock.now().getTime() - Date.parse(updatedAt) < silentMs;
    if (pid !== process.pid) return isProcessAlive(pid);
    return isThisStart(startedAt);
  }

  async #curve(name: string): Promise<RunPoint[]> {
    return readFile(join(this.#folder, name, curveFileName), 'utf8').then(parseCurve, () => []);
  }
}

function summaryOf(run: RunFile & { name: string }): RunSummary {
  const { name, kind, shopId, state, reason, startedAt, updatedAt, seconds, step, steps, metric, best } = run;
  return { name, kind, shopId, state, reason, startedAt, updatedAt, seconds, step, steps, metric, best };
}
