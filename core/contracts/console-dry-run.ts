/** What the dry run of a draft or of another policy answers. Amounts are minor units; times are ISO 8601. */

/** What is asked: a version of the rules, a policy, or both; what is left null stays as each decision had it. */
export interface DryRunRequest {
  readonly rulesVersion: number | null;
  readonly policy: string | null;
  /** So many of the newest decisions. */
  readonly last: number;
}

/** An estimate with its 95 % interval. */
export interface EstimateView {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

/** Decisions that would have come out otherwise, by what was given and what would have been. */
export interface DryRunChange {
  /** Offer id or 'nothing'. */
  readonly from: string;
  readonly to: string;
  readonly count: number;
  /** Some of them, newest first: ids of decisions. */
  readonly examples: readonly string[];
}

export interface DryRunRefusal {
  readonly code: string;
  readonly text: string;
}

export interface DryRunView {
  readonly decisions: number;
  readonly inHoldout: number;
  /** Outside the holdout, with a period that is over: what the estimate rests on. */
  readonly matured: number;
  /** Oldest and newest draw; null without any. */
  readonly from: string | null;
  readonly to: string | null;
  readonly changed: number;
  readonly changes: readonly DryRunChange[];
  /** Expected cost of what would be drawn, summed over all decisions: as it was and as it would be. */
  readonly costBeforeCents: number;
  readonly costAfterCents: number;
  /** Added margin a shopper-period, as asked less as logged; null: refused. */
  readonly difference: EstimateView | null;
  /** Margin a shopper-period by each estimator; null: refused. */
  readonly estimators: Readonly<Record<'snips' | 'dr' | 'switchDr' | 'drOs' | 'ips', EstimateView>> | null;
  readonly logged: EstimateView | null;
  readonly refusals: readonly DryRunRefusal[];
  readonly meanWeight: number;
  readonly effectiveSampleSize: number;
  readonly maxWeight: number;
  readonly clusters: number;
}
