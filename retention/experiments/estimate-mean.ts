import type { ArmEstimate } from './arm-estimate.ts';
import type { ArmMoments } from './arm-moments.ts';

/**
 * The mean of column 0. A rate (an outcome of zeros and ones) has the variance p (1 - p) and a normal distribution;
 * any other mean has the sample variance and Student's t.
 * @param of at least one unit; with one the standard error is 0 and the degrees of freedom are too.
 */
export function estimateMean(moments: ArmMoments, kind: 'mean' | 'rate' = 'mean'): ArmEstimate {
  const { arm, n } = moments;
  const mean = moments.means[0]!;
  const variance = kind === 'rate' ? mean * (1 - mean) : moments.covariance[0]![0]!;
  return {
    arm,
    n,
    mean,
    standardError: n === 0 ? 0 : Math.sqrt(Math.max(0, variance) / n),
    degreesOfFreedom: kind === 'rate' ? Number.POSITIVE_INFINITY : Math.max(0, n - 1),
  };
}
