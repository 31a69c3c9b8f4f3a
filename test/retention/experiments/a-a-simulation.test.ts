import { expect, test } from 'vitest';
import { exponential, normal } from '../../../core/distributions.ts';
import { SeededRandom } from '../../../core/seeded-random.ts';
import type { ArmEstimate } from '../../../retention/experiments/arm-estimate.ts';
import { compareArms } from '../../../retention/experiments/compare-arms.ts';
import { cuped } from '../../../retention/experiments/cuped.ts';
import { estimateMean } from '../../../retention/experiments/estimate-mean.ts';
import { readGuardrail } from '../../../retention/experiments/guardrail.ts';
import { lineariseRatio } from '../../../retention/experiments/linearise-ratio.ts';
import { postStratify } from '../../../retention/experiments/post-stratify.ts';
import { sampleRatio } from '../../../retention/experiments/sample-ratio.ts';
import { covarianceMatrix } from '../../../retention/numerics/covariance-matrix.ts';
import { meanAndVariance } from '../../../retention/numerics/mean-and-variance.ts';

/** The count lies within this of runs * share with probability .9999. */
const tolerance = (runs: number, share: number) => 3.9 * Math.sqrt(runs * share * (1 - share));
const moments = (...columns: number[][]) => ({ arm: '', ...covarianceMatrix(columns) });
const many = (count: number, draw: () => number) => Array.from({ length: count }, draw);

test.each([
  ['normal', (random: SeededRandom) => normal(random)],
  ['skewed', (random: SeededRandom) => exponential(random, 1)],
  ['spend of one in ten', (random: SeededRandom) => (random.next() < 0.1 ? exponential(random, 0.02) : 0)],
])('A/A at one look, %s: false alarms at their nominal 5 %%', (name, draw) => {
  const random = new SeededRandom(`a/a ${name}`);
  const runs = 2_000;
  let alarms = 0;
  for (let run = 0; run < runs; run++) {
    const arm = () => estimateMean(moments(many(300, () => draw(random))));
    if (compareArms(arm(), arm()).pValue < 0.05) alarms++;
  }
  expect(Math.abs(alarms - 0.05 * runs)).toBeLessThan(tolerance(runs, 0.05));
});

test('A/A at one look, rates, and several conversations of one shopper', () => {
  const random = new SeededRandom('a/a clustered');
  const runs = 2_000;
  let rates = 0;
  let clustered = 0;
  let naive = 0;
  for (let run = 0; run < runs; run++) {
    const rate = () => estimateMean(moments(many(400, () => (random.next() < 0.2 ? 1 : 0))), 'rate');
    if (compareArms(rate(), rate()).pValue < 0.05) rates++;
    // Shoppers have 1 to 6 conversations, alike among themselves.
    const shoppers = () => {
      const sums: number[] = [];
      const sizes: number[] = [];
      const rows: number[] = [];
      for (let shopper = 0; shopper < 150; shopper++) {
        const own = normal(random);
        const values = many(1 + random.nextInt(6), () => own + normal(random));
        rows.push(...values);
        sums.push(values.reduce((sum, value) => sum + value, 0));
        sizes.push(values.length);
      }
      return {
        ratio: estimateMean(lineariseRatio(moments(sums, sizes))!),
        rows: estimateMean(moments(rows)),
      };
    };
    const [a, b] = [shoppers(), shoppers()];
    if (compareArms(a.ratio, b.ratio).pValue < 0.05) clustered++;
    if (compareArms(a.rows, b.rows).pValue < 0.05) naive++;
  }
  expect(Math.abs(rates - 0.05 * runs)).toBeLessThan(tolerance(runs, 0.05));
  expect(Math.abs(clustered - 0.05 * runs)).toBeLessThan(tolerance(runs, 0.05));
  // Conversations taken for shoppers of their own cry three times as often.
  expect(naive / runs).toBeGreaterThan(0.12);
});

