/**
 * A small network that moves the log odds of behaviour by what was said:
 * log odds = x[0] + out . tanh(hidden (x - mean) / deviation + hiddenBias) + bias.
 */
export interface FusionNetwork {
  readonly inputs: readonly string[];
  readonly means: readonly number[];
  /** Positive. */
  readonly deviations: readonly number[];
  /** [units][inputs] */
  readonly hidden: readonly (readonly number[])[];
  readonly hiddenBias: readonly number[];
  readonly out: readonly number[];
  readonly bias: number;
}
