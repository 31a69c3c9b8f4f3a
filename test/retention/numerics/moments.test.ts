import { expect, test } from 'vitest';
import { covarianceMatrix } from '../../../retention/numerics/covariance-matrix.ts';
import { meanAndVariance } from '../../../retention/numerics/mean-and-variance.ts';
import { normalInterval } from '../../../retention/numerics/normal-interval.ts';
import { quantileOfSorted } from '../../../retention/numerics/quantile-of-sorted.ts';
import { tTest } from '../../../retention/numerics/t-test.ts';

// Expected values: NumPy 1.26 (mean, var(ddof=1), cov, quantile) and SciPy 1.17 (stats.t, stats.norm).
test('mean and variance are those of NumPy, also far from zero', () => {
  const wide = meanAndVariance([3.1, -2, 8.25, 0, 1e6, 7.5]);
  expect(wide.mean).toBeCloseTo(166_669.475, 6);
  expect(wide.variance / 166_665_543_351.45377).toBeCloseTo(1, 12);
  expect(meanAndVariance([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16])).toEqual({
    n: 4,
    mean: 1_000_000_010,
    variance: 30,
  });
});

test('nothing and one value have no variance', () => {
  expect(meanAndVariance([])).toEqual({ n: 0, mean: 0, variance: 0 });
  expect(meanAndVariance([7])).toEqual({ n: 1, mean: 7, variance: 0 });
  expect(meanAndVariance([7, Number.NaN]).mean).toBeNaN();
  expect(covarianceMatrix([[7], [8]])).toEqual({
    n: 1,
    means: [7, 8],
    covariance: [
      [0, 0],
      [0, 0],
    ],
  });
});

test('the covariance matrix is that of NumPy', () => {
  const { means, covariance } = covarianceMatrix([
    [1, 2, 4, 8],
    [3, 1, 0, 5],
  ]);
  expect(means).toEqual([3.75, 2.25]);
  expect(covariance[0]![0]).toBeCloseTo(9.58333333, 8);
  expect(covariance[0]![1]).toBeCloseTo(3.75, 12);
  expect(covariance[1]).toEqual([covariance[0]![1], expect.closeTo(4.91666667, 8)]);
});

test.each([
  [0, -2],
  [0.1, -1],
  [0.25, 0.775],
  [0.5, 5.3],
  [0.9, 500_004.125],
  [1, 1e6],
])('quantile %d is that of NumPy', (p, expected) => {
  expect(quantileOfSorted([-2, 0, 3.1, 7.5, 8.25, 1e6], p)).toBeCloseTo(expected, 9);
  expect(quantileOfSorted([], p)).toBeNaN();
  expect(quantileOfSorted([3], p)).toBe(3);
});

test.each([
  [2.5, 7, 0.04099221858575289, 0.0541502993628864, 1.9458497006371136],
  [3.2, 41_000.5, 0.0013753218356137352, 0.4959912616850345, 2.064008738314966],
  [-12, 300, 2.3191247536161177e-27, -5.587161204504436, -4.012838795495566],
  [0.1, 1.5, 0.9320414534869628, -2.3666652417711718, 2.446665241771172],
])('t = %d with %d degrees of freedom', (t, degrees, pValue, lower, upper) => {
  const found = tTest(t * 0.4, 0.4, degrees);
  expect(found.pValue / pValue).toBeCloseTo(1, 9);
  expect(found.lower).toBeCloseTo(lower, 9);
  expect(found.upper).toBeCloseTo(upper, 9);
});

test('infinitely many degrees of freedom are the normal distribution; no spread leaves nothing to doubt', () => {
  const { lower, upper } = normalInterval(3, 2);
  expect(upper).toBeCloseTo(3 + 2 * 1.959963984540054, 12);
  expect(tTest(3, 2, Number.POSITIVE_INFINITY)).toMatchObject({ lower, upper });
  expect(tTest(0, 0, 5)).toEqual({ lower: 0, upper: 0, pValue: 1 });
  expect(tTest(2, 0, 5)).toEqual({ lower: 2, upper: 2, pValue: 0 });
});
