import { expect, test } from 'vitest';
import { epsilonChoices, frontierPoint, spreadOfSum } from '../../../retention/allocation/frontier.ts';

/** Each option adds 10 of margin for 4 of SR and 2 of money, or 16 for 12 and 5. */
const problem = {
  shoppers: Array.from({ length: 100 }, () => [
    { deltaCents: 10, srLossCents: 4, costsCents: [2] },
    { deltaCents: 16, srLossCents: 12, costsCents: [5] },
  ]),
  budgetsCents: [1_000],
};

test('without SR to lose nothing is given; with all of it everybody gets the most', () => {
  expect(frontierPoint(problem, 10_000, 0)).toMatchObject({ deltaCents: 0, given: 0 });
  expect(frontierPoint(problem, 10_000, -0.01)).toBeNull();
  const all = frontierPoint(problem, 100_000, 0.1);
  expect(all).toMatchObject({ deltaCents: 1_600, srLossCents: 1_200, given: 100, lambda: 0 });
});

test('SR goes first to the option that adds most for it, and its price says what a cent more would add', () => {
  // 200 of SR: fifty of the first option, at 10 / 4 of margin for a cent.
  const point = frontierPoint(problem, 10_000, 0.02)!;
  expect(point.srLossCents).toBeLessThanOrEqual(200);
  expect(point.lambda).toBeCloseTo(2.5, 3);
  expect(point.boundCents).toBeCloseTo(500, 1);
});

test('a gain of SR can be demanded where something adds it, and costs margin', () => {
  const adding = {
    shoppers: Array.from({ length: 50 }, () => [
      { deltaCents: 10, srLossCents: -2, costsCents: [2] },
      { deltaCents: 4, srLossCents: -8, costsCents: [6] },
    ]),
    budgetsCents: [250],
  };
  // Everybody the first: 100 of SR gained. 160 of it takes ten of the second, 6 of margin for 6 of SR.
  const free = frontierPoint(adding, 10_000, 0)!;
  expect(free).toMatchObject({ deltaCents: 500, srLossCents: -100, lambda: 0 });
  const demanded = frontierPoint(adding, 10_000, -0.016)!;
  expect(demanded.srLossCents).toBeLessThanOrEqual(-160);
  expect(demanded.lambda).toBeCloseTo(1, 3);
  expect(demanded.boundCents).toBeCloseTo(440, 1);
  // The money is enough for 37 of the second, not for 50.
  expect(frontierPoint(adding, 10_000, -0.04)).toBeNull();
});

test('more SR to lose never adds less', () => {
  const points = epsilonChoices
    .filter((epsilon) => epsilon >= 0)
    .map((epsilon) => frontierPoint(problem, 10_000, epsilon)!);
  for (const [i, point] of points.entries()) {
    expect(point.srLossCents).toBeLessThanOrEqual(point.epsilon * 10_000 + 1e-6);
    if (i > 0) expect(point.boundCents).toBeGreaterThanOrEqual(points[i - 1]!.boundCents - 1e-6);
  }
});

test('the spread of a sum is 1.96 standard deviations times the root of the count', () => {
  // Standard deviation of 1, 2, 3, 4 with n - 1: 1.2909944; times sqrt(4) * 1.96.
  expect(spreadOfSum([1, 2, 3, 4])).toBeCloseTo(5.0606982, 6);
  expect(spreadOfSum([7])).toBe(0);
  expect(spreadOfSum([])).toBe(0);
});
