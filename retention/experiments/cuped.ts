import type { ArmEstimate } from './arm-estimate.ts';
import type { ArmMoments } from './arm-moments.ts';
import { type PooledSlope, pooledSlope } from './pooled-slope.ts';

/**
 * CUPED (Deng, Xu, Kohavi and Walker, WSDM 2013) with any number of covariates from before the assignment: each arm's
 * mean less theta times how far its covariates lie from everybody's. The expectation stays, the variance shrinks by
 * the share that the covariates explain.
 * @param arms moments of [outcome, ...covariates]. @returns one estimate an arm, in their order.
 */
export function cuped(arms: readonly ArmMoments[]): { estimates: ArmEstimate[]; slope: PooledSlope } {
  const slope = pooledSlope(arms);
  const { theta, rank } = slope;
  const units = arms.reduce((sum, { n }) => sum + n, 0);
  const everybody = theta.map(
    (_, i) => arms.reduce((sum, { n, means }) => sum + n * means[i + 1]!, 0) / units,
  );
  const free = units - arms.length;
  // The residual variance is measured after `rank` slopes were fitted to the same units.
  const fitted = free > rank ? free / (free - rank) : 1;
  const estimates = arms.map(({ arm, n, means, covariance }) => {
    const shift = theta.reduce((sum, slope, i) => sum + slope * (means[i + 1]! - everybody[i]!), 0);
    let variance = covariance[0]![0]!;
    theta.forEach((a, i) => {
      variance -= 2 * a * covariance[0]![i + 1]!;
      theta.forEach((b, j) => {
        variance += a * b * covariance[i + 1]![j + 1]!;
      });
    });
    return {
      arm,
      n,
      mean: means[0]! - shift,
      standardError: Math.sqrt((Math.max(0, variance) * fitted) / n),
      degreesOfFreedom: Math.max(1, n - 1 - rank),
    };
  });
  return { estimates, slope };
}
