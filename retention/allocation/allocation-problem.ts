/** What one action would do for one shopper, against doing nothing. Minor units, fractions allowed: expectations. */
export interface AllocationOption {
  /** Added margin, all costs inside it. Any sign. */
  readonly deltaCents: number;
  /** SR(nothing) - SR(action); negative when the action adds. */
  readonly srLossCents: number;
  /** Expected draw on each budget, one a budget of the problem, >= 0. */
  readonly costsCents: readonly number[];
}

/**
 * A multiple-choice knapsack: every shopper gets at most one of their options, or nothing (which costs and adds
 * nothing), so that the sum of delta is as high as may be within the limits.
 */
export interface AllocationProblem {
  readonly shoppers: readonly (readonly AllocationOption[])[];
  /** Limits of the budgets, >= 0. */
  readonly budgetsCents: readonly number[];
  /** Most SR that may be lost, signed losses summed: epsilon times the baseline. Negative: so much must be gained. null: no such limit. */
  readonly srLossLimitCents: number | null;
}

export interface Allocation {
  /** One a shopper: the place of the chosen option in their list, or -1 for nothing. */
  readonly choice: readonly number[];
  readonly deltaCents: number;
  readonly srLossCents: number;
  readonly costsCents: readonly number[];
  /** Price of a cent of SR lost; 0 where the limit does not bind. */
  readonly lambda: number;
  /** Price of a cent of each budget. */
  readonly mu: readonly number[];
  /** No allocation within the limits is worth more than this: the Lagrangian dual at lambda and mu. */
  readonly boundCents: number;
  /** The search went through everything that could have been better: this is the optimum. */
  readonly proven: boolean;
}
