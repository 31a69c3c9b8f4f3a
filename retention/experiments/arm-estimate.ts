/** A figure of one arm with its uncertainty: a mean, a rate, a ratio, a quantile, adjusted or not. */
export interface ArmEstimate {
  readonly arm: string;
  /** Units that it rests on. */
  readonly n: number;
  readonly mean: number;
  readonly standardError: number;
  /** Of the variance, for Welch's t; Infinity for a normal approximation. */
  readonly degreesOfFreedom: number;
}
