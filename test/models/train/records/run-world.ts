import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FixedClock } from '../../../../core/clock.ts';
import { type RunSpec, recordRun } from '../../../../models/train/records/record-run.ts';
import type { RunStep } from '../../../../models/train/records/run-recorder.ts';

/** A folder of runs of its own, with a clock that the steps move. */
export function runWorld(at = '2026-02-03T04:05:06.000Z') {
  const runs = mkdtempSync(join(tmpdir(), 'mainstay-runs-'));
  const clock = new FixedClock(new Date(at));
  const spec = (given: Partial<RunSpec> = {}): RunSpec => ({
    runs,
    folder: join(runs, 'encoder'),
    kind: 'encoder',
    settings: { learningRate: 0.001, epochs: 3, tuning: { method: 'lora', rank: 8 } },
    seed: 'first',
    dataHash: 'a'.repeat(64),
    rows: { ours: 1200, banking77: 800 },
    clock,
    ...given,
  });
  return { runs, clock, spec };
}

/** What a trainer tells of steps, evaluating every `every`; accuracy rises to a peak at step 60 and falls again. */
export function stepsOf(from: number, to: number, steps: number, every: number): RunStep[] {
  const measured = (step: number) => {
    const accuracy = 0.9 - Math.abs(step - 60) / 500;
    return { step, development: { topic: { accuracy, macroF1: accuracy - 0.1 } } };
  };
  return Array.from({ length: to - from + 1 }, (_, i) => {
    const step = from + i;
    const last = step - (step % every);
    return {
      step,
      steps,
      loss: 4 / (1 + step / 10),
      learningRate: 0.001 * (1 - step / steps),
      latest: last > 0 ? measured(last) : null,
    };
  });
}

/** Records steps, a second each; finishes after the last one of the run. */
export function recordSteps(
  spec: RunSpec,
  clock: FixedClock,
  steps: readonly RunStep[],
  figures: object = { accuracy: 0.9 },
): Promise<void> {
  return recordRun(spec, async (run) => {
    for (const step of steps) {
      clock.advanceMs(1000);
      run.step(step);
    }
    const last = steps.at(-1);
    if (!last || last.step === last.steps) run.finish(figures);
  });
}
