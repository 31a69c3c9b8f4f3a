import { describe, expect, test } from 'vitest';
import { SeededRandom } from '../../../core/seeded-random.ts';
import { add } from '../../../models/autodiff/ops/add.ts';
import { linear } from '../../../models/autodiff/ops/linear.ts';
import { softCrossEntropy } from '../../../models/autodiff/ops/soft-cross-entropy.ts';
import { gradientName, Tape } from '../../../models/autodiff/tape.ts';
import { openGraph, type Value } from '../../../models/runtime/graph-session.ts';
import { trainableEncoder } from '../../../models/train/encoder/trainable-encoder.ts';
import { loraTargets, type Tuning } from '../../../models/train/encoder/tuning.ts';
import { referenceSentence } from '../reference-bert.ts';
import { tinyShape, tinyWeights } from '../tiny-encoder.ts';

const weights = tinyWeights('trainable');
const rows = [
  [0, 17, 5, 49, 33, 8, 2],
  [0, 9, 2, 1, 1, 1, 1],
];
const lengths = [7, 3];
const lora: Tuning = { method: 'lora', rank: 2, alpha: 4, targets: loraTargets };

function data(training: boolean): Record<string, Value> {
  return {
    input_ids: { shape: [2, 7], data: BigInt64Array.from(rows.flat(), BigInt) },
    mask: {
      shape: [2, 7],
      data: Float32Array.from(rows.flatMap((_, r) => rows[r]!.map((__, i) => (i < lengths[r]! ? 1 : 0)))),
    },
    training: { shape: [], data: training },
  };
}

const classes = 3;
const targets: Record<string, Value> = {
  targets: { shape: [2, classes], data: Float32Array.of(0.9, 0.05, 0.05, 0, 1, 0) },
  weights: { shape: [2], data: Float32Array.of(1, 2) },
};

/** An encoder with a head and its gradients; values begin where the tuning begins, moved a little. */
function build(tuning: Tuning, dropoutRate: number) {
  const tape = new Tape('encoder');
  const random = new SeededRandom('start');
  const { sentence, parameters, disturbance } = trainableEncoder(tape, weights, tinyShape, {
    tuning,
    dropoutRate,
    disturbed: true,
    random,
    maskRandom: new SeededRandom('masks'),
  });
  const head = tape.parameter('head', [tinyShape.hidden, classes]);
  const bias = tape.parameter('head.bias', [classes]);
  const logits = add(tape, linear(tape, sentence, head), bias);
  const loss = softCrossEntropy(
    tape,
    logits,
    tape.input('targets', 'float', ['batch', classes]),
    tape.input('weights', 'float', ['batch']),
  );
  const trained = [...parameters.map(({ variable }) => variable), head, bias];
  tape.differentiate(loss, [...trained, disturbance!]);
  tape.output('loss', loss);
  tape.output('sentence', sentence);
  const values: Record<string, Value & { data: Float32Array }> = {
    disturbance: { shape: [2, 7, tinyShape.hidden], data: new Float32Array(2 * 7 * tinyShape.hidden) },
  };
  const start = new Map(parameters.map(({ variable, data }) => [variable.name, data]));
  for (const { name, shape } of trained) {
    const sizes = shape as number[];
    const from = start.get(name) ?? new Float32Array(sizes.reduce((a, b) => a * b, 1));
    values[name] = { shape: sizes, data: from.map((value) => value + 0.2 * (random.next() - 0.5)) };
  }
  return { model: tape.build(), values, untouched: start };
}

test('the forward pass is that of the encoder in service, padding or not', async () => {
  const { model, values, untouched } = build(lora, 0.1);
  const session = await openGraph(model);
  // At their start low-rank updates change nothing.
  const start = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      { ...value, data: untouched.get(name) ?? value.data },
    ]),
  );
  const { sentence } = await session.run({ ...data(false), ...targets, ...start });
  await session.release();
  rows.forEach((row, r) => {
    const expected = referenceSentence(weights, tinyShape, row.slice(0, lengths[r]));
    const got = sentence!.slice(r * tinyShape.hidden, (r + 1) * tinyShape.hidden);
    expect(Math.max(...expected.map((value, i) => Math.abs(value - got[i]!)))).toBeLessThan(1e-5);
  });
});

describe('gradients of a whole encoder agree with finite differences, with padding and dropout on', () => {
  test.each([
    ['head', { method: 'head' }],
    ['lora', lora],
    ['adapters', { method: 'adapters', bottleneck: 4 }],
    ['full', { method: 'full', words: true }],
  ] as [string, Tuning][])('%s', async (_, tuning) => {
    const { model, values } = build(tuning, 0.1);
    const evaluate = async () => {
      const session = await openGraph(model);
      const results = await session.run({ ...data(true), ...targets, ...values });
      await session.release();
      return results;
    };
    const at = await evaluate();
    const random = new SeededRandom(tuning.method);
    // Along a random direction over all parameters at once, so that each of them counts; several directions.
    for (let direction = 0; direction < 4; direction++) {
      const before = Object.fromEntries(
        Object.entries(values).map(([name, { data }]) => [name, data.slice()]),
      );
      const along = Object.fromEntries(
        Object.entries(before).map(([name, { length }]) => [
          name,
          Float32Array.from({ length }, () => (random.next() < 0.5 ? -1 : 1)),
        ]),
      );
      const expected = Object.entries(along).reduce(
        (sum, [name, signs]) =>
          sum + signs.reduce((part, sign, i) => part + sign * at[gradientName(name)]![i]!, 0),
        0,
      );
      const size = Math.sqrt(
        Object.keys(along).reduce(
          (sum, name) => sum + at[gradientName(name)]!.reduce((part, value) => part + value * value, 0),
          0,
        ),
      );
      const losses: number[] = [];
      const step = 1e-3;
      for (const offset of [step, -step, 2 * step, -2 * step]) {
        for (const [name, value] of Object.entries(values))
          value.data.forEach((__, i) => {
            value.data[i] = before[name]![i]! + offset * along[name]![i]!;
          });
        losses.push((await evaluate()).loss![0]!);
      }
      for (const [name, value] of Object.entries(values)) value.data.set(before[name]!);
      const near = (losses[0]! - losses[1]!) / (2 * step);
      const far = (losses[2]! - losses[3]!) / (4 * step);
      expect(Math.abs((4 * near - far) / 3 - expected) / Math.max(Math.abs(expected), size)).toBeLessThan(
        1e-3,
      );
    }
  });
});
