import chisquareCdf from '@stdlib/stats-base-dists-chisquare-cdf';
import { expect, test } from 'vitest';
import { sampleRatio } from '../../../retention/experiments/sample-ratio.ts';
import { wilsonInterval } from '../../../retention/experiments/wilson-interval.ts';
import { chiSquareTail } from '../../../retention/numerics/chi-square-tail.ts';

// One degree: erfc(sqrt(x / 2)); two and four: exp(-x / 2) and exp(-x / 2) (1 + x / 2); the rest: printed tables.
test.each([
  [3.841458820694124, 1, 0.05],
  [6.634896601021213, 1, 0.01],
  [0.5, 1, 0.4795001221869535],
  [100, 1, 1.5239706048321e-23],
  [5, 2, 0.0820849986238988],
  [3, 4, 0.5578254003710746],
  [7.814727903251179, 3, 0.05],
  [18.307038053275146, 10, 0.05],
])('P(X >= %d) with %d degrees of freedom is %d', (x, degrees, expected) => {
  expect(chiSquareTail(x, degrees) / expected).toBeCloseTo(1, 9);
});

test('tail and distribution function are one, as far as the function can tell', () => {
  for (const degrees of [1, 2, 3, 5, 10, 40])
    for (const share of [0.1, 0.5, 1, 1.5, 3]) {
      const x = share * degrees;
      expect(chiSquareTail(x, degrees) + chisquareCdf(x, degrees)).toBeCloseTo(1, 12);
    }
});

test('the tail is 1 at 0 and undefined below', () => {
  expect(chiSquareTail(0, 3)).toBe(1);
  expect(chiSquareTail(-1, 3)).toBeNaN();
});

test('a split as planned passes, one that is off by much does not', () => {
  expect(
    sampleRatio([
      { count: 5_020, weight: 1 },
      { count: 4_980, weight: 1 },
    ]),
  ).toMatchObject({ asPlanned: true });
  // (5300 - 5000)^2 / 5000 + (4700 - 5000)^2 / 5000 = 36
  const off = sampleRatio([
    { count: 5_300, weight: 1 },
    { count: 4_700, weight: 1 },
  ])!;
  expect(off.chiSquare).toBeCloseTo(36, 10);
  expect(off.asPlanned).toBe(false);
  expect(
    sampleRatio([
      { count: 900, weight: 9 },
      { count: 100, weight: 1 },
    ])!.chiSquare,
  ).toBe(0);
});

test('Hillstrom’s published counts are an even split', () => {
  // SciPy: chisquare([21306, 21307, 21387]).
  const arms = [21_306, 21_307, 21_387].map((count) => ({ count, weight: 1 }));
  expect(sampleRatio(arms)!.pValue).toBeCloseTo(0.9036929575604196, 10);
});

test('parts that were drawn by different shares are each held against their own', () => {
  const first = [520, 480, 500].map((count) => ({ count, weight: 1 }));
  const second = [700, 200, 110].map((count, i) => ({ count, weight: [7, 2, 1][i]! }));
  // NumPy: d = sum of (count - n p), V = sum of n (diag(p) - p p'), without the last arm; d V^-1 d, scipy.stats.chi2.sf(., 2).
  const split = sampleRatio(first, second)!;
  expect(split.chiSquare).toBeCloseTo(0.9792700747718437, 10);
  expect(split.pValue).toBeCloseTo(0.612850020719871, 10);
  expect(split.degreesOfFreedom).toBe(2);
  // By one of the two shares alone the same counts would look broken.
  const all = first.map(({ count }, i) => ({ count: count + second[i]!.count, weight: 1 }));
  expect(sampleRatio(all)!.asPlanned).toBe(false);
  // A part without anybody says nothing.
  expect(
    sampleRatio(
      first,
      second,
      first.map(({ weight }) => ({ count: 0, weight })),
    ),
  ).toEqual(split);
});

test('without anybody, or without a second arm, there is nothing to check', () => {
  expect(
    sampleRatio([
      { count: 0, weight: 1 },
      { count: 0, weight: 1 },
    ]),
  ).toBeNull();
  expect(
    sampleRatio([
      { count: 12, weight: 1 },
      { count: 0, weight: 0 },
    ]),
  ).toBeNull();
});

// Expected values: the formula by hand (n = 10 and 100, z = 1.959964).
test.each([
  [0, 10, 0, 0.277533],
  [10, 10, 0.722467, 1],
  [71, 100, 0.614611, 0.789852],
])('%d of %d', (successes, observed, low, high) => {
  const interval = wilsonInterval(successes, observed)!;
  expect(interval.low).toBeCloseTo(low, 6);
  expect(interval.high).toBeCloseTo(high, 6);
});
