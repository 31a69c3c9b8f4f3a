import { describe, expect, test } from 'vitest';
import { gamma } from '../../../../core/distributions.ts';
import { SeededRandom } from '../../../../core/seeded-random.ts';
import { expectedAmount, fitGammaGamma } from '../../../../retention/value/models/gamma-gamma.ts';

/** Amounts drawn as the model says. */
function amounts(n: number) {
  const random = new SeededRandom('gamma-gamma');
  const [p, q, v] = [3, 4, 30];
  const frequency = Float64Array.from({ length: n }, () => random.nextInt(6));
  const monetary = frequency.map((x) => {
    const nu = gamma(random, q) / v;
    return x === 0 ? 0 : gamma(random, p * x) / nu / x;
  });
  return { frequency, monetary, truth: { p, q, v } };
}

test('finds the parameters of amounts made by it within three standard errors', () => {
  const { frequency, monetary, truth } = amounts(5000);
  const fit = fitGammaGamma(frequency, monetary);
  expect(fit.n).toBe(frequency.filter((x) => x > 0).length);
  for (const [name, value] of Object.entries(truth))
    expect(Math.abs(fit.parameters[name]! - value) / fit.standardErrors[name]!, name).toBeLessThan(3);
  expect(fit.warnings).toEqual([]);
});

test('expected amounts as published (lifetimes, test_estimation.py)', () => {
  // The first ten rows of the CDNOW summary.
  const rows = [
    [2, 22.35, 24.65],
    [1, 11.77, 18.91],
    [0, 0, 35.17],
    [7, 73.74, 71.46],
    [2, 25.55, 27.28],
  ] as const;
  for (const [x, mean, expected] of rows)
    expect(Math.abs(expectedAmount({ p: 6.25, q: 3.74, v: 15.44 }, x, mean) - expected)).toBeLessThan(0.1);
});

test('an expectation that does not exist is no number', () => {
  expect(expectedAmount({ p: 2, q: 0.9, v: 5 }, 0, 0)).toBeNaN();
  expect(expectedAmount({ p: 2, q: 0.9, v: 5 }, 1, 10)).toBeCloseTo((2 * 15) / 1.9, 12);
});

describe('refusals', () => {
  const many = Float64Array.from({ length: 20 }, () => 2);
  test.each([
    ['nobody came back', new Float64Array(30), new Float64Array(30), /no shopper has bought twice/],
    ['too few', many.slice(0, 4), Float64Array.of(1, 2, 3, 4), /amounts of 4 repeat buyers/],
    ['a constant', many, many.map(() => 9.5), /every mean amount is 9.5/],
    ['nothing paid', many, many.map((_, i) => i), /row 1: the mean amount of 2 purchases is 0/],
    ['NaN', many, many.map((_, i) => (i === 3 ? Number.NaN : i + 1)), /row 4: .* NaN/],
    ['negative', many, many.map((_, i) => (i === 2 ? -7 : i + 1)), /row 3: .* -7/],
  ])('%s', (_, frequency, monetary, sentence) => {
    expect(() => fitGammaGamma(frequency, monetary)).toThrow(sentence);
  });
});

test('amounts that grow with frequency are warned of', () => {
  const random = new SeededRandom('related');
  const frequency = Float64Array.from({ length: 400 }, () => 1 + random.nextInt(9));
  const monetary = frequency.map((x) => x * (1 + 20 * random.next() ** 2));
  expect(fitGammaGamma(frequency, monetary).warnings).toEqual([expect.stringMatching(/correlated/)]);
});
