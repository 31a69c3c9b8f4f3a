import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { systemClock } from '../../../../core/clock.ts';
import { SeededRandom } from '../../../../core/seeded-random.ts';
import { defaultAdamW } from '../../../../models/train/encoder/adamw.ts';
import type { Example } from '../../../../models/train/encoder/joint-head.ts';
import { type TrainingSettings, trainEncoder } from '../../../../models/train/encoder/train-encoder.ts';
import { dataHash } from '../../../../models/train/records/data-hash.ts';
import { recordRun } from '../../../../models/train/records/record-run.ts';
import { RunShelf } from '../../../../models/train/records/run-shelf.ts';
import { tinyShape, tinyWeights } from '../../tiny-encoder.ts';

const settings: TrainingSettings = {
  tuning: { method: 'full', words: false },
  pooling: 'sentence',
  anchorWeight: 0,
  epochs: 2,
  batchSize: 8,
  accumulate: 1,
  learningRate: 5e-3,
  headLearningRate: 2e-2,
  warmUp: 0.1,
  adamW: defaultAdamW,
  clipNorm: 1,
  dropoutRate: 0.1,
  smoothing: 0,
  temperature: 1,
  adversarial: 0,
  evaluateEvery: 5,
  patience: 99,
  seed: 'recorded',
};

const random = new SeededRandom('recorded rows');
const examples: Example[] = Array.from({ length: 64 }, () => {
  const target = random.nextInt(2);
  return { tokens: Int32Array.of(0, 30 + target, 3 + random.nextInt(20), 2), task: 0, target, weight: 1 };
});

/** Trains a tiny encoder and records it; stops of its own accord after so many steps. */
async function train(runs: string, stopAfter = Number.POSITIVE_INFINITY) {
  const { seed, ...rest } = settings;
  const folder = join(runs, 'tiny');
  const stop = new AbortController();
  await recordRun(
    {
      runs,
      folder,
      kind: 'text',
      settings: rest,
      seed,
      dataHash: dataHash(examples.map(({ tokens, target }) => [...tokens, target])),
      rows: { invented: examples.length },
      clock: systemClock,
    },
    async (run) => {
      const trained = await trainEncoder({
        weights: tinyWeights('recorded'),
        shape: tinyShape,
        padToken: 1,
        tasks: [{ name: 'which', labels: ['a', 'b'] }],
        examples,
        development: examples.slice(0, 16),
        settings,
        folder,
        signal: stop.signal,
        onStep(step) {
          run.step(step);
          if (step.step === stopAfter) stop.abort();
        },
      });
      if (trained.finished) run.finish({ best: trained.best });
    },
  );
  return (await new RunShelf(runs, systemClock).read('tiny'))!;
}

test('training of an encoder, stopped between two checkpoints and gone on with, leaves the record of an unbroken one', async () => {
  const [broken, unbroken] = ['broken', 'unbroken'].map((name) => mkdtempSync(join(tmpdir(), `${name}-`)));
  const stopped = await train(broken!, 8);
  expect(stopped).toMatchObject({ state: 'stopped', step: 8, steps: 16 });
  const whole = await train(broken!);
  const other = await train(unbroken!);
  const numbers = ({ curve }: typeof whole) => curve.map(({ at, seconds, ...point }) => point);
  expect(numbers(whole)).toEqual(numbers(other));
  expect(whole.curve.map(({ step }) => step)).toEqual(Array.from({ length: 16 }, (_, i) => i + 1));
  expect(whole).toMatchObject({ state: 'finished', figures: other.figures, best: other.best });
  expect(whole.curve[4]!.development!.which!.accuracy).toBeGreaterThan(0);
});
