import type { FusionNetwork } from '../../../core/fusion-network.ts';
import { SeededRandom } from '../../../core/seeded-random.ts';
import { meanAndVariance } from '../../numerics/mean-and-variance.ts';
import { minimise } from '../../numerics/minimise.ts';
import { fusedLogOdds } from './fused-log-odds.ts';

export interface FusionExample {
  /** As fusionRow makes it. */
  readonly row: readonly number[];
  readonly churned: boolean;
  /** Rows of one fold are of the same shoppers. */
  readonly fold: number;
}

const units = 6;
/** Penalties of the mean log loss; the one that does best on folds that were left out serves. */
const penalties = [0.003, 0.01, 0.03, 0.1];

/** The network that does best on shoppers it has not seen, by its penalty. @returns also that mean log loss. */
export function fitFusion(
  inputs: readonly string[],
  examples: readonly FusionExample[],
): { network: FusionNetwork; penalty: number; heldOutLogLoss: number } {
  const folds = [...new Set(examples.map(({ fold }) => fold))];
  const best = penalties
    .map((penalty) => {
      const losses = folds.flatMap((fold) => {
        const network = fitNetwork(
          inputs,
          examples.filter((example) => example.fold !== fold),
          penalty,
        );
        return examples
          .filter((example) => example.fold === fold)
          .map(({ row, churned }) => logLoss(fusedLogOdds(network, row), churned));
      });
      return { penalty, heldOutLogLoss: losses.reduce((sum, loss) => sum + loss, 0) / losses.length };
    })
    .reduce((a, b) => (b.heldOutLogLoss < a.heldOutLogLoss ? b : a));
  return { ...best, network: fitNetwork(inputs, examples, best.penalty) };
}

function fitNetwork(
  inputs: readonly string[],
  examples: readonly FusionExample[],
  penalty: number,
): FusionNetwork {
  const n = inputs.length;
  const scales = inputs.map((_, j) => meanAndVariance(examples.map(({ row }) => row[j]!)));
  const means = scales.map(({ mean }) => mean);
  const deviations = scales.map(({ variance }) => (variance > 1e-9 ? Math.sqrt(variance) : 1));
  const rows = examples.map(({ row }) =>
    Float64Array.from(row, (value, j) => (value - means[j]!) / deviations[j]!),
  );
  // Parameters: hidden weights, hidden biases, outgoing weights, bias.
  const random = new SeededRandom('fusion');
  const start = Float64Array.from({ length: units * (n + 2) + 1 }, (_, i) =>
    i < units * n
      ? (random.next() - 0.5) / Math.sqrt(n)
      : i < units * (n + 1)
        ? 0
        : (random.next() - 0.5) / 2,
  );
  start[start.length - 1] = 0;
  const { point } = minimise(
    (parameters, gradient) => objective(parameters, gradient, rows, examples, penalty),
    start,
    { gradientTolerance: 1e-5, maxIterations: 200 },
  );
  return {
    inputs,
    means,
    deviations,
    hidden: Array.from({ length: units }, (_, u) => Array.from(point.subarray(u * n, (u + 1) * n))),
    hiddenBias: Array.from(point.subarray(units * n, units * (n + 1))),
    out: Array.from(point.subarray(units * (n + 1), units * (n + 2))),
    bias: point.at(-1)!,
  };
}

/** Mean log loss and a penalty on the weights, with the gradient by hand. */
function objective(
  parameters: Float64Array,
  gradient: Float64Array,
  rows: readonly Float64Array[],
  examples: readonly FusionExample[],
  penalty: number,
): number {
  const n = rows[0]!.length;
  const [biases, outs] = [units * n, units * (n + 1)];
  const last = parameters.length - 1;
  gradient.fill(0);
  let value = 0;
  const activations = new Float64Array(units);
  rows.forEach((x, i) => {
    const { row, churned } = examples[i]!;
    let logOdds = row[0]! + parameters[last]!;
    for (let u = 0; u < units; u++) {
      let input = parameters[biases + u]!;
      for (let j = 0; j < n; j++) input += parameters[u * n + j]! * x[j]!;
      activations[u] = Math.tanh(input);
      logOdds += parameters[outs + u]! * activations[u]!;
    }
    value += logLoss(logOdds, churned);
    const error = 1 / (1 + Math.exp(-logOdds)) - Number(churned);
    gradient[last]! += error;
    for (let u = 0; u < units; u++) {
      gradient[outs + u]! += error * activations[u]!;
      const back = error * parameters[outs + u]! * (1 - activations[u]! ** 2);
      gradient[biases + u]! += back;
      for (let j = 0; j < n; j++) gradient[u * n + j]! += back * x[j]!;
    }
  });
  for (let k = 0; k < parameters.length; k++) {
    gradient[k]! /= rows.length;
    if (k >= biases && k < outs) continue;
    if (k === last) continue;
    gradient[k]! += penalty * parameters[k]!;
  }
  value /= rows.length;
  for (let k = 0; k < last; k++) if (k < biases || k >= outs) value += (penalty / 2) * parameters[k]! ** 2;
  return value;
}

function logLoss(logOdds: number, churned: boolean): number {
  const z = churned ? -logOdds : logOdds;
  return z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z));
}