test('looked at daily for eight weeks, the fixed test cries wolf and the always-valid interval does not', () => {
  const random = new SeededRandom('a/a daily');
  const runs = 1_000;
  const cried = { fixed: 0, sequential: 0, guardrail: 0 };
  for (let run = 0; run < runs; run++) {
    const sums = [0, 1].map(() => ({ n: 0, sum: 0, squares: 0 }));
    const seen = { fixed: false, sequential: false, guardrail: false };
    for (let day = 0; day < 56; day++) {
      for (const arm of sums)
        for (let shopper = 0; shopper < 60; shopper++) {
          const spend = exponential(random, 1);
          arm.n += 1;
          arm.sum += spend;
          arm.squares += spend * spend;
        }
      const [control, treated] = sums.map(({ n, sum, squares }) =>
        estimateMean({ arm: '', n, means: [sum / n], covariance: [[(squares - (sum * sum) / n) / (n - 1)]] }),
      );
      const { pValue, sequential } = compareArms(control!, treated!);
      seen.fixed ||= pValue < 0.05;
      seen.sequential ||= sequential.lower > 0 || sequential.upper < 0;
      seen.guardrail ||=
        readGuardrail(control!, treated!, { harmIs: 'lower', tolerated: 0 }, { alpha: 0.05, tuning: 5_000 })
          .state === 'crossed';
    }
    for (const key of ['fixed', 'sequential', 'guardrail'] as const) if (seen[key]) cried[key]++;
  }
  expect(cried.fixed / runs).toBeGreaterThan(0.25);
  expect(cried.sequential).toBeLessThanOrEqual(0.05 * runs + tolerance(runs, 0.05));
  expect(cried.guardrail).toBeLessThanOrEqual(0.05 * runs + tolerance(runs, 0.05));
  // The figures that docs/science/experiments.md quotes.
  expect(cried).toMatchInlineSnapshot(`
    {
      "fixed": 338,
      "guardrail": 22,
      "sequential": 17,
    }
  `);
});

test('CUPED is unbiased, keeps 5 %, and finds what the plain test misses', () => {
  const random = new SeededRandom('cuped');
  const runs = 1_500;
  const effect = 0.15;
  const estimates: number[] = [];
  let alarms = 0;
  const found = { plain: 0, cuped: 0 };
  for (let run = 0; run < runs; run++) {
    const arm = (shift: number) => {
      const before = many(150, () => normal(random));
      return moments(
        before.map((value) => 0.8 * value + 0.6 * normal(random) + shift),
        before,
      );
    };
    const [control, same, treated] = [arm(0), arm(0), arm(effect)];
    const nothing = cuped([control, same]).estimates;
    if (compareArms(nothing[0]!, nothing[1]!).pValue < 0.05) alarms++;
    const adjusted = cuped([control, treated]).estimates;
    const comparison = compareArms(adjusted[0]!, adjusted[1]!);
    estimates.push(comparison.estimate);
    if (comparison.pValue < 0.05) found.cuped++;
    if (compareArms(estimateMean(control), estimateMean(treated)).pValue < 0.05) found.plain++;
  }
  const { mean, variance } = meanAndVariance(estimates);
  expect(Math.abs(mean - effect)).toBeLessThan(3.9 * Math.sqrt(variance / runs));
  expect(Math.abs(alarms - 0.05 * runs)).toBeLessThan(tolerance(runs, 0.05));
  expect(found.cuped).toBeGreaterThan(1.8 * found.plain);
});

