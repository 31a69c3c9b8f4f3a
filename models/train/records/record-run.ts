import { createHash } from 'node:crypto';
import { cpus, hostname } from 'node:os';
import { basename, join, resolve } from 'node:path';
import type { Clock } from '../../../core/clock.ts';
import type { RunKind } from '../../../core/contracts/runs.ts';
import { processStart } from './process-start.ts';
import { readRunFile } from './run-file.ts';
import { RunRecorder } from './run-recorder.ts';

export interface RunSpec {
  /** Folder of all records: `runs` in MAINSTAY_HOME. */
  readonly runs: string;
  /** Of its checkpoints, inside `runs` or anywhere; its last part names the run that has no name. */
  readonly folder: string;
  readonly kind: RunKind;
  readonly name?: string;
  /** Everything that the result depends on, beside seed and data; plain JSON. */
  readonly settings: object;
  readonly seed: string;
  /** By dataHash. */
  readonly dataHash: string;
  /** Training rows by source. */
  readonly rows: Readonly<Record<string, number>>;
  /** What the result does not depend on: threads, device. The processor is added. */
  readonly machine?: Readonly<Record<string, string | number>>;
  /** Of the development figures, which one runs are judged by; higher is better. */
  readonly metric?: string;
  /** Whose data; left out: no single shop's. */
  readonly shopId?: string;
  readonly clock: Clock;
}

/**
 * Records a training run: `work` tells of each step by `run.step` and calls `run.finish` with its figures. If it returns
 * without, the run was stopped; if it throws, it failed, for that reason, and the error goes on.
 */
export async function recordRun<Result>(
  spec: RunSpec,
  work: (run: Pick<RunRecorder, 'step' | 'finish'>) => Promise<Result>,
): Promise<Result> {
  const recorder = openRun(spec);
  let finished = false;
  try {
    const result = await work({
      step: (step) => recorder.step(step),
      finish(figures) {
        recorder.finish(figures);
        finished = true;
      },
    });
    if (!finished) recorder.stop();
    return result;
  } catch (error) {
    try {
      if (!finished) recorder.fail(error instanceof Error ? error.message : String(error));
    } catch {
      // The disk that the record cannot be written to is told of by the first error.
    }
    throw error;
  }
}

/**
 * The recorder of a run; the same question from the same checkpoints goes on with its record, another one gets a record
 * of its own beside it: encoder, encoder-2.
 */
function openRun(spec: RunSpec): RunRecorder {
  const { kind, seed, dataHash, rows, clock } = spec;
  const settings = JSON.parse(JSON.stringify(spec.settings));
  const identity = createHash('sha256')
    .update(JSON.stringify({ kind, settings, seed, dataHash }))
    .digest('hex');
  const checkpoints = resolve(spec.folder);
  const name = nameOf(spec.name ?? basename(checkpoints));
  for (let number = 1; ; number++) {
    const folder = join(spec.runs, number === 1 ? name : `${name}-${number}`);
    const found = readable(folder);
    if (found && (found === 'damaged' || found.identity !== identity || found.checkpoints !== checkpoints))
      continue;
    const now = clock.now();
    return new RunRecorder(
      folder,
      {
        startedAt: now.toISOString(),
        seconds: 0,
        step: 0,
        steps: 0,
        best: null,
        figures: {},
        ...found,
        version: 1,
        identity,
        checkpoints,
        kind,
        shopId: spec.shopId ?? null,
        state: 'running',
        reason: null,
        updatedAt: now.toISOString(),
        metric: spec.metric ?? 'macroF1',
        settings,
        seed,
        dataHash,
        rows,
        machine: { ...machine(), ...spec.machine },
        process: {
          host: hostname(),
          pid: process.pid,
          startedAt: processStart(),
        },
      },
      found,
      clock,
    );
  }
}

function readable(folder: string) {
  try {
    return readRunFile(folder);
  } catch {
    return 'damaged';
  }
}

/** As one part of a path and of an address. */
function nameOf(text: string): string {
  const name = text
    .replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')
    .slice(0, 80)
    .replaceAll(/^[.-]+|[.-]+$/g, '');
  return name === '' ? 'run' : name;
}

function machine(): Record<string, string | number> {
  const cores = cpus();
  return {
    processor: cores[0]?.model.trim() || 'unknown',
    cores: cores.length,
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
  };
}
