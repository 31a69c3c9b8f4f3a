import { describe, expect, test } from 'vitest';
import { type BoostedTrees, predict, predictRaw } from '../../../retention/learners/boosted-trees.ts';
import { fitBoostedTrees } from '../../../retention/learners/fit-boosted-trees.ts';
import { friedman } from './friedman.ts';

/**
 * Expected figures: scikit-learn 1.9.1's HistGradientBoostingRegressor and -Classifier with early_stopping=False on
 * the same rows (friedman.ts in Python). Its gradients are 32-bit floats: equal means to seven digits.
 */
const sample = friedman(400, 7, 0.1);
/** Whole numbers from 0 to 19: few enough values that bins do not differ. */
const coarse = sample.columns.map((column) => column.map((value) => Math.floor(value * 20)));

describe('the same trees as scikit-learn', () => {
  test('one tree of six leaves: cuts, missing values, rows', () => {
    const { start, trees } = fitBoostedTrees(coarse, sample.values, {
      trees: 1,
      learningRate: 1,
      maxLeaves: 6,
    });
    const [tree] = trees;
    expect(start).toBeCloseTo(5877.5912 / 400, 6);
    expect(tree!.feature).toEqual([3, 1, 0, -1, 0, -1, 3, -1, -1, -1, -1]);
    expect(tree!.threshold.filter((_, node) => tree!.feature[node]! >= 0)).toEqual([
      11.5, 3.5, 4.5, 4.5, 5.5,
    ]);
    expect(tree!.missingLeft[0]).toBe(1);
    expect(tree!.cover).toEqual([400, 264, 136, 43, 221, 53, 168, 56, 112, 25, 111]);
    const expected = [-5.25878755, -4.25200736, -2.60444167, 1.48535428, -0.92022512, 4.08990031];
    tree!.value
      .filter((_, node) => tree!.feature[node]! < 0)
      .forEach((value, i) => {
        expect(value).toBeCloseTo(expected[i]!, 6);
      });
  });

  test('twenty trees by squared error, with a penalty', () => {
    const model = fitBoostedTrees(coarse, sample.values, { trees: 20, maxLeaves: 8, l2: 2 });
    expectSums(
      predict(model, coarse),
      [10.311532164815793, 18.880838152828737, 14.327992231400023, 12.492161687284256, 19.890017003649536],
      90108.03817834074,
    );
  });

  test('twenty trees by log loss', () => {
    const model = fitBoostedTrees(coarse, sample.labels, { trees: 20, maxLeaves: 8, l2: 2, loss: 'log' });
    expectSums(
      predictRaw(model, coarse),
      [-1.5248342866798625, 1.4465341443759494, 1.0136967399459378, -1.0312455689261555, 1.6292083251618816],
      464.1649274114733,
    );
  });

  test('twenty trees with weighted rows', () => {
    const weights = sample.values.map((_, row) => (row % 3) + 0.5);
    const model = fitBoostedTrees(coarse, sample.values, { trees: 20, maxLeaves: 8, weights });
    expectSums(
      predict(model, coarse),
      [10.182928810557389, 18.932465089760914, 14.936097776006468, 12.48607947238007, 19.476896181125557],
      90716.06668493648,
    );
  });
});

test.each([
  [0, 1.5841, 0.4505],
  [0.1, 4.3124, 0.49496],
])('held-out loss is within 3 %% of scikit-learn with %d missing', (missing, squared, log) => {
  const [fitted, held] = [friedman(3000, 1, missing), friedman(3000, 2, missing)];
  const values = predict(fitBoostedTrees(fitted.columns, fitted.values), held.columns);
  expect(mean(values.map((value, row) => (value - held.values[row]!) ** 2))).toBeLessThan(1.03 * squared);
  const shares = predict(fitBoostedTrees(fitted.columns, fitted.labels, { loss: 'log' }), held.columns);
  const loss = mean(shares.map((share, row) => -Math.log(held.labels[row] ? share : 1 - share)));
  expect(loss).toBeLessThan(1.01 * log);
});

