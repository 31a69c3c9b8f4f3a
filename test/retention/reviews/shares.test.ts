import { expect, it } from 'vitest';
import { SeededRandom } from '../../../core/seeded-random.ts';
import { beforeAfter } from '../../../retention/reviews/before-after.ts';
import { shrinkShares } from '../../../retention/reviews/shrink-shares.ts';
import { binomial } from './binomial.ts';

it('puts forty of sixty above three of three', () => {
  const others = Array.from({ length: 30 }, (_, i) => ({ count: i % 4, of: 20 }));
  const [few, many] = shrinkShares([{ count: 3, of: 3 }, { count: 40, of: 60 }, ...others]);
  expect(few!.estimate).toBeLessThan(many!.estimate);
  expect(few!.low).toBeLessThan(many!.low);
});

it('covers the true shares, and is nearer to them than the raw shares', () => {
  const random = new SeededRandom('products');
  let [covered, all, shrunkError, rawError] = [0, 0, 0, 0];
  for (let world = 0; world < 20; world++) {
    const truths = Array.from({ length: 40 }, () => (random.next() + random.next() + random.next()) / 6);
    const rows = truths.map((share) => {
      const of = 3 + random.nextInt(25);
      return { count: binomial(random, of, share), of };
    });
    shrinkShares(rows).forEach(({ estimate, low, high }, i) => {
      all++;
      if (low <= truths[i]! && truths[i]! <= high) covered++;
      shrunkError += (estimate - truths[i]!) ** 2;
      rawError += (rows[i]!.count / rows[i]!.of - truths[i]!) ** 2;
    });
  }
  expect(covered / all).toBeGreaterThan(0.92);
  expect(shrunkError).toBeLessThan(0.75 * rawError);
});

it('stays defined for one product, for none, and for shares of 0 and 1', () => {
  expect(shrinkShares([])).toEqual([]);
  for (const rows of [
    [{ count: 0, of: 0 }],
    [
      { count: 7, of: 7 },
      { count: 9, of: 9 },
    ],
    [{ count: 0, of: 50 }],
  ])
    for (const { estimate, low, high } of shrinkShares(rows)) {
      expect(low).toBeGreaterThanOrEqual(0);
      expect(estimate).toBeGreaterThan(low);
      expect(estimate).toBeLessThan(high);
      expect(high).toBeLessThanOrEqual(1);
    }
});

it('gives the interval of a difference as published: 56/70 against 48/80 (Newcombe 1998, table II a, method 10)', () => {
  const change = beforeAfter({ count: 48, of: 80 }, { count: 56, of: 70 })!;
  expect(change.estimate).toBeCloseTo(0.2, 10);
  expect(change.low).toBeCloseTo(0.0524, 4);
  expect(change.high).toBeCloseTo(0.3339, 4);
  expect(beforeAfter({ count: 0, of: 0 }, { count: 1, of: 2 })).toBeNull();
});

it('finds the mode that a grid search outside this code finds', () => {
  const rows = [
    [3, 20],
    [10, 20],
    [1, 30],
    [7, 9],
    [0, 4],
  ].map(([count, of]) => ({ count: count!, of: of! }));
  // Halving grid over logit mean and log concentration with math.lgamma of Python: mean .276708, concentration 4.506994.
  const expected = [0.173303, 0.458935, 0.065121, 0.610582, 0.1466];
  for (const [i, { estimate }] of shrinkShares(rows).entries()) expect(estimate).toBeCloseTo(expected[i]!, 5);
});
