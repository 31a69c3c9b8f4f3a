import type { Clusters } from '../numerics/cluster-bootstrap.ts';

/** A log of drawn actions and what a target policy would have done in its place: plain numbers, one entry a row. */
export interface BanditLog {
  readonly rowCount: number;
  readonly actions: readonly string[];
  /** Index of the action that was drawn. */
  readonly action: Int32Array;
  readonly reward: Float64Array;
  /** Probability with which the drawn action was drawn, in (0, 1]. */
  readonly propensity: Float64Array;
  /** Probability of every action under the target policy, row by row: [rowCount, actions.length]. */
  readonly target: Float64Array;
  /** The logging policy's probability of every action where it is known, like `target`. */
  readonly logging?: Float64Array;
  /** What the reward model sees of a row: [rowCount, contextNames.length]. */
  readonly context: Float64Array;
  readonly contextNames: readonly string[];
  /** Rows of one shopper. */
  readonly clusters: Clusters;
  /** Rows are compared within these groups for what the log supports (positions of a page). */
  readonly stratum?: Int32Array;
}

/** target / propensity of the drawn action. */
export function importanceWeights({
  rowCount,
  actions,
  action,
  propensity,
  target,
}: BanditLog): Float64Array {
  return Float64Array.from(
    { length: rowCount },
    (_, i) => target[i * actions.length + action[i]!]! / propensity[i]!,
  );
}
