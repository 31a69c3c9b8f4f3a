import type { Loss } from './boosted-trees.ts';

type Weights = Float64Array | undefined;

interface LossFunctions {
  /** The constant of least loss. */
  start(targets: Float64Array, rows: Uint32Array, weights: Weights): number;
  /** First and second derivative of each row's loss by its raw prediction. */
  derivatives(
    targets: Float64Array,
    raw: Float64Array,
    rows: Uint32Array,
    gradients: Float64Array,
    hessians: Float64Array,
    weights: Weights,
  ): void;
  mean(targets: Float64Array, raw: Float64Array, rows: Uint32Array): number;
}

/** Half the squared error, and the negative log likelihood of labels under log odds. */
export const losses: Readonly<Record<Loss, LossFunctions>> = {
  squared: {
    start: weightedMean,
    derivatives(targets, raw, rows, gradients, hessians, weights) {
      for (const row of rows) {
        const weight = weights ? weights[row]! : 1;
        gradients[row] = weight * (raw[row]! - targets[row]!);
        hessians[row] = weight;
      }
    },
    mean: (targets, raw, rows) =>
      rows.reduce((sum, row) => sum + (raw[row]! - targets[row]!) ** 2 / 2, 0) / rows.length,
  },
  log: {
    start(targets, rows, weights) {
      const share = Math.min(1 - 1e-9, Math.max(1e-9, weightedMean(targets, rows, weights)));
      return Math.log(share / (1 - share));
    },
    derivatives(targets, raw, rows, gradients, hessians, weights) {
      for (const row of rows) {
        const weight = weights ? weights[row]! : 1;
        const probability = 1 / (1 + Math.exp(-raw[row]!));
        gradients[row] = weight * (probability - targets[row]!);
        hessians[row] = weight * probability * (1 - probability);
      }
    },
    // log(1 + exp(x)) without overflow
    mean: (targets, raw, rows) =>
      rows.reduce((sum, row) => {
        const x = raw[row]!;
        return sum + Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))) - targets[row]! * x;
      }, 0) / rows.length,
  },
};

function weightedMean(targets: Float64Array, rows: Uint32Array, weights: Weights): number {
  let [sum, total] = [0, 0];
  for (const row of rows) {
    const weight = weights ? weights[row]! : 1;
    sum += weight * targets[row]!;
    total += weight;
  }
  return sum / total;
}
