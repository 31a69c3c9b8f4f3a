import { minimise } from './lbfgs.ts';

/** The inputs of a regression, in whatever form; the weights of all labels lie in one array that only the design reads. */
export interface Design {
  readonly rows: number;
  /** Length of the array of weights. */
  readonly weights: number;
  /** Adds row * weights to the labels' scores. */
  addScores(weights: Float64Array, row: number, scores: Float64Array): void;
  /** Adds the row times each label's error to the gradient of the weights. */
  addGradient(gradient: Float64Array, row: number, errors: Float64Array): void;
}

export interface Targets {
  readonly labels: readonly string[];
  /** Label of each row. */
  readonly of: readonly string[];
  /** How many rows each row counts for. */
  readonly weights: readonly number[];
}

export interface RegressionOptions {
  /** Strength of the L2 penalty on the weights, per unit of total row weight. */
  readonly l2: number;
  readonly iterations?: number;
}

/**
 * Multinomial logistic regression by L-BFGS: mean cross-entropy + l2/2 |W|^2, the bias unpenalised. Returns the weights
 * as the design lays them out, and a bias a label.
 * @throws RangeError when a row has a label that is not among the labels.
 */
export function softmaxRegression(
  design: Design,
  { labels, of, weights }: Targets,
  { l2, iterations = 200 }: RegressionOptions,
): { weights: Float64Array; bias: Float64Array } {
  const targets = of.map((label) => labels.indexOf(label));
  if (targets.includes(-1)) throw new RangeError('an example has a label that the head does not know');
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const scores = new Float64Array(labels.length);

  const solution = minimise(
    (x, gradient) => {
      gradient.fill(0);
      const bias = x.subarray(design.weights);
      const biasGradient = gradient.subarray(design.weights);
      let loss = 0;
      for (let row = 0; row < design.rows; row++) {
        const weight = weights[row]! / total;
        scores.set(bias);
        design.addScores(x, row, scores);
        logSoftmax(scores);
        loss -= weight * scores[targets[row]!]!;
        for (let k = 0; k < scores.length; k++) {
          const error = weight * (Math.exp(scores[k]!) - (k === targets[row] ? 1 : 0));
          // Most labels of a sure example move nothing.
          scores[k] = Math.abs(error) < weight * 1e-5 ? 0 : error;
          biasGradient[k]! += scores[k]!;
        }
        design.addGradient(gradient, row, scores);
      }
      for (let i = 0; i < design.weights; i++) {
        loss += (l2 / 2) * x[i]! ** 2;
        gradient[i]! += l2 * x[i]!;
      }
      return loss;
    },
    new Float64Array(design.weights + labels.length),
    { iterations, tolerance: 1e-6 },
  );
  return { weights: solution.slice(0, design.weights), bias: solution.slice(design.weights) };
}

function logSoftmax(scores: Float64Array): void {
  let highest = Number.NEGATIVE_INFINITY;
  for (const score of scores) if (score > highest) highest = score;
  let sum = 0;
  for (const score of scores) sum += Math.exp(score - highest);
  const shift = highest + Math.log(sum);
  for (let k = 0; k < scores.length; k++) scores[k]! -= shift;
}
