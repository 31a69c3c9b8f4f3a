import { expect, test } from 'vitest';
import { benjaminiHochberg, holm } from '../../../retention/experiments/adjust-p-values.ts';
import { quantileEstimate } from '../../../retention/experiments/quantile-estimate.ts';
import { winsorise } from '../../../retention/experiments/winsorise.ts';

const pValues = [0.01, 0.04, 0.03, 0.005, 0.5];

test('Holm by hand, Benjamini and Hochberg by SciPy’s false_discovery_control', () => {
  holm(pValues).forEach((p, i) => {
    expect(p).toBeCloseTo([0.04, 0.09, 0.09, 0.025, 0.5][i]!, 12);
  });
  benjaminiHochberg(pValues).forEach((p, i) => {
    expect(p).toBeCloseTo([0.025, 0.05, 0.05, 0.025, 0.5][i]!, 12);
  });
  expect(holm([])).toEqual([]);
  expect(benjaminiHochberg([0.2])).toEqual([0.2]);
});

test('caps at a quantile of everybody, below too where values are negative', () => {
  const values = Float64Array.from({ length: 101 }, (_, i) => i);
  const found = winsorise(values, { quantile: 0.95 });
  expect(found).toMatchObject({ lower: null, upper: 95, capped: 5 });
  expect(Math.max(...found.values)).toBe(95);
  const both = winsorise(
    values.map((value) => value - 50),
    { quantile: 0.75 },
  );
  expect(both).toMatchObject({ lower: -25, upper: 25, capped: 50 });
  const spend = Float64Array.of(0, 0, 0, 0, 0, 0, 10, 20, 30, 1_000);
  expect(winsorise(spend, { quantile: 0.9 }).upper).toBeCloseTo(127, 9);
  expect(winsorise(spend, { quantile: 0.5, aboveZero: true })).toMatchObject({ upper: 25, capped: 2 });
  expect(winsorise(Float64Array.of(0, 0), { quantile: 0.9, aboveZero: true }).capped).toBe(0);
});

test('a quantile has the standard error of its order statistics', () => {
  const n = 10_001;
  const values = Float64Array.from({ length: n }, (_, i) => i / (n - 1));
  const alone = { values, units: Int32Array.from({ length: n }, (_, i) => i), unitCount: n };
  const found = quantileEstimate('a', alone, 0.5);
  // Of a uniform distribution: sqrt(p (1 - p) / n) / density.
  expect(found).toMatchObject({ mean: 0.5, standardError: expect.closeTo(0.5 / Math.sqrt(n), 5) });
  // Four rows of one value each: a quarter of the units, twice the error.
  const four = {
    values: values.map((_, i) => Math.floor(i / 4) / (n / 4)),
    units: Int32Array.from({ length: n }, (_, i) => Math.floor(i / 4)),
    unitCount: 2_501,
  };
  expect(quantileEstimate('a', four, 0.5)).toMatchObject({
    n: 2_501,
    standardError: expect.closeTo(1 / Math.sqrt(n), 3),
  });
});

test('a quantile among equal values, or too far out, says so', () => {
  const units = Int32Array.from({ length: 50 }, (_, i) => i);
  const values = Float64Array.from({ length: 50 }, (_, i) => (i < 40 ? 0 : i));
  expect(quantileEstimate('a', { values, units, unitCount: 50 }, 0.5)).toEqual({ problem: 'ties' });
  expect(quantileEstimate('a', { values, units, unitCount: 50 }, 0.99)).toEqual({ problem: 'too_few' });
  expect(
    quantileEstimate('a', { values: Float64Array.of(1), units: Int32Array.of(0), unitCount: 1 }, 0.5),
  ).toEqual({ problem: 'too_few' });
});
