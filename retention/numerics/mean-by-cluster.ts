import { type Interval, normalInterval } from './normal-interval.ts';

export interface MeanEstimate extends Interval {
  readonly estimate: number;
  readonly standardError: number;
}

/**
 * Mean with its 95 % normal interval; rows of one cluster count as one draw (linearised ratio of sums, with the factor
 * c / (c - 1) for c clusters). One cluster, or none: an interval without ends.
 * @param clusters whose row it is, any numbers.
 */
export function meanByCluster(values: Float64Array, clusters: ArrayLike<number>): MeanEstimate {
  const n = values.length;
  let sum = 0;
  for (let row = 0; row < n; row++) sum += values[row]!;
  const estimate = n === 0 ? 0 : sum / n;
  const sums = new Map<number, number>();
  for (let row = 0; row < n; row++) {
    const cluster = clusters[row]!;
    sums.set(cluster, (sums.get(cluster) ?? 0) + values[row]! - estimate);
  }
  const count = sums.size;
  if (count < 2)
    return {
      estimate,
      standardError: Number.POSITIVE_INFINITY,
      lower: Number.NEGATIVE_INFINITY,
      upper: Number.POSITIVE_INFINITY,
    };
  let squares = 0;
  for (const value of sums.values()) squares += value * value;
  const standardError = Math.sqrt((squares * count) / (count - 1)) / n;
  return { estimate, standardError, ...normalInterval(estimate, standardError) };
}
