/** What an experiment is planned with. */
export interface PlanDesign {
  readonly baseline: {
    readonly mean: number;
    /** Over units; null for a rate, whose deviation follows from its mean. */
    readonly sd: number | null;
  };
  /** Shares of the arms, control first; they sum to 1. */
  readonly shares: readonly number[];
  /** Two-sided, of the whole experiment: it is divided among the treated arms (Bonferroni). */
  readonly alpha: number;
  readonly power: number;
  /** Share of the variance that covariates explain (CUPED), [0, 1). */
  readonly explained: number;
  /** Read by always-valid intervals, tightest at so many units; null for one look at the end. */
  readonly sequential: { readonly tuning: number } | null;
}
