import { expect, test } from 'vitest';
import { minimise } from '../../../models/train/lbfgs.ts';

test('finds the minimum of the Rosenbrock function, (1, 1)', () => {
  const found = minimise(
    (x, gradient) => {
      const [a, b] = [x[0]!, x[1]!];
      gradient[0] = -400 * a * (b - a * a) - 2 * (1 - a);
      gradient[1] = 200 * (b - a * a);
      return 100 * (b - a * a) ** 2 + (1 - a) ** 2;
    },
    Float64Array.of(-1.2, 1),
    { iterations: 200, tolerance: 1e-9 },
  );
  expect(found[0]).toBeCloseTo(1, 6);
  expect(found[1]).toBeCloseTo(1, 6);
});

test('stays where it is when it starts at the minimum', () => {
  const objective = (x: Float64Array, gradient: Float64Array) => {
    gradient[0] = 2 * x[0]!;
    return x[0]! ** 2;
  };
  expect([...minimise(objective, Float64Array.of(0), { iterations: 5, tolerance: 1e-9 })]).toEqual([0]);
});
