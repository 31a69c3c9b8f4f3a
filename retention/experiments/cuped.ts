import type { ArmEstimate } from './arm-estimate.ts';
import type { ArmMoments } from './arm-moments.ts';
import { type PooledSlope, pooledSlope } from './pooled-slope.ts';

/**
 * CUPED (Deng, Xu, Kohavi and Walker, WSDM 2013) with any number of covariates from before the assignment: each arm's
 * mean less theta times how far its covariates lie from everybody's. The expectation stays, the variance shrinks by
 * the share that the covariates explain. theta times the mean of everybody is shared by all arms: differences do not see
 * it, lifts do.
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
  const sharedVariance =
    arms.reduce((sum, { n, covariance }) => sum + n * quadratic(theta, covariance), 0) / units ** 2;
  const estimates = arms.map(({ arm, n, means, covariance }) => {
    const shift = theta.reduce((sum, slope, i) => sum + slope * (means[i + 1]! - everybody[i]!), 0);
    const explained = theta.reduce((sum, a, i) => sum + a * covariance[0]![i + 1]!, 0);
    const ofCovariates = quadratic(theta, covariance);
    const variance = covariance[0]![0]! - 2 * explained + ofCovariates;
    return {
      arm,
      n,
      mean: means[0]! - shift,
      standardError: Math.sqrt((Math.max(0, variance) * fitted) / n),
      shared: { variance: sharedVariance, covariance: (explained - ofCovariates) / units },
      degreesOfFreedom: Math.max(1, n - 1 - rank),
    };
  });
  return { estimates, slope };
}

/** Variance of theta times the covariates; column 0 is the outcome. */
function quadratic(theta: readonly number[], covariance: readonly (readonly number[])[]): number {
  return theta.reduce(
    (sum, a, i) => sum + theta.reduce((row, b, j) => row + a * b * covariance[i + 1]![j + 1]!, 0),
    0,
  );
}