/** Control at `base` standard errors of its first day above zero, treated 20 % above it. */
test.each([2, 4])(
  'the lift’s interval misses at its nominal 5 %%, at every look too, control at %i standard errors',
  (base) => {
    const random = new SeededRandom(`lift ${base}`);
    const runs = 3_000;
    const lift = 0.2;
    const missed = { fixed: 0, sequential: 0 };
    for (let run = 0; run < runs; run++) {
      const sums = [base, base * (1 + lift)].map((mean) => ({ mean, n: 0, sum: 0 }));
      let [fixed, sequential] = [false, false];
      for (let day = 1; day <= 30; day++) {
        const [control, treated] = sums.map((arm) => {
          // A day of 400 shoppers whose mean has a standard error of 1.
          arm.n += 400;
          arm.sum += 400 * (arm.mean + normal(random));
          return {
            arm: '',
            n: arm.n,
            mean: arm.sum / arm.n,
            standardError: Math.sqrt(400 / arm.n),
            degreesOfFreedom: Number.POSITIVE_INFINITY,
          };
        });
        const { relative } = compareArms(control!, treated!);
        const misses = (interval: { lower: number; upper: number } | null | undefined) =>
          interval !== null && interval !== undefined && (interval.lower > lift || interval.upper < lift);
        if (day === 30) fixed = misses(relative);
        sequential ||= misses(relative?.sequential);
      }
      missed.fixed += Number(fixed);
      missed.sequential += Number(sequential);
    }
    expect(Math.abs(missed.fixed - 0.05 * runs)).toBeLessThan(tolerance(runs, 0.05));
    expect(missed.sequential).toBeLessThanOrEqual(0.05 * runs + tolerance(runs, 0.05));
  },
);

test('CUPED’s and post-stratified lifts keep their 5 % where everybody’s covariate is uncertain itself', () => {
  const random = new SeededRandom('adjusted lift');
  const runs = 2_000;
  const missed = { cuped: 0, stratified: 0, forgetful: 0 };
  for (let run = 0; run < runs; run++) {
    // Spend follows the spend before closely; treated spend half as much again.
    const draw = (factor: number) => {
      const before = many(80, () => exponential(random, 1));
      return { before, spend: before.map((value) => factor * (value + 0.15 * exponential(random, 1))) };
    };
    const arms = [draw(1), draw(1.5)];
    const { estimates } = cuped(arms.map(({ before, spend }) => moments(spend, before)));
    const strata = [0, 1, 2].map((stratum) =>
      arms.map(({ before, spend }) =>
        estimateMean(moments(spend.filter((_, i) => Math.min(2, Math.floor(before[i]! / 0.7)) === stratum))),
      ),
    );
    const off = ([control, treated]: readonly ArmEstimate[]) => {
      const { lower, upper } = compareArms(control!, treated!).relative!;
      return Number(lower > 0.5 || upper < 0.5);
    };
    missed.cuped += off(estimates);
    missed.stratified += off(postStratify(strata));
    missed.forgetful += off(estimates.map(({ shared: _, ...rest }) => rest));
  }
  expect(Math.abs(missed.cuped - 0.05 * runs)).toBeLessThan(0.015 * runs + tolerance(runs, 0.05));
  expect(Math.abs(missed.stratified - 0.05 * runs)).toBeLessThan(0.015 * runs + tolerance(runs, 0.05));
  expect(missed).toMatchInlineSnapshot(`
    {
      "cuped": 95,
      "forgetful": 10,
      "stratified": 116,
    }
  `);
});

test('the check of the split cries one time in a thousand, and finds a tenth of an arm lost', () => {
  const random = new SeededRandom('srm');
  const runs = 1_000;
  const cries = (lost: number) => {
    const counts = [0, 0];
    for (let shopper = 0; shopper < 10_000; shopper++) {
      const arm = random.nextInt(2);
      if (arm === 0 || random.next() >= lost) counts[arm]! += 1;
    }
    return sampleRatio(counts.map((count) => ({ count, weight: 1 })))!.asPlanned ? 0 : 1;
  };
  const count = (lost: number) =>
    many(runs, () => cries(lost)).reduce<number>((sum, cried) => sum + cried, 0);
  expect(count(0)).toBeLessThanOrEqual(0.001 * runs + tolerance(runs, 0.001));
  // 500 of 5,000 lost are 500 / sqrt(9500) = 5.13 standard deviations; 3.29 of them cry: power .967.
  expect(Math.abs(count(0.1) - 0.967 * runs)).toBeLessThan(tolerance(runs, 0.967));
});
