import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ort from 'onnxruntime-node';
import { expect, test } from 'vitest';
import { SeededRandom } from '../../../core/seeded-random.ts';
import { Tape } from '../../../models/autodiff/tape.ts';
import { buildBertEncoder } from '../../../models/onnx/bert-encoder.ts';
import { encodeOnnx } from '../../../models/onnx/onnx-codec.ts';
import type { WeightTensor } from '../../../models/onnx/safetensors.ts';
import { openGraph } from '../../../models/runtime/graph-session.ts';
import { defaultAdamW } from '../../../models/train/encoder/adamw.ts';
import type { Example, Task } from '../../../models/train/encoder/joint-head.ts';
import { mergeUpdates } from '../../../models/train/encoder/merge-updates.ts';
import { textFeeds } from '../../../models/train/encoder/text-feeds.ts';
import {
  type TrainingRun,
  type TrainingSettings,
  trainEncoder,
} from '../../../models/train/encoder/train-encoder.ts';
import { trainableEncoder } from '../../../models/train/encoder/trainable-encoder.ts';
import { loraTargets, type Tuning } from '../../../models/train/encoder/tuning.ts';
import { tinyShape, tinyWeights } from '../tiny-encoder.ts';

const weights = tinyWeights('to be tuned');
const tasks: Task[] = [
  { name: 'which', labels: ['a', 'b', 'c'] },
  { name: 'twice', labels: ['no', 'yes'] },
];
const lora: Tuning = { method: 'lora', rank: 4, alpha: 8, targets: loraTargets };

const settings: TrainingSettings = {
  tuning: lora,
  pooling: 'sentence',
  anchorWeight: 0,
  epochs: 6,
  batchSize: 16,
  accumulate: 1,
  learningRate: 5e-3,
  headLearningRate: 2e-2,
  warmUp: 0.1,
  adamW: defaultAdamW,
  clipNorm: 1,
  dropoutRate: 0.1,
  smoothing: 0.05,
  temperature: 1,
  adversarial: 0,
  evaluateEvery: 20,
  patience: 99,
  seed: 'tiny',
};

/** Which of three tokens is there, and whether token 40 is there twice: the second needs attention. */
function examples(seed: string, count: number): Example[] {
  const random = new SeededRandom(seed);
  return Array.from({ length: count }, () => {
    const task = random.nextInt(2);
    const target = random.nextInt(task === 0 ? 3 : 2);
    const filler = Array.from({ length: 2 + random.nextInt(8) }, () => 3 + random.nextInt(20));
    const marks = task === 0 ? [30 + target] : target === 1 ? [40, 40] : [40, 41];
    const tokens = Int32Array.from([0, ...random.shuffle([...filler, ...marks]), 2]);
    return { tokens, task, target, weight: 1 };
  });
}

/** The sentence of the same tokens by the training graph with the updates as they are. */
async function unmergedSentence(
  tensors: ReadonlyMap<string, WeightTensor>,
): Promise<{ sentence: Float32Array }> {
  const tape = new Tape('unmerged');
  const { sentence, parameters } = trainableEncoder(tape, weights, tinyShape, {
    tuning: lora,
    dropoutRate: 0.1,
    random: new SeededRandom('unused'),
    maskRandom: new SeededRandom('unused'),
  });
  tape.output('sentence', sentence);
  const session = await openGraph(tape.build());
  const values = Object.fromEntries(parameters.map(({ variable: { name } }) => [name, tensors.get(name)!]));
  const results = await session.run({
    ...textFeeds([Int32Array.of(0, 30, 5, 40, 2)], 1),
    training: { shape: [], data: false },
    ...values,
  });
  return { sentence: results.sentence! };
}

function run(changes: Partial<TrainingSettings> = {}): TrainingRun {
  return {
    weights,
    shape: tinyShape,
    padToken: 1,
    tasks,
    examples: examples('train', 320),
    development: examples('development', 120),
    settings: { ...settings, ...changes },
    folder: mkdtempSync(join(tmpdir(), 'run-')),
  };
}

test('two tasks are learnt together with low-rank updates', async () => {
  const { history, best } = await trainEncoder(run());
  const last = history.at(-1)!;
  expect(last.loss).toBeLessThan(history[0]!.loss / 2);
  expect(last.development.which!.accuracy).toBeGreaterThan(0.95);
  expect(last.development.twice!.accuracy).toBeGreaterThan(0.85);
  expect(best.figure).toBeGreaterThan(0.9);
});

