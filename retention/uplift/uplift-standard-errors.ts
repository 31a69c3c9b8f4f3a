import type { SeededRandom } from '../../core/seeded-random.ts';
import type { Clusters } from '../numerics/cluster-bootstrap.ts';
import type { UpliftModel } from './meta-learners.ts';

/**
 * Standard errors of predicted uplift for any learner: it is fitted again on resamples of whole shoppers, and the spread
 * of its predictions taken. `fitRidge` has closed ones for the linear DR-learner.
 * @param learn from these rows, which may repeat.
 * @returns for each asked row the standard deviation over the refits.
 */
export function upliftStandardErrors(
  learn: (rows: Uint32Array) => UpliftModel,
  rows: Uint32Array,
  { ofRow }: Clusters,
  asked: { readonly columns: readonly Float64Array[]; readonly rows: Uint32Array },
  random: SeededRandom,
  resamples = 50,
): Float64Array {
  const groups = new Map<number, number[]>();
  for (const row of rows) {
    const known = groups.get(ofRow[row]!);
    if (known) known.push(row);
    else groups.set(ofRow[row]!, [row]);
  }
  const drawable = [...groups.values()];
  const sums = new Float64Array(asked.rows.length);
  const squares = new Float64Array(asked.rows.length);
  for (let i = 0; i < resamples; i++) {
    const drawn = drawable.flatMap(() => drawable[random.nextInt(drawable.length)]!);
    learn(Uint32Array.from(drawn))(asked.columns, asked.rows).forEach((value, k) => {
      sums[k]! += value;
      squares[k]! += value * value;
    });
  }
  return sums.map((sum, k) =>
    Math.sqrt(Math.max(0, squares[k]! - (sum * sum) / resamples) / (resamples - 1)),
  );
}
