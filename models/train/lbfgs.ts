/** Value at `x`; writes the gradient there into `gradient`. */
export type Objective = (x: Float64Array, gradient: Float64Array) => number;

export interface LbfgsOptions {
  readonly iterations: number;
  /** Ends when no part of the gradient is larger. */
  readonly tolerance: number;
  /** Pairs kept (default 10). */
  readonly memory?: number;
}

/**
 * Minimises a smooth function: limited-memory BFGS with the two-loop recursion (Nocedal and Wright 2006, algorithm
 * 7.4) and a backtracking line search under Armijo's condition. Returns the last point, which is also the best.
 */
export function minimise(objective: Objective, start: Float64Array, options: LbfgsOptions): Float64Array {
  const { iterations, tolerance, memory = 10 } = options;
  const pairs: { s: Float64Array; y: Float64Array; rho: number }[] = [];
  let x = start;
  let gradient = new Float64Array(x.length);
  let value = objective(x, gradient);
  for (let iteration = 0; iteration < iterations; iteration++) {
    if (gradient.every((part) => Math.abs(part) <= tolerance)) break;
    const direction = descent(gradient, pairs);
    const slope = dot(direction, gradient);
    const next = new Float64Array(x.length);
    const nextGradient = new Float64Array(x.length);
    let step = iteration === 0 ? Math.min(1, 1 / norm(gradient)) : 1;
    let nextValue = Number.POSITIVE_INFINITY;
    for (let tries = 0; tries < 30; tries++, step /= 2) {
      for (let i = 0; i < x.length; i++) next[i] = x[i]! + step * direction[i]!;
      nextValue = objective(next, nextGradient);
      if (nextValue <= value + 1e-4 * step * slope) break;
    }
    // No step along the way down helps: as good as these numbers get.
    if (!(nextValue < value)) break;
    const s = next.map((part, i) => part - x[i]!);
    const y = nextGradient.map((part, i) => part - gradient[i]!);
    const curvature = dot(s, y);
    if (curvature > 1e-12) pairs.push({ s, y, rho: 1 / curvature });
    if (pairs.length > memory) pairs.shift();
    x = next;
    gradient = nextGradient;
    value = nextValue;
  }
  return x;
}

function descent(
  gradient: Float64Array,
  pairs: readonly { s: Float64Array; y: Float64Array; rho: number }[],
): Float64Array {
  const q = gradient.map((part) => -part);
  const alphas: number[] = [];
  for (const { s, y, rho } of pairs.toReversed()) {
    const alpha = rho * dot(s, q);
    alphas.push(alpha);
    addScaled(q, y, -alpha);
  }
  const last = pairs.at(-1);
  if (last) {
    const scale = dot(last.s, last.y) / dot(last.y, last.y);
    for (let i = 0; i < q.length; i++) q[i]! *= scale;
  }
  for (const { s, y, rho } of pairs) addScaled(q, s, alphas.pop()! - rho * dot(y, q));
  return q;
}

function addScaled(target: Float64Array, values: Float64Array, factor: number): void {
  for (let i = 0; i < target.length; i++) target[i]! += factor * values[i]!;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function norm(a: Float64Array): number {
  return Math.sqrt(dot(a, a));
}
