import { Matrix, solve } from 'ml-matrix';
import { expect, test } from 'vitest';
import { naturalSpline, splineKnots } from '../../../retention/learners/natural-splines.ts';

test('the basis spans the natural cubic spline through its knots', () => {
  // Expected: scipy 1.17.1, CubicSpline(knots, values, bc_type='natural'), its tangents beyond the outer knots.
  const knots = [0, 1, 2.5, 4];
  const rows = new Matrix(knots.map((knot) => [1, ...naturalSpline(knot, knots)]));
  const weights = solve(rows, Matrix.columnVector([1, 3, 2, 5])).to1DArray();
  const value = (x: number) =>
    [1, ...naturalSpline(x, knots)].reduce((sum, b, i) => sum + b * weights[i]!, 0);
  for (const [x, expected] of [
    [0.3, 1.7967567567567568],
    [1.7, 2.6391671671671673],
    [3.1, 2.660324324324325],
    [-1, -1.720720720720721],
    [6, 10.873873873873872],
  ] as const)
    expect(value(x)).toBeCloseTo(expected, 10);
});

test('knots lie at quantiles; repeated values and few knots leave a straight line', () => {
  expect(
    splineKnots(
      Array.from({ length: 101 }, (_, i) => i),
      4,
    ),
  ).toEqual([5, 35, 65, 95]);
  expect(splineKnots([0, 0, 0, 0, 1], 4)).toHaveLength(2);
  expect(naturalSpline(7, [0, 1])).toEqual([7]);
  expect(splineKnots([Number.NaN], 4)).toEqual([]);
});
