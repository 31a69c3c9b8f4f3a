import { expect, test } from 'vitest';
import { detectableEffect } from '../../../retention/experiments/detectable-effect.ts';
import { duration } from '../../../retention/experiments/duration.ts';
import { powerOf } from '../../../retention/experiments/power-of.ts';
import { unitsNeeded } from '../../../retention/experiments/units-needed.ts';

const rate = (mean: number) => ({
  baseline: { mean, sd: null },
  shares: [0.5, 0.5],
  alpha: 0.05,
  power: 0.8,
  explained: 0,
  sequential: null,
});
const mean = { ...rate(0), baseline: { mean: 20, sd: 10 } };

// Expected values: SciPy 1.17, brentq over norm.cdf(d - z) + norm.cdf(-d - z).
test.each([
  ['10 % to 12 %', rate(0.1), 0.02, 7676.18557812102],
  ['a mean by 1.5 of sd 10', mean, 1.5, 1395.3529794357687],
  [
    'the same, 80 to 20, alpha .01, power .9',
    { ...mean, shares: [0.8, 0.2], alpha: 0.01, power: 0.9 },
    1.5,
    4133.163101806243,
  ],
  ['the same with 40 % explained', { ...mean, explained: 0.4 }, 1.5, 837.2117876614608],
])('%s', (_, design, effect, expected) => {
  const units = unitsNeeded(design, effect);
  expect(units).toBe(Math.ceil(expected));
  expect(powerOf(design, effect, units)).toBeCloseTo(design.power, 3);
  expect(detectableEffect(design, units)! / effect).toBeCloseTo(1, 3);
});

test('more arms, and always-valid intervals, ask for more', () => {
  const two = unitsNeeded(mean, 1.5);
  // Three arms: each pair is 2/3 of the units, at alpha .025.
  expect(unitsNeeded({ ...mean, shares: [1 / 3, 1 / 3, 1 / 3] }, 1.5)).toBeGreaterThan(1.5 * two);
  const sequential = unitsNeeded({ ...mean, sequential: { tuning: 5_000 } }, 1.5);
  expect(sequential / two).toBeGreaterThan(1.3);
  expect(sequential / two).toBeLessThan(3);
});

test.each([
  [() => unitsNeeded(rate(0.1), 0), /zero cannot be seen/],
  [() => unitsNeeded(rate(0.1), 0.95), /a rate lies between 0 and 1/],
  [() => unitsNeeded(rate(1.2), 0.1), /rate of 1.2/],
  [() => unitsNeeded({ ...mean, baseline: { mean: 3, sd: 0 } }, 1), /standard deviation is 0/],
  [() => unitsNeeded({ ...mean, shares: [1] }, 1), /two shares or more/],
  [() => unitsNeeded({ ...mean, shares: [1, 0] }, 1), /share above 0/],
  [() => unitsNeeded({ ...mean, explained: 1 }, 1), /from 0 to below 1/],
  [() => unitsNeeded({ ...mean, power: 0.01 }, 1), /power is 0.01/],
  [() => detectableEffect(mean, 3), /too few/],
  [() => duration(100, 0, 90), /0 shoppers a day/],
])('refuses what cannot be planned (%#)', (plan, sentence) => {
  expect(plan).toThrow(sentence);
});

test('a rate that cannot rise far enough has no detectable effect', () => {
  expect(detectableEffect(rate(0.98), 20)).toBeNull();
});

test('enrolment lasts whole weeks, then the last shopper is watched', () => {
  expect(duration(1_000, 100, 90)).toEqual({ enrolmentDays: 14, totalDays: 104 });
  expect(duration(700, 100, 0)).toEqual({ enrolmentDays: 7, totalDays: 7 });
});
