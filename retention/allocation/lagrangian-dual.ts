import { type CompiledProblem, fits } from './compile-problem.ts';

export interface DualPoint {
  /** One a resource, >= 0. */
  readonly prices: readonly number[];
  /** L(prices) = sum over shoppers of max over options of (value - prices . use) + prices . limits. */
  readonly bound: number;
  /** The option that each shopper's maximum is reached at. */
  readonly choice: Int32Array;
  readonly used: readonly number[];
  readonly value: number;
}

export interface DualSolution {
  /** The lowest upper bound that was found. */
  readonly best: DualPoint;
  /** The best choice within all limits that was met on the way; null: none was, which takes a negative limit. */
  readonly feasible: { readonly choice: Int32Array; readonly value: number } | null;
}

const mostSteps = 1_500;

/**
 * Minimises the Lagrangian dual of a multiple-choice knapsack: by bisection on the price of one resource, by the
 * ellipsoid method with deep cuts (Bland, Goldfarb and Todd 1981, Operations Research 29, 1039-1091; in one dimension
 * it is bisection) for several. Any price vector gives an upper bound, so that stopping early costs tightness alone.
 */
export function minimiseDual(problem: CompiledProblem): DualSolution {
  const count = problem.limits.length;
  const nothing = problem.offsets.slice(0, problem.shoppers);
  let feasible: DualSolution['feasible'] = problem.limits.every((limit) => limit >= 0)
    ? { choice: nothing, value: 0 }
    : null;
  let best = evaluate(
    problem,
    problem.limits.map(() => 0),
  );
  const look = (prices: readonly number[]): DualPoint => {
    const point = evaluate(problem, prices);
    if (point.bound < best.bound) best = point;
    if (point.value > (feasible?.value ?? Number.NEGATIVE_INFINITY) && fits(problem, point.used))
      feasible = point;
    return point;
  };
  if (fits(problem, best.used)) return { best, feasible: best };
  const highest = highestPrices(problem, best.bound);
  if (count === 1) bisect(problem, look, highest[0]!);
  else if (count > 1) shrinkEllipsoid(problem, look, highest);
  return { best, feasible };
}

/** Of options that score alike the one that uses less of the first resource that differs is taken. */
export function evaluate(problem: CompiledProblem, prices: readonly number[]): DualPoint {
  const { shoppers, offsets, value, use, limits } = problem;
  const choice = new Int32Array(shoppers);
  const used = limits.map(() => 0);
  let bound = 0;
  let worth = 0;
  for (let k = 0; k < limits.length; k++) bound += prices[k]! * limits[k]!;
  for (let i = 0; i < shoppers; i++) {
    let chosen = offsets[i]!;
    let highest = 0;
    for (let at = chosen + 1; at < offsets[i + 1]!; at++) {
      let score = value[at]!;
      for (let k = 0; k < use.length; k++) score -= prices[k]! * use[k]![at]!;
      if (score > highest) {
        highest = score;
        chosen = at;
      }
    }
    choice[i] = chosen;
    bound += highest;
    worth += value[chosen]!;
    for (let k = 0; k < use.length; k++) used[k]! += use[k]![chosen]!;
  }
  return { prices, bound, choice, used, value: worth };
}

/**
 * Beyond these prices the dual cannot be lowest. For any allocation of value v that leaves slack s_k > 0 in every
 * resource, L(y) >= v + sum of y_k s_k, and the minimum is at most L(0): y_k <= (L(0) - v) / s_k. 'Nothing' leaves the
 * limits themselves; where no SR may be lost, or some must be gained, what the most adding options add is the slack.
 */
function highestPrices(problem: CompiledProblem, atZero: number): number[] {
  const { shoppers, offsets, value, use, limits } = problem;
  let worth = 0;
  const slack = [...limits];
  if (limits.some((limit) => limit <= 0)) {
    const choice = new Int32Array(shoppers);
    for (let i = 0; i < shoppers; i++) {
      choice[i] = offsets[i]!;
      for (let at = offsets[i]!; at < offsets[i + 1]!; at++)
        if (use.every((amounts, k) => limits[k]! > 0 || amounts[at]! <= amounts[choice[i]!]!)) choice[i] = at;
    }
    const total = use.map((amounts) => choice.reduce((sum, at) => sum + amounts[at]!, 0));
    const share = Math.min(
      1,
      ...total.map((amount, k) => (amount > 0 && limits[k]! > 0 ? limits[k]! / (2 * amount) : 1)),
    );
    worth = share * choice.reduce((sum, at) => sum + value[at]!, 0);
    total.forEach((amount, k) => {
      slack[k]! -= share * amount;
    });
  }
  // No slack at all: every use is a loss, and any price that outweighs the best option's worth forbids it.
  const ratio = (k: number) => {
    let highest = 0;
    for (let at = 0; at < value.length; at++)
      if (use[k]![at]! > 0) highest = Math.max(highest, Math.abs(value[at]!) / use[k]![at]!);
    return highest * 4 + 1;
  };
  return slack.map((room, k) => (room > 1e-12 ? (atZero - worth) / room : ratio(k)) + 1e-9);
}

/** The side on which the limit holds is kept as the upper end, so that the last choice looked at there is feasible. */
function bisect(
  problem: CompiledProblem,
  look: (prices: readonly number[]) => DualPoint,
  highest: number,
): void {
  let low = 0;
  let high = highest;
  look([high]);
  for (let step = 0; step < 100 && high - low > 1e-13 * high; step++) {
    const middle = (low + high) / 2;
    if (fits(problem, look([middle]).used)) high = middle;
    else low = middle;
  }
}

function shrinkEllipsoid(
  problem: CompiledProblem,
  look: (prices: readonly number[]) => DualPoint,
  highest: readonly number[],
): void {
  const n = highest.length;
  const centre = highest.map(() => 0.5);
  // Coordinates are shares of the highest prices; the first ball holds their whole box.
  let shape = highest.map((_, row) => highest.map((_, column) => (row === column ? n / 4 : 0)));
  let lowest = Number.POSITIVE_INFINITY;
  for (let step = 0; step < mostSteps; step++) {
    const outside = centre.findIndex((share) => share < 0);
    let gradient: number[];
    let excess: number;
    if (outside >= 0) {
      gradient = highest.map((_, k) => (k === outside ? -1 : 0));
      excess = -centre[outside]!;
    } else {
      const point = look(centre.map((share, k) => share * highest[k]!));
      lowest = Math.min(lowest, point.bound);
      gradient = highest.map((scale, k) => scale * (problem.limits[k]! - point.used[k]!));
      excess = point.bound - lowest;
    }
    const along = shape.map((row) => row.reduce((sum, value, k) => sum + value * gradient[k]!, 0));
    const width = Math.sqrt(
      Math.max(
        0,
        along.reduce((sum, value, k) => sum + value * gradient[k]!, 0),
      ),
    );
    if (width === 0) return;
    if (outside < 0 && width <= 1e-10 * (1 + Math.abs(lowest))) return;
    const depth = Math.min(0.999, excess / width);
    const forward = (1 + n * depth) / (n + 1);
    const shrink = (n * n * (1 - depth * depth)) / (n * n - 1);
    const squeeze = (2 * forward) / (1 + depth);
    for (let k = 0; k < n; k++) centre[k]! -= (forward * along[k]!) / width;
    shape = shape.map((row, i) =>
      row.map((value, j) => shrink * (value - (squeeze * along[i]! * along[j]!) / (width * width))),
    );
  }
}
