import { expect, test } from 'vitest';
import { covarianceAtMinimum } from '../../../retention/numerics/covariance-at-minimum.ts';
import { minimise, type Objective } from '../../../retention/numerics/minimise.ts';
import { minimiseFromStarts } from '../../../retention/numerics/minimise-from-starts.ts';

/** Rosenbrock's valley, minimum 0 at (1, 1). */
const rosenbrock: Objective = (at, gradient) => {
  const [x, y] = [at[0]!, at[1]!];
  gradient[0] = -400 * x * (y - x * x) - 2 * (1 - x);
  gradient[1] = 200 * (y - x * x);
  return 100 * (y - x * x) ** 2 + (1 - x) ** 2;
};

/** (x² - 1)² + x / 4: minima near -1.03 (the lower) and 0.97. */
const twoValleys: Objective = (at, gradient) => {
  const x = at[0]!;
  gradient[0] = 4 * x * (x * x - 1) + 0.25;
  return (x * x - 1) ** 2 + x / 4;
};

/** Has no minimum. */
const downhill: Objective = (at, gradient) => {
  gradient[0] = -1;
  return -at[0]!;
};

test('finds the end of a bent valley', () => {
  const end = minimise(rosenbrock, Float64Array.of(-1.2, 1));
  expect(end.converged).toBe(true);
  expect(end.point[0]).toBeCloseTo(1, 8);
  expect(end.point[1]).toBeCloseTo(1, 8);
  expect(end.iterations).toBeLessThan(60);
});

test('steps back from where the function has no value', () => {
  const objective: Objective = (at, gradient) => {
    const x = at[0]!;
    gradient[0] = 1 - 1 / x;
    return x > 0 ? x - Math.log(x) : Number.NaN;
  };
  expect(minimise(objective, Float64Array.of(0.01)).point[0]).toBeCloseTo(1, 8);
});

test('says that it has not converged when there is no minimum', () => {
  const end = minimise(downhill, Float64Array.of(0), { maxIterations: 20 });
  expect(end.converged).toBe(false);
});

test('ends where the caller wants no more of it', () => {
  const end = minimise(downhill, Float64Array.of(0), { until: (point) => point[0]! > 10 });
  expect(end.converged).toBe(false);
  expect(end.iterations).toBeLessThan(20);
});

test('a start without a value is refused', () => {
  expect(() => minimise(() => Number.NaN, Float64Array.of(0))).toThrow(/no finite value at the start/);
});

test('of several starts the best end counts, and how many agree with it', () => {
  const starts = [1.2, -0.5, -2].map((x) => Float64Array.of(x));
  const end = minimiseFromStarts(twoValleys, starts, { maxStep: 0.1 });
  expect(end.point[0]).toBeCloseTo(-1.03, 2);
  expect(end).toMatchObject({ starts: 3, startsAgreeing: 2 });
});

test('the covariance of least squares is the inverse of its normal matrix', () => {
  // (x² + xy + y²) has the Hessian [[2, 1], [1, 2]], whose inverse is [[2, -1], [-1, 2]] / 3.
  const found = covarianceAtMinimum((at, gradient) => {
    const [x, y] = [at[0]!, at[1]!];
    gradient[0] = 2 * x + y;
    gradient[1] = x + 2 * y;
    return x * x + x * y + y * y;
  }, new Float64Array(2))!;
  expect(found.covariance.get(0, 0)).toBeCloseTo(2 / 3, 8);
  expect(found.covariance.get(0, 1)).toBeCloseTo(-1 / 3, 8);
  expect(found.conditionNumber).toBeCloseTo(3, 6);
});

test('a direction without curvature has no covariance', () => {
  const flat: Objective = (at, gradient) => {
    gradient[0] = 2 * at[0]!;
    gradient[1] = 0;
    return at[0]! ** 2;
  };
  expect(covarianceAtMinimum(flat, new Float64Array(2))).toBeNull();
});
