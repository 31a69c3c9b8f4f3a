import { allocate, allocateIfPossible } from './allocate.ts';
import type { AllocationProblem } from './allocation-problem.ts';

/** Shares of the baseline's SR that a shop can choose to risk; negative ones demand a gain. */
export const epsilonChoices = [
  -0.05, -0.04, -0.03, -0.025, -0.02, -0.0175, -0.015, -0.0125, -0.01, -0.0075, -0.005, -0.0025, 0, 0.0025,
  0.005, 0.0075, 0.01, 0.015, 0.02, 0.03, 0.05,
] as const;

/** What may be reached when at most `epsilon` of SR is lost. Amounts as in the problem. */
export interface FrontierPoint {
  readonly epsilon: number;
  readonly lambda: number;
  readonly mu: readonly number[];
  readonly deltaCents: number;
  /** Half of the 95 % interval: what another draw of as many shoppers would change. */
  readonly deltaSpreadCents: number;
  readonly srLossCents: number;
  readonly srLossSpreadCents: number;
  readonly costsCents: readonly number[];
  /** Shoppers who get something. */
  readonly given: number;
  /** No allocation is worth more. */
  readonly boundCents: number;
}

/**
 * One point of the frontier: the most margin at that loss of SR. What the greedy filling leaves of the gap to the bound
 * is reported instead of closed: serving draws by prices.
 * @returns null: so much SR cannot be gained within the budgets.
 * @param baselineSrCents SR when nobody gets anything, >= 0.
 */
export function frontierPoint(
  problem: Omit<AllocationProblem, 'srLossLimitCents'>,
  baselineSrCents: number,
  epsilon: number,
): FrontierPoint | null {
  const found = allocateIfPossible(
    { ...problem, srLossLimitCents: epsilon * baselineSrCents },
    { effort: 'filled' },
  );
  if (!found) return null;
  const chosen = problem.shoppers.map((options, i) =>
    found.choice[i] === -1 ? null : options[found.choice[i]!]!,
  );
  return {
    epsilon,
    lambda: found.lambda,
    mu: found.mu,
    deltaCents: found.deltaCents,
    deltaSpreadCents: spreadOfSum(chosen.map((option) => option?.deltaCents ?? 0)),
    srLossCents: found.srLossCents,
    srLossSpreadCents: spreadOfSum(chosen.map((option) => option?.srLossCents ?? 0)),
    costsCents: found.costsCents,
    given: chosen.filter((option) => option !== null).length,
    boundCents: found.boundCents,
  };
}

/** Prices of lost SR along which the whole frontier is drawn, also where gains of SR are bought with margin. */
export const curveLambdas = [0, 0.1, 0.25, 0.5, 1, 2, 4, 10] as const;

/** What is best when a cent of lost SR counts `lambda` cents of margin and only the budgets limit. */
export function curvePoint(
  problem: Omit<AllocationProblem, 'srLossLimitCents'>,
  lambda: number,
): { lambda: number; deltaCents: number; srLossCents: number } {
  const shoppers = problem.shoppers.map((options) =>
    options.map((option) => ({ ...option, deltaCents: option.deltaCents - lambda * option.srLossCents })),
  );
  const { choice, srLossCents } = allocate(
    { ...problem, shoppers, srLossLimitCents: null },
    { effort: 'filled' },
  );
  const deltaCents = problem.shoppers.reduce(
    (sum, options, i) => sum + (choice[i] === -1 ? 0 : options[choice[i]!]!.deltaCents),
    0,
  );
  return { lambda, deltaCents, srLossCents };
}

/** 1.96 standard errors of the sum of independent values; 0 below two of them. */
export function spreadOfSum(values: readonly number[]): number {
  const n = values.length;
  if (n < 2) return 0;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return 1.96 * Math.sqrt((n * squares) / (n - 1));
}
