import type { SeededRandom } from '../../core/seeded-random.ts';
import type { Clusters } from './cluster-bootstrap.ts';

/**
 * Deals clusters (shoppers) into folds of nearly equal size, all rows of one into the same fold: what is fitted on one
 * side never saw anybody of the other.
 * @returns the fold of every row, 0 to foldCount - 1.
 */
export function foldsByCluster(
  { ofRow, count }: Clusters,
  foldCount: number,
  random: SeededRandom,
): Int32Array {
  const order = random.shuffle(Array.from({ length: count }, (_, i) => i));
  const foldOf = new Int32Array(count);
  order.forEach((cluster, i) => {
    foldOf[cluster] = i % foldCount;
  });
  return ofRow.map((cluster) => foldOf[cluster]!);
}
