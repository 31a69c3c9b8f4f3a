import { describe, expect, test } from 'vitest';
import { normal } from '../../../core/distributions.ts';
import { SeededRandom } from '../../../core/seeded-random.ts';
import { add } from '../../../models/autodiff/ops/add.ts';
import { attention } from '../../../models/autodiff/ops/attention.ts';
import { causalBias } from '../../../models/autodiff/ops/causal-bias.ts';
import { crossEntropy } from '../../../models/autodiff/ops/cross-entropy.ts';
import { dropout } from '../../../models/autodiff/ops/dropout.ts';
import { firstToken } from '../../../models/autodiff/ops/first-token.ts';
import { gather } from '../../../models/autodiff/ops/gather.ts';
import { gatherPlaces } from '../../../models/autodiff/ops/gather-places.ts';
import { gelu } from '../../../models/autodiff/ops/gelu.ts';
import { layerNorm } from '../../../models/autodiff/ops/layer-norm.ts';
import { linear } from '../../../models/autodiff/ops/linear.ts';
import { maskedMean } from '../../../models/autodiff/ops/masked-mean.ts';
import { matMul } from '../../../models/autodiff/ops/mat-mul.ts';
import { multiply } from '../../../models/autodiff/ops/multiply.ts';
import { productWithRows } from '../../../models/autodiff/ops/product-with-rows.ts';
import { reshape } from '../../../models/autodiff/ops/reshape.ts';
import { scale } from '../../../models/autodiff/ops/scale.ts';
import { sideBySide } from '../../../models/autodiff/ops/side-by-side.ts';
import { softCrossEntropy } from '../../../models/autodiff/ops/soft-cross-entropy.ts';
import { softmax } from '../../../models/autodiff/ops/softmax.ts';
import { squareDistance } from '../../../models/autodiff/ops/square-distance.ts';
import { sum } from '../../../models/autodiff/ops/sum.ts';
import { transpose } from '../../../models/autodiff/ops/transpose.ts';
import { unitLength } from '../../../models/autodiff/ops/unit-length.ts';
import { Tape } from '../../../models/autodiff/tape.ts';
import type { Variable } from '../../../models/autodiff/variable.ts';
import { openGraph } from '../../../models/runtime/graph-session.ts';
import { gradientGap, type Parameters } from './check-gradients.ts';

/** A scalar that weighs every value differently, so that no mistake cancels out. */
function weighed(tape: Tape, x: Variable): Variable {
  const shape = x.shape as number[];
  const random = new SeededRandom('weights of the loss');
  const weights = Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => normal(random));
  return sum(tape, multiply(tape, x, tape.frozen('loss.weights', shape, weights)));
}

const ids = (values: readonly number[], shape = [values.length]) => ({
  shape,
  data: BigInt64Array.from(values, BigInt),
});

const cases: [string, Parameters, (tape: Tape, p: Readonly<Record<string, Variable>>) => Variable][] = [
  ['add', { a: [2, 3], b: [2, 3] }, (t, { a, b }) => add(t, a!, b!)],
  ['add a bias', { a: [2, 4, 3], b: [3] }, (t, { a, b }) => add(t, a!, b!)],
  ['the same variable twice', { a: [2, 3] }, (t, { a }) => add(t, multiply(t, a!, a!), a!)],
  ['scale', { a: [5] }, (t, { a }) => scale(t, a!, -2.5)],
  ['product of batches', { a: [2, 3, 4], b: [2, 4, 5] }, (t, { a, b }) => matMul(t, a!, b!)],
  ['linear', { x: [2, 3, 4], w: [4, 5], b: [5] }, (t, { x, w, b }) => linear(t, x!, w!, b!)],
  ['product with rows', { x: [2, 4], table: [5, 4] }, (t, { x, table }) => productWithRows(t, x!, table!)],
  [
    'product with rows of the table that x comes from',
    { table: [5, 4] },
    (t, { table }) => productWithRows(t, multiply(t, table!, table!), table!),
  ],
  [
    'multiply by what is broadcast',
    { a: [3, 4] },
    (t, { a }) => multiply(t, a!, t.frozen('column', [3, 1], Float32Array.of(0, 1, -2))),
  ],
  ['transpose', { a: [2, 3, 4] }, (t, { a }) => transpose(t, a!, [1, 2, 0])],
  [
    'reshape',
    { a: [2, 3, 4] },
    (t, { a }) => reshape(t, a!, { to: [0, 12], back: [0, 3, 4], shape: [2, 12] }),
  ],
  ['softmax', { a: [3, 5] }, (t, { a }) => softmax(t, a!)],
  ['gelu', { a: [3, 5] }, (t, { a }) => gelu(t, scale(t, a!, 3))],
  ['first token', { x: [2, 3, 4] }, (t, { x }) => firstToken(t, x!)],
  ['side by side', { a: [2, 3], b: [2, 4] }, (t, { a, b }) => sideBySide(t, a!, b!)],
  ['length 1', { x: [3, 5] }, (t, { x }) => unitLength(t, x!)],
  ['layer norm', { x: [2, 3, 8], w: [8], b: [8] }, (t, { x, w, b }) => layerNorm(t, x!, w!, b!, 1e-12)],
];

