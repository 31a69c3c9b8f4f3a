import type { Moments } from '../numerics/covariance-matrix.ts';

/**
 * What an analysis needs of one arm: moments over its units (shoppers, say). Column 0 is the outcome, the others are
 * covariates; sums over rows, so that a database can make them as well as a file.
 */
export interface ArmMoments extends Moments {
  readonly arm: string;
}
