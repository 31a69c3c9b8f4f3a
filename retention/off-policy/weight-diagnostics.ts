import { quantileOfSorted } from '../numerics/quantile-of-sorted.ts';

/** How far the log is from the policy that is asked about. */
export interface WeightDiagnostics {
  /** 1 in expectation when the propensities are right and the log takes every action that the target takes. */
  readonly meanWeight: number;
  /** (sum w)^2 / sum w^2: how many rows of the target policy itself the log is worth (Kish 1965). */
  readonly effectiveSampleSize: number;
  /** The same with the weights of a shopper added up first; fewer when few shoppers carry the weight. */
  readonly effectiveClusters: number;
  readonly maxWeight: number;
  readonly quantiles: {
    readonly p50: number;
    readonly p90: number;
    readonly p99: number;
    readonly p999: number;
  };
  /** Share of all weight that the heaviest hundredth of the rows carries. */
  readonly topPercentShare: number;
  /** Hill's tail index of the largest weights; above 0.7 means and intervals are slow to settle; null: too few. */
  readonly tailIndex: number | null;
}

/** @param weights one a row, >= 0. @param cluster of every row. */
export function weightDiagnostics(weights: Float64Array, cluster: Int32Array): WeightDiagnostics {
  const n = weights.length;
  const sorted = weights.slice().sort();
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const perCluster = new Float64Array(n);
  weights.forEach((weight, i) => {
    perCluster[cluster[i]!]! += weight;
  });
  const top = Math.max(1, Math.ceil(n / 100));
  const ofTop = sorted.subarray(n - top).reduce((total, weight) => total + weight, 0);
  return {
    meanWeight: n === 0 ? 0 : sum / n,
    effectiveSampleSize: kish(weights, sum),
    effectiveClusters: kish(perCluster, sum),
    maxWeight: sorted[n - 1] ?? 0,
    quantiles: {
      p50: quantileOfSorted(sorted, 0.5),
      p90: quantileOfSorted(sorted, 0.9),
      p99: quantileOfSorted(sorted, 0.99),
      p999: quantileOfSorted(sorted, 0.999),
    },
    topPercentShare: sum > 0 ? ofTop / sum : 0,
    tailIndex: hill(sorted),
  };
}

function kish(weights: Float64Array, sum: number): number {
  const squares = weights.reduce((total, weight) => total + weight * weight, 0);
  return squares > 0 ? (sum * sum) / squares : 0;
}

/**
 * Hill's estimator over the largest min(n / 5, 3 sqrt(n)) weights, the number that Vehtari et al. (2024, JMLR 25,
 * "Pareto smoothed importance sampling") look at; 0.7 is their limit.
 */
function hill(sorted: Float64Array): number | null {
  const n = sorted.length;
  const count = Math.floor(Math.min(n / 5, 3 * Math.sqrt(n)));
  const threshold = sorted[n - count - 1];
  if (count < 10 || threshold === undefined || threshold <= 0) return null;
  let sum = 0;
  for (let i = n - count; i < n; i++) sum += Math.log(sorted[i]! / threshold);
  return sum / count;
}