describe('gradients agree with finite differences', () => {
  test.each(cases)('%s', async (_, shapes, forward) => {
    expect(await gradientGap(shapes, (tape, p) => weighed(tape, forward(tape, p)))).toBeLessThan(1e-3);
  });

  test('gather, with rows that are used twice', async () => {
    const gap = await gradientGap(
      { table: [6, 4] },
      (tape, { table }) => weighed(tape, gather(tape, table!, tape.input('rows', 'int64', [2, 3]))),
      { rows: ids([5, 0, 2, 0, 0, 4], [2, 3]) },
      { entries: 24 },
    );
    expect(gap).toBeLessThan(1e-3);
  });

  test('distance from anchors, of the rows that have one', async () => {
    const targets = Float32Array.from({ length: 12 }, (_, i) => Math.sin(i));
    const gap = await gradientGap(
      { x: [3, 4] },
      (tape, { x }) =>
        squareDistance(tape, x!, tape.input('targets', 'float', [3, 4]), tape.input('weights', 'float', [3])),
      {
        targets: { shape: [3, 4], data: targets },
        weights: { shape: [3], data: Float32Array.of(1, 0, 2) },
      },
      { entries: 12 },
    );
    expect(gap).toBeLessThan(1e-3);
  });

  test('places of sequences, some used twice, some not at all', async () => {
    const gap = await gradientGap(
      { x: [2, 3, 4] },
      (tape, { x }) => weighed(tape, gatherPlaces(tape, x!, tape.input('places', 'int64', [4]))),
      { places: ids([5, 0, 0, 2]) },
      { entries: 24 },
    );
    expect(gap).toBeLessThan(1e-3);
  });

  test('causal attention', async () => {
    const gap = await gradientGap(
      { query: [2, 3, 4], key: [2, 3, 4], value: [2, 3, 4] },
      (tape, { query, key, value }) => {
        const bias = causalBias(tape, tape.input('ids', 'int64', [2, 3]));
        return weighed(
          tape,
          attention(tape, { query: query!, key: key!, value: value! }, { heads: 2, bias }),
        );
      },
      { ids: ids([0, 0, 0, 0, 0, 0], [2, 3]) },
    );
    expect(gap).toBeLessThan(1e-3);
  });

  test('cross-entropy over the rows of a table that was looked up in', async () => {
    const gap = await gradientGap(
      { table: [7, 4] },
      (tape, { table }) =>
        crossEntropy(
          tape,
          productWithRows(tape, gather(tape, table!, tape.input('rows', 'int64', [3])), table!),
          tape.input('targets', 'int64', [3]),
          tape.input('weights', 'float', [3]),
        ),
      {
        rows: ids([0, 6, 6]),
        targets: ids([1, 0, 6]),
        weights: { shape: [3], data: Float32Array.of(1, 1, 2) },
      },
      { entries: 28 },
    );
    expect(gap).toBeLessThan(1e-3);
  });

  test('mean over the tokens that count', async () => {
    const gap = await gradientGap(
      { x: [2, 3, 4] },
      (tape, { x }) => weighed(tape, maskedMean(tape, x!, tape.input('mask', 'float', [2, 3]))),
      { mask: { shape: [2, 3], data: Float32Array.of(1, 1, 0, 1, 0, 0) } },
      { entries: 24 },
    );
    expect(gap).toBeLessThan(1e-3);
  });

  test('dropout, by the mask that it drew', async () => {
    const gap = await gradientGap(
      { x: [4, 8] },
      (tape, { x }) =>
        weighed(
          tape,
          dropout(tape, x!, { rate: 0.4, training: tape.input('training', 'bool', []), seed: 7 }),
        ),
      { training: { shape: [], data: true } },
      { entries: 32 },
    );
    expect(gap).toBeLessThan(1e-3);
  });

  test('cross-entropy over classes by their numbers, with weights', async () => {
    const gap = await gradientGap(
      { logits: [4, 3] },
      (tape, { logits }) =>
        crossEntropy(tape, logits!, tape.input('targets', 'int64', [4]), tape.input('weights', 'float', [4])),
      { targets: ids([2, 0, 1, 1]), weights: { shape: [4], data: Float32Array.of(1, 2, 0, 0.5) } },
    );
    expect(gap).toBeLessThan(1e-3);
  });

  test('cross-entropy against distributions, with weights', async () => {
    const gap = await gradientGap(
      { logits: [2, 3] },
      (tape, { logits }) =>
        softCrossEntropy(
          tape,
          logits!,
          tape.input('targets', 'float', [2, 3]),
          tape.input('weights', 'float', [2]),
        ),
      {
        targets: { shape: [2, 3], data: Float32Array.of(0.8, 0.1, 0.1, 0, 0, 1) },
        weights: { shape: [2], data: Float32Array.of(1, 3) },
      },
    );
    expect(gap).toBeLessThan(1e-3);
  });
});