test('a run that is stopped in the middle and goes on ends with the same bits', async () => {
  const changes = { epochs: 3, adversarial: 0.5, accumulate: 2, evaluateEvery: 10 };
  const unbroken = await trainEncoder(run(changes));
  const stop = new AbortController();
  const broken = run(changes);
  const first = await trainEncoder({
    ...broken,
    signal: stop.signal,
    onStep: ({ step }) => step === 17 && stop.abort(),
  });
  expect(first.finished).toBe(false);
  const steps: number[] = [];
  const second = await trainEncoder({ ...broken, onStep: ({ step }) => steps.push(step) });
  expect(steps[0]).toBe(11);
  expect(second.history).toEqual(unbroken.history);
  for (const [name, { data }] of unbroken.tensors) expect(second.tensors.get(name)!.data, name).toEqual(data);
});

test('a run of other settings does not touch a checkpoint that is not its own', async () => {
  const before = run({ epochs: 1 });
  const { history } = await trainEncoder(before);
  const other = { ...before, settings: { ...before.settings, learningRate: 1e-3 } };
  await expect(trainEncoder(other)).rejects.toThrow(
    /checkpoint of a run on other data or with other settings/,
  );
  expect((await trainEncoder(before)).history).toEqual(history);
});

test('sentence vectors are held at their anchors while the first token learns', async () => {
  const vectors = async (tensors: ReadonlyMap<string, WeightTensor>) => {
    const full: Tuning = { method: 'full', words: false };
    const model = buildBertEncoder(mergeUpdates(weights, tensors, full), tinyShape, {
      precision: 'fp32',
      masked: false,
      attention: 'standard',
      output: 'sentence',
    });
    const session = await openGraph(model);
    const { sentence } = await session.run({
      input_ids: { shape: [1, 4], data: BigInt64Array.of(0n, 30n, 7n, 2n) },
    });
    await session.release();
    return sentence!;
  };
  const cosine = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
  const anchor = await vectors(new Map());
  const tuned = async (anchorWeight: number) => {
    const asked = run({
      tuning: { method: 'full', words: false },
      pooling: 'first',
      anchorWeight,
      learningRate: 2e-3,
    });
    const held = { tokens: Int32Array.of(0, 30, 7, 2), task: 0, target: 0, weight: 1, anchor };
    const examples = asked.examples.flatMap((example, i) => (i % 4 === 0 ? [example, held] : [example]));
    const trained = await trainEncoder({ ...asked, examples });
    return {
      cosine: cosine(await vectors(trained.tensors), anchor),
      ...trained.history.at(-1)!.development.which!,
    };
  };
  const [held, free] = [await tuned(10), await tuned(0)];
  expect(held.accuracy).toBeGreaterThan(0.95);
  expect(held.cosine).toBeGreaterThan(0.98);
  expect(free.cosine).toBeLessThan(held.cosine);
});

test('merged into the matrices, the updates score as they did apart', async () => {
  const trained = await trainEncoder(run({ epochs: 1 }));
  const merged = mergeUpdates(weights, trained.tensors, lora);
  const sentenceOf = async (from: typeof weights) => {
    const model = buildBertEncoder(from, tinyShape, {
      precision: 'fp32',
      masked: false,
      attention: 'fused',
      output: 'sentence',
    });
    const session = await ort.InferenceSession.create(encodeOnnx(model));
    const ids = new ort.Tensor('int64', BigInt64Array.from([0, 30, 5, 40, 2], BigInt), [1, 5]);
    return (await session.run({ input_ids: ids })).sentence!.data as Float32Array;
  };
  const before = await sentenceOf(weights);
  const after = await sentenceOf(merged);
  expect(Math.max(...after.map((value, i) => Math.abs(value - before[i]!)))).toBeGreaterThan(0.01);
  const { sentence } = await unmergedSentence(trained.tensors);
  expect(Math.max(...after.map((value, i) => Math.abs(value - sentence[i]!)))).toBeLessThan(1e-5);
});

test('a loss that is no number any more stops the run with a sentence', async () => {
  await expect(trainEncoder(run({ learningRate: 1e30, clipNorm: 1e30, warmUp: 0 }))).rejects.toThrow(
    /no number any more at step \d+: lower the learning rate/,
  );
});
