/**
 * A small network that moves the log odds of behaviour by what was said:
 * log odds = behaviour + out . tanh(hidden (x - mean) / deviation + hiddenBias) + bias.
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

/** @param row as fusionRow makes it: the first value is the log odds of behaviour. */
export function fusedLogOdds(network: FusionNetwork, row: readonly number[]): number {
  const { means, deviations, hidden, hiddenBias, out, bias } = network;
  const x = row.map((value, j) => (value - means[j]!) / deviations[j]!);
  return hidden.reduce(
    (sum, weights, unit) =>
      sum +
      out[unit]! * Math.tanh(weights.reduce((input, weight, j) => input + weight * x[j]!, hiddenBias[unit]!)),
    row[0]! + bias,
  );
}