test('a monotone column never turns', () => {
  const { columns, values } = friedman(2000, 3);
  const model = fitBoostedTrees(columns, values, { monotone: [0, 0, 1, 1, -1, 0, 0, 0] });
  for (const [column, direction] of [
    [2, 1],
    [3, 1],
    [4, -1],
  ] as const)
    for (let row = 0; row < 100; row++) {
      const line = curve(model, columns, row, column);
      for (let i = 1; i < line.length; i++)
        expect(direction * (line[i]! - line[i - 1]!)).toBeGreaterThanOrEqual(-1e-12);
    }
});

test('early stopping ends near the best number of trees and improves on going on', () => {
  const [fitted, held] = [friedman(1500, 4), friedman(2000, 5)];
  const rows = Uint32Array.from({ length: 1200 }, (_, row) => row);
  const validation = { rows: Uint32Array.from({ length: 300 }, (_, i) => 1200 + i), patience: 10 };
  const noisy = fitted.values.map((value, row) => value + 6 * Math.sin(row * 12.9898));
  const stopped = fitBoostedTrees(fitted.columns, noisy, { rows, validation, trees: 500 });
  const whole = fitBoostedTrees(fitted.columns, noisy, { rows, trees: 500 });
  expect(stopped.trees.length).toBeGreaterThan(10);
  expect(stopped.trees.length).toBeLessThan(250);
  const loss = (model: BoostedTrees) =>
    mean(predict(model, held.columns).map((value, row) => (value - held.values[row]!) ** 2));
  expect(loss(stopped)).toBeLessThan(loss(whole));
});

test('shares of rows and columns learn too, and the same seed gives the same trees', () => {
  const [fitted, held] = [friedman(2000, 8), friedman(1000, 9)];
  const options = { rowShare: 0.6, columnShare: 0.5, seed: 'a' };
  const model = fitBoostedTrees(fitted.columns, fitted.values, options);
  expect(fitBoostedTrees(fitted.columns, fitted.values, options)).toEqual(model);
  expect(mean(predict(model, held.columns).map((v, row) => (v - held.values[row]!) ** 2))).toBeLessThan(2.2);
});

test('a constant outcome, a constant column and a single row are no trouble', () => {
  const constant = fitBoostedTrees([new Float64Array(50).fill(3)], new Float64Array(50).fill(2));
  expect([...predict(constant, [Float64Array.of(3, Number.NaN)])]).toEqual([2, 2]);
  const single = fitBoostedTrees([Float64Array.of(1)], Float64Array.of(1), { loss: 'log' });
  expect(predict(single, [Float64Array.of(9)])[0]).toBeCloseTo(1, 6);
});

test('what cannot be fitted is refused', () => {
  expect(() => fitBoostedTrees([], new Float64Array())).toThrow(RangeError);
  expect(() => fitBoostedTrees([new Float64Array(2)], new Float64Array(3))).toThrow('column 0 has 2 rows');
  expect(() => fitBoostedTrees([new Float64Array(2)], Float64Array.of(1, Number.NaN))).toThrow(
    'row 1 is NaN',
  );
});

function expectSums(predictions: Float64Array, first: number[], squares: number): void {
  first.forEach((value, row) => {
    expect(predictions[row]).toBeCloseTo(value, 6);
  });
  expect(predictions.reduce((sum, value) => sum + value * value, 0) / squares).toBeCloseTo(1, 7);
}

/** Predictions for a row as one of its columns goes from 0 to 1. */
function curve(model: BoostedTrees, columns: Float64Array[], row: number, column: number): Float64Array {
  const at = Float64Array.from({ length: 41 }, (_, i) => i / 40);
  return predict(
    model,
    columns.map((values, i) => (i === column ? at : new Float64Array(41).fill(values[row]!))),
  );
}

function mean(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
}
