/** A smooth function to be minimised: writes its gradient at `point` into `gradient` and returns its value. */
export type Objective = (point: Float64Array, gradient: Float64Array) => number;

export interface MinimiseOptions {
  /** Largest component of the gradient that counts as zero. */
  readonly gradientTolerance?: number;
  readonly maxIterations?: number;
  /** Longest first step along a search direction, in the Euclidean norm. */
  readonly maxStep?: number;
  /** What is known of the inverse Hessian, from an earlier search; by default nothing. */
  readonly inverseHessian?: readonly Float64Array[];
  /** Ends the search: the point has run where no minimum is wanted. */
  readonly until?: (point: Float64Array) => boolean;
}

export interface Minimum {
  readonly point: Float64Array;
  readonly value: number;
  /** Largest component of the gradient, without its sign. */
  readonly gradientSize: number;
  readonly iterations: number;
  readonly evaluations: number;
  readonly converged: boolean;
  /** As built up on the way: a good beginning for another search, not exact enough for standard errors. */
  readonly inverseHessian: readonly Float64Array[];
}

/** Nocedal and Wright, Numerical Optimization, 3.1: sufficient decrease and curvature. */
const decrease = 1e-4;
const curvature = 0.9;

/**
 * Minimises a smooth function without bounds by BFGS (Nocedal and Wright, Numerical Optimization, 2nd ed., algorithm
 * 6.1) with the bracketing weak-Wolfe line search of Lewis and Overton (2013). A value that is not finite is a wall:
 * the search steps back from it.
 * @param start must have a finite value there.
 * @returns where it stopped; `converged` says whether the gradient vanished there, within the tolerance.
 * @throws RangeError when the start has no finite value.
 */
export function minimise(
  objective: Objective,
  start: Float64Array,
  { gradientTolerance = 1e-9, maxIterations = 500, maxStep = 2, inverseHessian, until }: MinimiseOptions = {},
): Minimum {
  const size = start.length;
  let point: Float64Array = start.slice();
  let gradient: Float64Array = new Float64Array(size);
  let value = objective(point, gradient);
  let evaluations = 1;
  if (!Number.isFinite(value) || !gradient.every(Number.isFinite))
    throw new RangeError('the function to minimise has no finite value at the start');
  let inverse = inverseHessian?.map((row) => row.slice()) ?? identity(size);
  let restarted = inverseHessian === undefined;
  let iterations = 0;
  while (largest(gradient) > gradientTolerance && iterations < maxIterations && !until?.(point)) {
    iterations++;
    const direction = descent(inverse, gradient);
    const slope = dot(direction, gradient);
    if (!(slope < 0)) {
      if (restarted) break;
      inverse = identity(size);
      restarted = true;
      continue;
    }
    const next = lineSearch(objective, { point, value, direction, slope, maxStep });
    evaluations += next.evaluations;
    if (!next.moved) {
      if (restarted) break; // no descent along the gradient itself: rounding ends here
      inverse = identity(size);
      restarted = true;
      continue;
    }
    const step = subtract(next.point, point);
    const change = subtract(next.gradient, gradient);
    if (restarted) inverse = identity(size, Math.max(1e-8, dot(step, change) / dot(change, change)) || 1);
    update(inverse, step, change);
    restarted = false;
    ({ point, gradient, value } = next);
  }
  const gradientSize = largest(gradient);
  return {
    point,
    value,
    gradientSize,
    iterations,
    evaluations,
    converged: gradientSize <= gradientTolerance,
    inverseHessian: inverse,
  };
}

interface Line {
  readonly point: Float64Array;
  readonly value: number;
  readonly direction: Float64Array;
  readonly slope: number;
  readonly maxStep: number;
}

function lineSearch(objective: Objective, { point, value, direction, slope, maxStep }: Line) {
  // Near the minimum the decrease drowns in rounding; what is left to see is the slope.
  const slack = 4e-16 * Math.abs(value);
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let length = Math.min(1, maxStep / Math.sqrt(dot(direction, direction)));
  let best: { point: Float64Array; gradient: Float64Array; value: number } | undefined;
  let evaluations = 0;
  while (evaluations < 60) {
    const gradient = new Float64Array(point.length);
    const at = point.map((coordinate, i) => coordinate + length * direction[i]!);
    const there = objective(at, gradient);
    evaluations++;
    if (!(there <= value + decrease * length * slope + slack) || !gradient.every(Number.isFinite))
      high = length;
    else {
      best = { point: at, gradient, value: there };
      if (dot(gradient, direction) >= curvature * slope) break;
      low = length;
    }
    length = high < Number.POSITIVE_INFINITY ? (low + high) / 2 : 2 * low;
  }
  return best
    ? { ...best, moved: true, evaluations }
    : { point, value, gradient: new Float64Array(0), moved: false, evaluations };
}

/** The BFGS update of the inverse Hessian; skipped where curvature is not positive. */
function update(inverse: Float64Array[], step: Float64Array, change: Float64Array): void {
  const product = dot(step, change);
  if (!(product > 1e-14 * Math.sqrt(dot(step, step) * dot(change, change)))) return;
  const turned = inverse.map((row) => dot(row, change));
  const factor = (1 + dot(change, Float64Array.from(turned)) / product) / product;
  for (const [i, row] of inverse.entries())
    for (let j = 0; j < row.length; j++)
      row[j]! += factor * step[i]! * step[j]! - (turned[i]! * step[j]! + step[i]! * turned[j]!) / product;
}

function descent(inverse: readonly Float64Array[], gradient: Float64Array): Float64Array {
  return Float64Array.from(inverse, (row) => -dot(row, gradient));
}

function identity(size: number, scale = 1): Float64Array[] {
  return Array.from({ length: size }, (_, i) => {
    const row = new Float64Array(size);
    row[i] = scale;
    return row;
  });
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function subtract(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value - b[i]!);
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
