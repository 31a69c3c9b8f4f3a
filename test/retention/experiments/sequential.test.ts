import { expect, test } from 'vitest';
import { readGuardrail } from '../../../retention/experiments/guardrail.ts';
import { sequentialBound } from '../../../retention/experiments/sequential-bound.ts';
import { sequentialInterval } from '../../../retention/experiments/sequential-interval.ts';

// Expected values: NumPy, equations 9, 155 and 161 of arXiv 2103.06476 written out with sigma^2 = se^2 n and rho.
test.each([
  [0.3, 0.08, 12_000, 0.05, 5_000, 0.05392353554281265, 0.5460764644571874, 0.005619718634812738],
  [-1.2, 0.5, 300, 0.1, 1_000, -2.6710057350432788, 0.2710057350432791, 0.25812461262873376],
])('always-valid interval of %d +- %d', (estimate, error, n, alpha, tuning, lower, upper, pValue) => {
  const found = sequentialInterval(estimate, error, n, { alpha, tuning });
  expect(found.lower).toBeCloseTo(lower, 12);
  expect(found.upper).toBeCloseTo(upper, 12);
  expect(found.pValue).toBeCloseTo(pValue, 12);
});

test('the interval excludes zero exactly when the p-value is below alpha', () => {
  const settings = { alpha: 0.05, tuning: 5_000 };
  for (let n = 50; n < 1e6; n *= 3) {
    const { upper } = sequentialInterval(0, 1, n, settings);
    expect(sequentialInterval(upper, 1, n, settings).pValue).toBeCloseTo(0.05, 9);
  }
});

test('one-sided bound', () => {
  const settings = { alpha: 0.05, tuning: 5_000 };
  expect(sequentialBound(0.3, 0.08, 12_000, settings)).toBeCloseTo(0.07474144509547867, 12);
  // It asks for less than the two-sided interval.
  expect(sequentialBound(0.3, 0.08, 12_000, settings)).toBeGreaterThan(
    sequentialInterval(0.3, 0.08, 12_000, settings).lower,
  );
  expect(sequentialBound(2, 0, 10, settings)).toBe(2);
});

test('a guardrail stops for proven harm beyond what is put up with, only', () => {
  const arm = (mean: number, standardError = 0.002) => ({
    arm: 'x',
    n: 10_000,
    mean,
    standardError,
    degreesOfFreedom: Number.POSITIVE_INFINITY,
  });
  const settings = { alpha: 0.05, tuning: 5_000 };
  const complaints = { harmIs: 'higher', tolerated: 0 } as const;
  expect(readGuardrail(arm(0.02), arm(0.04), complaints, settings).state).toBe('crossed');
  expect(readGuardrail(arm(0.02), arm(0.04), { ...complaints, tolerated: 0.02 }, settings).state).toBe(
    'open',
  );
  expect(readGuardrail(arm(0.02), arm(0.021), { ...complaints, tolerated: 0.02 }, settings).state).toBe(
    'safe',
  );
  expect(readGuardrail(arm(0.04), arm(0.02), complaints, settings).state).toBe('safe');
  const revenue = readGuardrail(arm(0.04), arm(0.02), { harmIs: 'lower', tolerated: 0 }, settings);
  expect(revenue.state).toBe('crossed');
  expect(revenue.harm).toBeCloseTo(0.02, 12);
  // Without any spread yet (no complaint at all) nothing is proven.
  expect(readGuardrail(arm(0, 0), arm(0, 0), complaints, settings).state).toBe('open');
});
