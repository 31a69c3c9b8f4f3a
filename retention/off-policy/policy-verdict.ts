import type { EstimatorName } from './estimators.ts';
import type { WeightDiagnostics } from './weight-diagnostics.ts';

/** An estimate with its 95 % interval. */
export interface Estimate {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

export const refusalCodes = [
  'no_propensities',
  'bad_propensity',
  'too_few_rows',
  'constant_outcome',
  'outside_support',
  'mean_weight',
  'effective_sample',
] as const;

/** Why the log cannot say what a policy is worth. */
export interface Refusal {
  readonly code: (typeof refusalCodes)[number];
  /** One sentence: what is wrong, and what would be right. */
  readonly text: string;
}

/** What the log says of a policy: estimates with intervals, or why it cannot say. */
export interface PolicyVerdict extends WeightDiagnostics {
  readonly refused: boolean;
  /** The refusals' sentences in one; null when answered. */
  readonly reason: string | null;
  readonly refusals: readonly Refusal[];
  /** What a reader must know beside the estimates. */
  readonly warnings: readonly string[];
  readonly n: number;
  /** Shoppers, or rows where the log names none. */
  readonly clusters: number;
  readonly actions: number;
  /** Share of the target's probability on actions that the log never takes. */
  readonly unsupportedShare: number;
  /** Mean outcome of the log's own policy. */
  readonly logged: Estimate | null;
  /** null when refused: a number that cannot be trusted is not printed. */
  readonly estimators: Readonly<Record<EstimatorName, Estimate>> | null;
  /** Target less log, drawn together, by the estimators that lean least on the reward model. */
  readonly difference: { readonly snips: Estimate; readonly dr: Estimate } | null;
  readonly method: {
    readonly rewardModel: string;
    readonly folds: number;
    readonly bootstrap: number;
    /** null: infinite, the estimator is plain DR. */
    readonly switchAbove: number | null;
    readonly lambda: number | null;
  } | null;
}
