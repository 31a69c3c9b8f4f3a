import betainc from '@stdlib/math-base-special-betainc';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { incompleteBeta } from '../../../retention/numerics/incomplete-beta.ts';

it('agrees with stdlib over a wide range', () => {
  const shape = fc.double({ min: 0.05, max: 3_000, noNaN: true });
  const x = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(x, shape, shape, (at, a, b) => {
      expect(Math.abs(incompleteBeta(at, a, b) - betainc(at, a, b))).toBeLessThan(1e-9);
    }),
    { numRuns: 500 },
  );
});

it.each([
  [0, 2, 3, 0],
  [1, 2, 3, 1],
  // 1 - (1 - x)^4 + 4 x (1 - x)^3 of the binomial, by hand: P(at least 2 of 4) at one half.
  [0.5, 2, 3, 11 / 16],
  [0.3, 1, 1, 0.3],
])('at %d with %d and %d it is %d', (x, a, b, expected) => {
  expect(incompleteBeta(x, a, b)).toBeCloseTo(expected, 12);
});
