import { expect, test } from 'vitest';
import { banditShares } from '../../../retention/experiments/bandit-shares.ts';
import { betaPosterior } from '../../../retention/experiments/beta-posterior.ts';
import { normalPosterior } from '../../../retention/experiments/normal-posterior.ts';
import { probabilityBest } from '../../../retention/experiments/probability-best.ts';

// Expected values: SciPy 1.17, integrate.quad over stats.norm and stats.beta, optimize.brentq for the limits.
test.each([
  [
    'a prior of its own',
    { mean: 0, sd: 0.3 },
    [0.2360655737704918, -0.1403559362715412, 0.6124870838125247, 0.8904929728622213, 0.010146142235361356],
  ],
  [
    'the flat prior',
    undefined,
    [0.4, -0.0899909961350136, 0.8899909961350135, 0.945200708300442, 0.005810491990040693],
  ],
] as const)(
  'normal posterior of .4 +- .25 under %s',
  (_, prior, [estimate, lower, upper, chanceToWin, expectedLoss]) => {
    const found = normalPosterior(0.4, 0.25, prior);
    expect(found.estimate).toBeCloseTo(estimate, 12);
    expect(found.lower).toBeCloseTo(lower, 10);
    expect(found.upper).toBeCloseTo(upper, 10);
    expect(found.chanceToWin).toBeCloseTo(chanceToWin, 12);
    expect(found.expectedLoss).toBeCloseTo(expectedLoss, 12);
  },
);

test('without spread the posterior is the estimate', () => {
  expect(normalPosterior(-2, 0)).toEqual({
    estimate: -2,
    lower: -2,
    upper: -2,
    chanceToWin: 0,
    expectedLoss: 2,
  });
  expect(normalPosterior(0, 0).chanceToWin).toBe(0.5);
});

test.each([
  [
    [12, 140],
    [21, 150],
    [
      0.053187546330615273, -0.019837078983060596, 0.1268526799030105, 0.9243527301756647,
      0.001289750949569872,
    ],
  ],
  [
    [0, 50],
    [3, 60],
    [
      0.04528535980148883, -0.02265440910833021, 0.12314170529273281, 0.9159764733159228,
      0.0015586392798782182,
    ],
  ],
  [
    [1500, 15_000],
    [1550, 15_000],
    [
      0.003332888948140253, -0.003507190014009501, 0.01017400867241199, 0.8302291348804579,
      0.00031652308809461405,
    ],
  ],
  [
    [1617, 14_977],
    [2278, 15_055],
    [0.043340280563606615, 0.035762446001411013, 0.050925512528173934, 1, 0],
  ],
] as const)('rates %j and %j', (control, treated, [estimate, lower, upper, chanceToWin, expectedLoss]) => {
  const found = betaPosterior(
    { successes: control[0], n: control[1] },
    { successes: treated[0], n: treated[1] },
  );
  expect(found.estimate).toBeCloseTo(estimate, 12);
  expect(found.lower).toBeCloseTo(lower, 9);
  expect(found.upper).toBeCloseTo(upper, 9);
  expect(found.chanceToWin).toBeCloseTo(chanceToWin, 9);
  expect(found.expectedLoss).toBeCloseTo(expectedLoss, 9);
});

test('without data both rates are uniform', () => {
  const found = betaPosterior({ successes: 0, n: 0 }, { successes: 0, n: 0 });
  // The difference of two uniforms is triangular: 2.5 % lie beyond 1 - sqrt(.05); E[max(A - B, 0)] = 1/6.
  expect(found.chanceToWin).toBeCloseTo(0.5, 9);
  expect(found.upper).toBeCloseTo(1 - Math.sqrt(0.05), 9);
  expect(found.expectedLoss).toBeCloseTo(1 / 6, 9);
});

const three = [
  { mean: 1, sd: 0.2 },
  { mean: 1.2, sd: 0.3 },
  { mean: 0.7, sd: 0.05 },
];

test('probability to be best, and the shares of top-two sampling', () => {
  const best = [0.2870652365642986, 0.7086906913394007, 0.0042440720963008455];
  probabilityBest(three).forEach((value, k) => {
    expect(value).toBeCloseTo(best[k]!, 9);
  });
  // By hand from those: .5 p_k + .5 sum over j of p_j p_k / (1 - p_j).
  const shares = [0.4933272818233762, 0.4985337969413096, 0.008138921235314402];
  banditShares(three, { floor: 0 }).shares.forEach((value, k) => {
    expect(value).toBeCloseTo(shares[k]!, 9);
  });
  banditShares(three, { floor: 0, leaderShare: 1 }).shares.forEach((value, k) => {
    expect(value).toBeCloseTo(best[k]!, 9);
  });
});

test('no arm falls below the floor, however surely it loses', () => {
  const { shares } = banditShares([...three, { mean: -40, sd: 0.01 }], { floor: 0.05 });
  expect(Math.min(...shares)).toBeGreaterThanOrEqual(0.05);
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  expect(banditShares([{ mean: 1, sd: 1 }], { floor: 0.1 }).shares).toEqual([1]);
  expect(banditShares([three[0]!, three[0]!], { floor: 0.1 }).shares).toEqual([0.5, 0.5]);
  expect(
    banditShares(
      [
        { mean: 1e6, sd: 1e-3 },
        { mean: 0, sd: 1e-3 },
      ],
      { floor: 0 },
    ).shares,
  ).toEqual([0.5, 0.5]);
});
