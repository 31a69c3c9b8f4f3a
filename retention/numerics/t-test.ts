import tCdf from '@stdlib/stats-base-dists-t-cdf';
import { standardNormal } from './normal-distribution.ts';
import type { Interval } from './normal-interval.ts';
import { studentReach } from './student-reach.ts';

export interface TTest extends Interval {
  /** Two-sided, of the hypothesis that the estimate is of zero. */
  readonly pValue: number;
}

/**
 * Interval and two-sided p-value by Student's t. Without any spread there is nothing to be uncertain about: the
 * interval is the estimate, and p is 1 for a zero and 0 otherwise.
 */
export function tTest(
  estimate: number,
  standardError: number,
  degreesOfFreedom: number,
  alpha = 0.05,
): TTest {
  if (standardError === 0) return { lower: estimate, upper: estimate, pValue: estimate === 0 ? 1 : 0 };
  const normal = degreesOfFreedom > 1e12;
  const distance = -Math.abs(estimate / standardError);
  const pValue = 2 * (normal ? standardNormal.cdf(distance) : tCdf(distance, degreesOfFreedom));
  const reach = studentReach(degreesOfFreedom, alpha) * standardError;
  return { lower: estimate - reach, upper: estimate + reach, pValue: Math.min(1, pValue) };
}
