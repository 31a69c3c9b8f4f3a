import type { FusionNetwork } from '../../../core/fusion-network.ts';

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
