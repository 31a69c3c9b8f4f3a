import { BadInputError } from '../../core/errors.ts';
import type { AllocationProblem } from './allocation-problem.ts';

/**
 * A problem in flat arrays. Options of shopper i stand at offsets[i] .. offsets[i + 1] - 1, the first of them 'nothing'.
 * Limits are lined up as resources: the budgets, then SR loss if it is limited.
 */
export interface CompiledProblem {
  readonly shoppers: number;
  readonly offsets: Int32Array;
  readonly value: Float64Array;
  /** use[k][option]. */
  readonly use: readonly Float64Array[];
  readonly limits: readonly number[];
  /** Limits with room for what adding fractions rounds, and no more. */
  readonly ceilings: readonly number[];
}

/** @throws BadInputError naming the shopper and option of a figure that is none, or a negative cost or budget. */
export function compileProblem(problem: AllocationProblem): CompiledProblem {
  const { shoppers, budgetsCents, srLossLimitCents } = problem;
  const limits = [...budgetsCents, ...(srLossLimitCents === null ? [] : [srLossLimitCents])];
  limits.forEach((limit, k) => {
    const budget = k < budgetsCents.length;
    if (Number.isFinite(limit) && (limit >= 0 || !budget)) return;
    throw new BadInputError(
      budget
        ? `budget ${k + 1} is ${limit}; it must be a number of at least 0`
        : `the limit of SR loss is ${limit}; it must be a number`,
    );
  });
  const offsets = new Int32Array(shoppers.length + 1);
  shoppers.forEach((options, i) => {
    offsets[i + 1] = offsets[i]! + options.length + 1;
  });
  const size = offsets[shoppers.length]!;
  const value = new Float64Array(size);
  const use = limits.map(() => new Float64Array(size));
  shoppers.forEach((options, i) => {
    options.forEach((option, j) => {
      const at = offsets[i]! + 1 + j;
      const where = `shopper ${i + 1}, option ${j + 1}`;
      if (option.costsCents.length !== budgetsCents.length)
        throw new BadInputError(
          `${where} has ${option.costsCents.length} costs for ${budgetsCents.length} budgets`,
        );
      if (!Number.isFinite(option.deltaCents) || !Number.isFinite(option.srLossCents))
        throw new BadInputError(`${where}: delta and SR loss must be finite numbers`);
      value[at] = option.deltaCents;
      option.costsCents.forEach((cost, k) => {
        if (!Number.isFinite(cost) || cost < 0)
          throw new BadInputError(`${where} costs ${cost}; a cost must be a number of at least 0`);
        use[k]![at] = cost;
      });
      if (srLossLimitCents !== null) use[budgetsCents.length]![at] = option.srLossCents;
    });
  });
  const ceilings = limits.map((limit) => limit + 1e-9 * (1 + Math.abs(limit)));
  return { shoppers: shoppers.length, offsets, value, use, limits, ceilings };
}

/** What a choice (an option's index for every shopper) is worth and uses. */
export function totalsOf(problem: CompiledProblem, choice: Int32Array): { value: number; used: number[] } {
  const used = problem.use.map(() => 0);
  let value = 0;
  for (let i = 0; i < problem.shoppers; i++) {
    const at = choice[i]!;
    value += problem.value[at]!;
    for (let k = 0; k < used.length; k++) used[k]! += problem.use[k]![at]!;
  }
  return { value, used };
}

export function fits(problem: CompiledProblem, used: readonly number[]): boolean {
  return used.every((amount, k) => amount <= problem.ceilings[k]!);
}
