import { BadInputError } from '../../core/errors.ts';
import type { Allocation, AllocationProblem } from './allocation-problem.ts';
import { closeGap } from './close-gap.ts';
import { compileProblem, fits, totalsOf } from './compile-problem.ts';
import { improveGreedily, repairGreedily } from './improve-greedily.ts';
import { minimiseDual } from './lagrangian-dual.ts';

/** Partial choices that the exact repair keeps at most. */
const mostStates = 20_000;

/** 'prices': what the dual's prices lead to by themselves; 'filled': and then filled up greedily; 'exact': all. */
type Effort = 'prices' | 'filled' | 'exact';

/**
 * Who should get what: the Lagrangian dual by bisection, the best allocation that its prices lead to, filled up
 * greedily, and the integrality gap that is left closed by dynamic programming as far as it stays small.
 * @returns an allocation within every limit, with a bound that no allocation exceeds.
 * @throws BadInputError for a figure that is no number, a negative cost or budget, or a gain of SR that is out of reach.
 */
export function allocate(problem: AllocationProblem, options: { effort?: Effort } = {}): Allocation {
  const found = allocateIfPossible(problem, options);
  if (found) return found;
  throw new BadInputError(
    `no allocation was found that gains ${-(problem.srLossLimitCents ?? 0)} of SR within the budgets; demand less`,
  );
}

/** The same; null when no allocation was found that gains as much SR as a negative limit demands. */
export function allocateIfPossible(
  problem: AllocationProblem,
  options: { effort?: Effort } = {},
): Allocation | null {
  const compiled = compileProblem(problem);
  const { best, feasible } = minimiseDual(compiled);
  const { effort = 'exact' } = options;
  const repaired = effort === 'prices' && feasible ? null : repairGreedily(compiled, best.choice);
  const candidates = [feasible?.choice, repaired]
    .filter((candidate) => candidate != null)
    .map((candidate) => (effort === 'prices' ? candidate : improveGreedily(compiled, candidate, best.prices)))
    .map((candidate) => ({ choice: candidate, value: totalsOf(compiled, candidate).value }));
  if (candidates.length === 0) return null;
  const incumbent = candidates.reduce((a, b) => (b.value > a.value ? b : a));
  const { choice, proven } =
    effort === 'exact'
      ? closeGap(compiled, best, incumbent, mostStates)
      : { ...incumbent, proven: best.bound - incumbent.value <= 1e-9 * (1 + Math.abs(best.bound)) };
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
