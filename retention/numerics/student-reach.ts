import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { standardNormal } from './normal-distribution.ts';

/** How many standard errors a two-sided interval of level 1 - alpha reaches by Student's t; the normal's for infinitely many. */
export function studentReach(degreesOfFreedom: number, alpha: number): number {
  // The library's quantile is NaN for infinitely many.
  return degreesOfFreedom > 1e12
    ? standardNormal.quantile(1 - alpha / 2)
    : tQuantile(1 - alpha / 2, degreesOfFreedom);
}
