import type { LinearHead } from '../runtime/linear-head.ts';
import { minimise } from './lbfgs.ts';

export interface Example {
  readonly vector: Float32Array;
  readonly label: string;
  /** How many rows it counts for. */
  readonly weight: number;
}

export interface SoftmaxOptions {
  /** Strength of the L2 penalty on the weights of standardised inputs, per unit of total example weight. */
  readonly l2: number;
  readonly iterations?: number;
}

/**
 * Multinomial logistic regression by L-BFGS: mean cross-entropy + l2/2 |W|^2, the bias unpenalised. Inputs are
 * standardised for the fit; the head that comes back takes them as they are.
 */
export function fitSoftmax(
  examples: readonly Example[],
  labels: readonly string[],
  { l2, iterations = 200 }: SoftmaxOptions,
): LinearHead {
  const inputs = examples[0]!.vector.length;
  const { rows, means, deviations } = standardised(examples, inputs);
  const targets = examples.map((example) => labels.indexOf(example.label));
  if (targets.includes(-1)) throw new RangeError('an example has a label that the head does not know');
  const total = examples.reduce((sum, example) => sum + example.weight, 0);
  const count = labels.length;
  const width = inputs + 1;
  const scores = new Float64Array(count);

  const solution = minimise(
    (x, gradient) => {
      gradient.fill(0);
      let loss = 0;
      for (let n = 0; n < examples.length; n++) {
        const row = rows.subarray(n * inputs, (n + 1) * inputs);
        const weight = examples[n]!.weight / total;
        loss -= weight * logSoftmax(x, row, scores)[targets[n]!]!;
        for (let k = 0; k < count; k++) {
          const error = weight * (Math.exp(scores[k]!) - (k === targets[n] ? 1 : 0));
          // Most labels of a sure example move nothing.
          if (Math.abs(error) < weight * 1e-5) continue;
          const at = k * width;
          for (let i = 0; i < inputs; i++) gradient[at + i]! += error * row[i]!;
          gradient[at + inputs]! += error;
        }
      }
      for (let k = 0; k < count; k++) {
        for (let i = k * width; i < k * width + inputs; i++) {
          loss += (l2 / 2) * x[i]! ** 2;
          gradient[i]! += l2 * x[i]!;
        }
      }
      return loss;
    },
    new Float64Array(count * width),
    { iterations, tolerance: 1e-6 },
  );
  return unstandardised(solution, labels, means, deviations);
}

function logSoftmax(x: Float64Array, row: Float32Array, scores: Float64Array): Float64Array {
  const inputs = row.length;
  let highest = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < scores.length; k++) {
    const at = k * (inputs + 1);
    // Four sums side by side: one alone would wait for each addition before the next.
    let [a, b, c, d] = [x[at + inputs]!, 0, 0, 0];
    let i = 0;
    for (; i + 3 < inputs; i += 4) {
      a += x[at + i]! * row[i]!;
      b += x[at + i + 1]! * row[i + 1]!;
      c += x[at + i + 2]! * row[i + 2]!;
      d += x[at + i + 3]! * row[i + 3]!;
    }
    for (; i < inputs; i++) a += x[at + i]! * row[i]!;
    const score = a + b + c + d;
    scores[k] = score;
    highest = Math.max(highest, score);
  }
  let sum = 0;
  for (let k = 0; k < scores.length; k++) sum += Math.exp(scores[k]! - highest);
  const shift = highest + Math.log(sum);
  for (let k = 0; k < scores.length; k++) scores[k]! -= shift;
  return scores;
}

function standardised(examples: readonly Example[], inputs: number) {
  const means = new Float64Array(inputs);
  const deviations = new Float64Array(inputs);
  for (const { vector } of examples)
    for (let i = 0; i < inputs; i++) means[i]! += vector[i]! / examples.length;
  for (const { vector } of examples) {
    for (let i = 0; i < inputs; i++) deviations[i]! += (vector[i]! - means[i]!) ** 2 / examples.length;
  }
  for (let i = 0; i < inputs; i++) deviations[i] = Math.sqrt(deviations[i]!) || 1;
  const rows = new Float32Array(examples.length * inputs);
  examples.forEach(({ vector }, n) => {
    for (let i = 0; i < inputs; i++) rows[n * inputs + i] = (vector[i]! - means[i]!) / deviations[i]!;
  });
  return { rows, means, deviations };
}

function unstandardised(
  solution: Float64Array,
  labels: readonly string[],
  means: Float64Array,
  deviations: Float64Array,
): LinearHead {
  const inputs = means.length;
  const weights = new Float32Array(labels.length * inputs);
  const bias = new Float32Array(labels.length);
  for (let k = 0; k < labels.length; k++) {
    const at = k * (inputs + 1);
    let shift = solution[at + inputs]!;
    for (let i = 0; i < inputs; i++) {
      const weight = solution[at + i]! / deviations[i]!;
      weights[k * inputs + i] = weight;
      shift -= weight * means[i]!;
    }
    bias[k] = shift;
  }
  return { labels: [...labels], inputs, weights, bias };
}