test('what leads to no parameter gets no way back', () => {
  const tape = new Tape('pruned');
  const frozen = tape.frozen('frozen', [2, 2], Float32Array.of(1, 2, 3, 4));
  const trained = tape.parameter('trained', [2, 2]);
  const before = gelu(tape, frozen);
  const loss = sum(tape, matMul(tape, before, trained));
  tape.differentiate(loss, [trained]);
  const { node } = tape.build().graph;
  expect(node.filter(({ opType }) => opType === 'Erf')).toEqual([]);
  expect(node.filter(({ opType }) => opType === 'FusedMatMul')).toHaveLength(1);
});

test('a parameter that the loss does not use is an error that names it', () => {
  const tape = new Tape('unused');
  const [used, unused] = [tape.parameter('used', [2]), tape.parameter('unused', [2])];
  expect(() => tape.differentiate(sum(tape, used), [used, unused])).toThrow(/does not depend on unused/);
});

test('causal attention sees nothing of what comes later', async () => {
  const tape = new Tape('causal');
  const bias = causalBias(tape, tape.input('ids', 'int64', ['batch', 'length']));
  const x = tape.input('x', 'float', ['batch', 'length', 4]);
  tape.output('mixed', attention(tape, { query: x, key: x, value: x }, { heads: 2, bias }));
  const session = await openGraph(tape.build());
  const random = new SeededRandom('causal');
  const numbers = Float32Array.from({ length: 12 }, () => normal(random));
  const run = async (data: Float32Array) =>
    (await session.run({ ids: ids([0, 0, 0], [1, 3]), x: { shape: [1, 3, 4], data } })).mixed!;
  const before = await run(numbers);
  const after = await run(numbers.map((value, i) => (i < 8 ? value : value + 1)));
  expect(after.slice(0, 8)).toEqual(before.slice(0, 8));
  expect(after.slice(8)).not.toEqual(before.slice(8));
  await session.release();
});

test('a product with a gradient does not broadcast', () => {
  const tape = new Tape('broadcast');
  expect(() => multiply(tape, tape.parameter('a', [3, 4]), tape.parameter('b', [3, 1]))).toThrow(
    /not of one shape/,
  );
});
