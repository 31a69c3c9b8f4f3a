import type { Clusters } from '../numerics/cluster-bootstrap.ts';

/** Rows of a randomised trial: who was like what, got which action, and what came of it. */
export interface TrialRows {
  /** Inputs known before the action, column by column, all finite. */
  readonly columns: readonly Float64Array[];
  /** Index of the action that a row got. */
  readonly action: Uint8Array;
  readonly actionCount: number;
  readonly outcome: Float64Array;
  /** What the action costs, in units of the outcome; by action. */
  readonly cost: readonly number[];
  /** The probability with which a row got the action that it got. */
  readonly propensity: Float64Array;
  /** Rows of one shopper. */
  readonly clusters: Clusters;
}
