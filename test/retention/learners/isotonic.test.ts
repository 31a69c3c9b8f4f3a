import { expect, test } from 'vitest';
import { fitIsotonic, isotonicValue } from '../../../retention/learners/isotonic.ts';

const scores = [1, 2, 3, 4, 5, 6, 6, 7, 8, 9];
const labels = [0, 1, 0, 0, 1, 1, 0, 1, 1, 0];
const asked = [0, 1, 2, 3, 4, 4.5, 5, 6, 6.5, 9, 10];

// Expected: scikit-learn 1.9.1, IsotonicRegression(out_of_bounds='clip').
test.each([
  [undefined, [0, 0, 1 / 3, 1 / 3, 1 / 3, 0.5, 2 / 3, 2 / 3, 2 / 3, 2 / 3, 2 / 3]],
  [
    [1, 1, 1, 2, 1, 1, 1, 1, 1, 3],
    [0, 0, 0.25, 0.25, 0.25, 0.375, 0.5, 0.5, 0.5, 0.5, 0.5],
  ],
])('pools what falls, weights %j', (weights, expected) => {
  const fit = fitIsotonic(scores, labels, weights);
  asked.forEach((score, i) => {
    expect(isotonicValue(fit, score)).toBeCloseTo(expected[i]!, 12);
  });
});

test('the order of rows does not matter; one row is a level line; none is refused', () => {
  expect(fitIsotonic([...scores].reverse(), [...labels].reverse())).toEqual(fitIsotonic(scores, labels));
  expect(isotonicValue(fitIsotonic([3], [0.4]), -1)).toBe(0.4);
  expect(() => fitIsotonic([], [])).toThrow(RangeError);
});
