import type { Allocation, AllocationProblem } from './allocation-problem.ts';
import { closeGap } from './close-gap.ts';
import { compileProblem, fits, totalsOf } from './compile-problem.ts';
import { improveGreedily, repairGreedily } from './improve-greedily.ts';
import { minimiseDual } from './lagrangian-dual.ts';

/** Partial choices that the exact repair keeps at most. */
const mostStates = 20_000;

/**
 * Who should get what: the Lagrangian dual by bisection, the best allocation that its prices lead to, filled up
 * greedily, and the integrality gap that is left closed by dynamic programming as far as it stays small.
 * @param options.repair false: the plain Lagrangian, which online pricing can follow at best.
 * @returns an allocation within every limit, with a bound that no allocation exceeds.
 * @throws BadInputError for a figure that is no number, or a negative cost or limit.
 */
export function allocate(problem: AllocationProblem, options: { repair?: boolean } = {}): Allocation {
  const compiled = compileProblem(problem);
  const { best, feasible } = minimiseDual(compiled);
  let { choice } = feasible;
  let proven = best.bound - feasible.value <= 1e-9 * (1 + Math.abs(best.bound));
  if (options.repair !== false && !proven) {
    const repaired = repairGreedily(compiled, best.choice);
    const candidates = [choice, ...(repaired ? [repaired] : [])].map((candidate) => {
      const improved = improveGreedily(compiled, candidate, best.prices);
      return { choice: improved, value: totalsOf(compiled, improved).value };
    });
    const incumbent = candidates.reduce((a, b) => (b.value > a.value ? b : a));
    ({ choice, proven } = closeGap(compiled, best, incumbent, mostStates));
  }
  const { value, used } = totalsOf(compiled, choice);
  if (!fits(compiled, used)) throw new RangeError('an allocation was found that exceeds its limits');
  const budgets = problem.budgetsCents.length;
  return {
    choice: [...choice].map((at, i) => at - compiled.offsets[i]! - 1),
    deltaCents: value,
    srLossCents: problem.shoppers.reduce((sum, list, i) => {
      const at = choice[i]! - compiled.offsets[i]! - 1;
      return sum + (at < 0 ? 0 : list[at]!.srLossCents);
    }, 0),
    costsCents: used.slice(0, budgets),
    lambda: problem.srLossLimitCents === null ? 0 : best.prices[budgets]!,
    mu: best.prices.slice(0, budgets),
    boundCents: best.bound,
    proven,
  };
}
