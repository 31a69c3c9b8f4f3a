import { expect, test } from 'vitest';
import { logHypergeometric } from '../../../retention/numerics/log-hypergeometric.ts';

// log(hyp2f1(a, b, c, z)) by mpmath 1.3 with 60 digits.
test.each([
  [1, 1, 2, 0.5, 0.326634259978281],
  [5.24, 2.4, 3.2, 0.9, 9.76518180437916],
  [2500.3, 3000, 2600, 0.3, 1029.9373968010023],
  [0.5, 0.5, 1.5, 0.999, 0.4317424410586886],
  [3000.243, 2402, 3003.2, 0.95, 7187.514719154008],
  [0, 3, 2, 0.5, 0],
])('ln 2F1(%d, %d; %d; %d)', (a, b, c, z, expected) => {
  expect(Math.abs(logHypergeometric(a, b, c, z) - expected)).toBeLessThanOrEqual(
    2e-13 * Math.max(1, expected),
  );
});

test('outside its domain it refuses rather than guesses', () => {
  expect(() => logHypergeometric(1, 1, 2, 1)).toThrow(RangeError);
  expect(() => logHypergeometric(1, 1, -2, 0.5)).toThrow(RangeError);
  expect(() => logHypergeometric(Number.NaN, 1, 2, 0.5)).toThrow(RangeError);
});
