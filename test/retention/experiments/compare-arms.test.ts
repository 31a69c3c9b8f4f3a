import { expect, test } from 'vitest';
import type { ArmEstimate } from '../../../retention/experiments/arm-estimate.ts';
import { compareArms } from '../../../retention/experiments/compare-arms.ts';
import { cuped } from '../../../retention/experiments/cuped.ts';
import { estimateMean } from '../../../retention/experiments/estimate-mean.ts';
import { lineariseRatio } from '../../../retention/experiments/linearise-ratio.ts';
import { lineariseUnits } from '../../../retention/experiments/linearise-units.ts';
import { pooledSlope } from '../../../retention/experiments/pooled-slope.ts';
import { postStratify } from '../../../retention/experiments/post-stratify.ts';
import { covarianceMatrix } from '../../../retention/numerics/covariance-matrix.ts';

const control = [12, 0, 3.5, 8, 0, 22, 5, 1.5, 9, 4];
const treated = [15, 2, 0, 11, 6.5, 30, 7, 3, 12];
const moments = (arm: string, ...columns: number[][]) => ({ arm, ...covarianceMatrix(columns) });

test('the difference of means is that of SciPy’s ttest_ind(equal_var=False), the lift Fieller’s', () => {
  const found = compareArms(estimateMean(moments('c', control)), estimateMean(moments('t', treated)));
  expect(found.estimate).toBeCloseTo(3.1111111111111107, 12);
  expect(found.pValue).toBeCloseTo(0.4144273508751875, 10);
  expect(found.degreesOfFreedom).toBeCloseTo(14.636735207117201, 9);
  expect(found.lower).toBeCloseTo(-4.800383723114649, 9);
  expect(found.upper).toBeCloseTo(11.02260594533687, 9);
  // SciPy's brentq on (t - r c)^2 = q^2 (var t + r^2 var c), q of Welch's degrees of the difference.
  expect(found.relative!.estimate).toBeCloseTo(0.4786324786324785, 12);
  expect(found.relative!.lower).toBeCloseTo(-0.5639254812394833, 9);
  expect(found.relative!.upper).toBeCloseTo(4.33055736924549, 9);
});

// Radcliffe's published moments of the whole Hillstrom test (64,000 customers): spend's sum and sum of squares.
const hillstrom = (arm: string, n: number, sum: number, squares: number) =>
  estimateMean({ arm, n, means: [sum / n], covariance: [[(squares - sum ** 2 / n) / (n - 1)]] });

test('Hillstrom: from sums alone, as a database has them', () => {
  const none = hillstrom('none', 21_306, 13_908.33, 2_870_050.36);
  const mens = hillstrom('mens', 21_307, 30_311.69, 6_759_024.5);
  const found = compareArms(none, mens);
  // SciPy: ttest_ind_from_stats(equal_var=False).
  expect(found.estimate).toBeCloseTo(0.769827, 6);
  expect(found.pValue / 1.1638149692848807e-7).toBeCloseTo(1, 5);
});

test('a control that is not clearly above zero has no lift', () => {
  const around = (mean: number): ArmEstimate => ({
    arm: 'c',
    n: 50,
    mean,
    standardError: 1,
    degreesOfFreedom: 49,
  });
  expect(compareArms(around(1.9), around(5)).relative).toBeNull();
  expect(compareArms(around(-40), around(5)).relative).toBeNull();
  expect(compareArms(around(2), around(5)).relative).not.toBeNull();
});

test('arms without any spread have a defined comparison', () => {
  const fixed = (mean: number): ArmEstimate => ({
    arm: 'x',
    n: 5,
    mean,
    standardError: 0,
    degreesOfFreedom: 4,
  });
  expect(compareArms(fixed(2), fixed(2))).toMatchObject({ estimate: 0, lower: 0, upper: 0, pValue: 1 });
  expect(compareArms(fixed(2), fixed(3))).toMatchObject({ estimate: 1, lower: 1, upper: 1, pValue: 0 });
  expect(estimateMean({ arm: 'x', n: 0, means: [0], covariance: [[0]] }).standardError).toBe(0);
});

test('a rate has the binomial variance', () => {
  const rate = estimateMean(moments('r', [1, 0, 0, 1, 0]), 'rate');
  expect(rate.standardError).toBeCloseTo(Math.sqrt((0.4 * 0.6) / 5), 12);
  expect(rate.degreesOfFreedom).toBe(Number.POSITIVE_INFINITY);
});

