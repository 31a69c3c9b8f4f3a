import type { SeededRandom } from '../../core/seeded-random.ts';
import { quantileOfSorted } from './quantile-of-sorted.ts';

/** Which rows belong together: rows of one shopper are drawn together or not at all. */
export interface Clusters {
  /** Cluster of every row, 0 to count - 1. */
  readonly ofRow: Int32Array;
  readonly count: number;
}

/** Clusters from names; the first name is cluster 0. Without names every row is its own. */
export function clustersOf(names: readonly string[] | null, rowCount: number): Clusters {
  if (names === null) return { ofRow: Int32Array.from({ length: rowCount }, (_, i) => i), count: rowCount };
  const ids = new Map<string, number>();
  const ofRow = Int32Array.from(names, (name) => {
    const known = ids.get(name);
    if (known !== undefined) return known;
    ids.set(name, ids.size);
    return ids.size - 1;
  });
  return { ofRow, count: ids.size };
}

/**
 * Bootstrap that resamples clusters with replacement (Davison and Hinkley 1997, section 3.8).
 * @param statistic gets how often each row was drawn; returns one or several numbers.
 * @returns one list of replicates a number of the statistic.
 */
export function clusterBootstrap(
  clusters: Clusters,
  replicates: number,
  random: SeededRandom,
  statistic: (multiplicity: Float64Array) => readonly number[],
): number[][] {
  const drawn = new Float64Array(clusters.count);
  const multiplicity = new Float64Array(clusters.ofRow.length);
  const results: number[][] = [];
  for (let replicate = 0; replicate < replicates; replicate++) {
    drawn.fill(0);
    for (let i = 0; i < clusters.count; i++) drawn[random.nextInt(clusters.count)]! += 1;
    for (let row = 0; row < multiplicity.length; row++) multiplicity[row] = drawn[clusters.ofRow[row]!]!;
    statistic(multiplicity).forEach((value, i) => {
      results[i] ??= [];
      results[i].push(value);
    });
  }
  return results;
}

/** Percentile interval of replicates; replicates that are no numbers are left out. */
export function percentileInterval(
  replicates: readonly number[],
  level = 0.95,
): { readonly lower: number; readonly upper: number } {
  const sorted = Float64Array.from(replicates.filter(Number.isFinite)).sort();
  const tail = (1 - level) / 2;
  return { lower: quantileOfSorted(sorted, tail), upper: quantileOfSorted(sorted, 1 - tail) };
}
