import type { ArmMoments } from './arm-moments.ts';

/**
 * Turns moments of [numerator, denominator, ...covariates] into those of [ratio, ...covariates] by the delta method:
 * each unit's share in the ratio is (numerator - ratio * denominator) / mean denominator (Deng, Knoblich and Lu,
 * KDD 2018). With the number of rows as the denominator the ratio is the mean over rows, and its variance is the
 * cluster-robust one.
 * @returns null when the mean denominator is not positive: then there is no such ratio.
 */
export function lineariseRatio(moments: ArmMoments): ArmMoments | null {
  const [numerator, denominator, ...others] = moments.means as [number, number, ...number[]];
  if (!(denominator > 0)) return null;
  const ratio = numerator / denominator;
  const columns = [0, ...others.map((_, i) => i + 2)];
  const raw = moments.covariance;
  const withColumn = (b: number) => (raw[0]![b]! - ratio * raw[1]![b]!) / denominator;
  const ofRatio =
    (raw[0]![0]! - 2 * ratio * raw[0]![1]! + ratio * ratio * raw[1]![1]!) / (denominator * denominator);
  return {
    arm: moments.arm,
    n: moments.n,
    means: [ratio, ...others],
    covariance: columns.map((a) =>
      columns.map((b) => {
        if (a === 0 && b === 0) return Math.max(0, ofRatio);
        if (a === 0) return withColumn(b);
        return b === 0 ? withColumn(a) : raw[a]![b]!;
      }),
    ),
  };
}