test('a ratio has the cluster-robust variance of the delta method', () => {
  const numerator = [3, 8, 1, 12, 7, 0];
  const rows = [1, 3, 1, 4, 2, 1];
  // NumPy: R = sum / sum, z = (num - R den) / mean(den), sqrt(var(z, ddof=1) / 6).
  const found = estimateMean(lineariseRatio(moments('a', numerator, rows))!);
  expect(found.mean).toBeCloseTo(2.5833333333333335, 12);
  expect(found.standardError).toBeCloseTo(0.3600411499115478, 12);
  const units = lineariseUnits(
    numerator.map(() => 'a'),
    Float64Array.from(numerator),
    Float64Array.from(rows),
  );
  const ofUnits = estimateMean(moments('a', [...units]));
  expect(ofUnits.mean).toBeCloseTo(found.mean, 12);
  expect(ofUnits.standardError).toBeCloseTo(found.standardError, 12);
  expect(lineariseRatio(moments('a', numerator, [0, 0, 0, 0, 0, 0]))).toBeNull();
  expect(() => lineariseUnits(['a'], Float64Array.of(1), Float64Array.of(0))).toThrow(
    /denominator sums to 0/,
  );
});

const x = [1, 4, 2, 8, 5, 7, 3, 6, 2, 9, 4, 1, 7, 3];
const w = [0.3, 0.1, -0.4, 0.6, 0.2, -0.8, 0.5, 0, 0.4, 0.2, -0.3, 0.7, 0.9, -0.1];
const y = [2.1, 5, 2.2, 9.4, 6.1, 7.5, 4.4, 6.3, 4.2, 11, 7, 2.9, 8.8, 4.5];
const arms = (...columns: number[][]) => [
  moments('c', ...columns.map((column) => column.slice(0, 8))),
  moments('t', ...columns.map((column) => column.slice(8))),
];

test('CUPED with two covariates is least squares with an intercept for each arm', () => {
  const { estimates, slope } = cuped(arms(y, x, w));
  // NumPy: lstsq of y on [arm 0, arm 1, x, w]; residual variances within arms, times 12 / 10.
  expect(slope.theta[0]).toBeCloseTo(0.999620152373, 10);
  expect(slope.theta[1]).toBeCloseTo(0.28400079625, 10);
  expect(slope.explained).toBeCloseTo(0.9706414557898374, 10);
  expect(estimates[0]!.mean).toBeCloseTo(5.332505784448816, 10);
  expect(estimates[1]!.mean).toBeCloseTo(6.456658954068245, 10);
  expect(estimates[0]!.standardError).toBeCloseTo(0.14601955834412383, 10);
  expect(estimates[1]!.standardError).toBeCloseTo(0.2611695927305298, 10);
});

test('a constant covariate and a repeated one are left out and change nothing', () => {
  const constant = x.map(() => 3);
  const again = x.map((value) => 2 * value - 1);
  const with2 = cuped(arms(y, x, constant, again, w));
  expect(with2.slope.leftOut).toEqual([1, 2]);
  expect(with2.estimates[1]!.mean).toBeCloseTo(6.456658954068245, 9);
  expect(pooledSlope(arms(y)).theta).toEqual([]);
  expect(cuped(arms(y)).estimates[0]!.mean).toBe(estimateMean(arms(y)[0]!).mean);
});

test('strata weigh what they hold of everybody', () => {
  const of = (arm: string, n: number, mean: number, standardError: number): ArmEstimate => ({
    arm,
    n,
    mean,
    standardError,
    degreesOfFreedom: n - 1,
  });
  // 100 and 300 of 400: means .25 * 10 + .75 * 2 = 4 and 12 * .25 + 3 * .75; error by hand.
  const found = postStratify([
    [of('c', 80, 10, 0.4), of('t', 20, 12, 0.8)],
    [of('c', 100, 2, 0.2), of('t', 200, 3, 0.1)],
  ]);
  expect(found.map(({ mean }) => mean)).toEqual([4, 5.25]);
  expect(found[0]!.standardError).toBeCloseTo(Math.sqrt(0.1 ** 2 + 0.15 ** 2), 12);
  expect(found[0]!.n).toBe(180);
  expect(postStratify([])).toEqual([]);
});
