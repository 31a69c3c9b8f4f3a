/** A figure of one arm with its uncertainty: a mean, a rate, a ratio, a quantile, adjusted or not. */
export interface ArmEstimate {
  readonly arm: string;
  /** Units that it rests on. */
  readonly n: number;
  readonly mean: number;
  readonly standardError: number;
  /**
   * What an adjustment adds to every arm alike, such as theta times the mean of a covariate over everybody: it cancels in
   * differences, so that `standardError` leaves it out, but not in ratios. Its variance, and its covariance with the rest
   * of this arm's figure. Left out: there is none.
   */
  readonly shared?: { readonly variance: number; readonly covariance: number };
  /** Of the variance, for Welch's t; Infinity for a normal approximation. */
  readonly degreesOfFreedom: number;
}
