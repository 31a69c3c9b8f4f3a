import { integrate } from '../numerics/integrate.ts';
import { standardNormal } from '../numerics/normal-distribution.ts';

/**
 * Probability of each arm to have the highest mean, from independent normal posteriors: the integral of one arm's
 * density times the others' distribution functions. No draws.
 * @param arms posterior means and standard deviations, above 0. @returns sums to 1.
 */
export function probabilityBest(arms: readonly { readonly mean: number; readonly sd: number }[]): number[] {
  const steps = [-9, -6, -4, -2.5, -1.2, 0, 1.2, 2.5, 4, 6, 9];
  const points = arms.flatMap(({ mean, sd }) => steps.map((step) => mean + step * sd)).sort((a, b) => a - b);
  const raw = arms.map(({ mean, sd }, k) => {
    const low = mean - 9 * sd;
    const high = mean + 9 * sd;
    const inside = points.filter((at) => at >= low && at <= high);
    return integrate(
      (x) =>
        arms.reduce(
          (product, other, j) =>
            j === k ? product : product * standardNormal.cdf((x - other.mean) / other.sd),
          standardNormal.density((x - mean) / sd) / sd,
        ),
      inside,
    );
  });
  const total = raw.reduce((sum, value) => sum + value, 0);
  return raw.map((value) => value / total);
}
