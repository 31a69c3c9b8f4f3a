import { SeededRandom } from '../../core/seeded-random.ts';
import { areaUnderCurve, rankOrder } from './auc.ts';

/**
 * Interval of AUC(a) - AUC(b) on the same rows: a percentile bootstrap that resamples whole shoppers, because rows of
 * one shopper resemble each other.
 * @returns the difference with its 2.5th and 97.5th percentile.
 */
export function pairedAucInterval(
  rows: {
    a: readonly number[];
    b: readonly number[];
    labels: readonly number[];
    shoppers: readonly string[];
  },
  options: { seed: string; resamples?: number },
): { difference: number; low: number; high: number } {
  const { a, b, labels, shoppers } = rows;
  const clusters = new Map<string, number[]>();
  shoppers.forEach((shopper, row) => {
    const known = clusters.get(shopper);
    if (known) known.push(row);
    else clusters.set(shopper, [row]);
  });
  const groups = [...clusters.values()];
  const [orderA, orderB] = [rankOrder(a), rankOrder(b)];
  const random = new SeededRandom(options.seed);
  const differences: number[] = [];
  for (let i = 0; i < (options.resamples ?? 500); i++) {
    const weights = new Uint16Array(labels.length);
    for (let draw = 0; draw < groups.length; draw++)
      for (const row of groups[random.nextInt(groups.length)]!) weights[row]!++;
    const difference =
      areaUnderCurve(a, labels, weights, orderA) - areaUnderCurve(b, labels, weights, orderB);
    if (Number.isFinite(difference)) differences.push(difference);
  }
  differences.sort((x, y) => x - y);
  const at = (share: number) => differences[Math.floor(share * (differences.length - 1))] ?? Number.NaN;
  return {
    difference: areaUnderCurve(a, labels) - areaUnderCurve(b, labels),
    low: at(0.025),
    high: at(0.975),
  };
}
