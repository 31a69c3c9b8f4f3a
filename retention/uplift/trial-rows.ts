import type { Clusters } from '../numerics/cluster-bootstrap.ts';

/** Rows of a randomised trial: who was like what, got which action, and what came of it. */
export interface TrialRows {
  /** Inputs known before the action, column by column, all finite. */
  readonly columns: readonly Float64Array[];
  /** Index of the action that a row got; `actionCount`: something else, which is not to be chosen. */
  readonly action: Uint8Array;
  readonly actionCount: number;
  /** By action, 1 for every row that it was open to. Left out: all were open to all. */
  readonly open?: readonly Uint8Array[];
  readonly outcome: Float64Array;
  /** What the action costs, in units of the outcome; by action. */
  readonly cost: readonly number[];
  /** The probability with which a row got the action that it got. */
  readonly propensity: Float64Array;
  /** Rows of one shopper. */
  readonly clusters: Clusters;
}

/** Whether a row could have got the action. */
export function isOpen({ open }: TrialRows, action: number, row: number): boolean {
  return open === undefined || open[action]![row] === 1;
}
