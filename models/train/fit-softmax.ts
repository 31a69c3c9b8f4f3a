import type { LinearHead } from '../runtime/linear-head.ts';
import { type Design, type RegressionOptions, softmaxRegression } from './softmax-regression.ts';

export interface Example {
  readonly vector: Float32Array;
  readonly label: string;
  /** How many rows it counts for. */
  readonly weight: number;
}

/**
 * Multinomial logistic regression on vectors. Inputs are standardised for the fit, so that the penalty falls on all
 * alike; the head that comes back takes them as they are.
 */
export function fitSoftmax(
  examples: readonly Example[],
  labels: readonly string[],
  options: RegressionOptions,
): LinearHead {
  const inputs = examples[0]!.vector.length;
  const { rows, means, deviations } = standardised(examples, inputs);
  const targets = {
    labels,
    of: examples.map((example) => example.label),
    weights: examples.map((example) => example.weight),
  };
  const fitted = softmaxRegression(denseDesign(rows, inputs, labels.length), targets, options);
  return unstandardised(fitted, labels, means, deviations);
}

/** Weights lie by label: [labels, inputs]. */
function denseDesign(values: Float32Array, inputs: number, labels: number): Design {
  return {
    rows: values.length / inputs,
    weights: labels * inputs,
    addScores(x, n, scores) {
      const row = values.subarray(n * inputs, (n + 1) * inputs);
      for (let k = 0; k < labels; k++) {
        const at = k * inputs;
        // Four sums side by side: one alone would wait for each addition before the next.
        let [a, b, c, d] = [0, 0, 0, 0];
        let i = 0;
        for (; i + 3 < inputs; i += 4) {
          a += x[at + i]! * row[i]!;
          b += x[at + i + 1]! * row[i + 1]!;
          c += x[at + i + 2]! * row[i + 2]!;
          d += x[at + i + 3]! * row[i + 3]!;
        }
        for (; i < inputs; i++) a += x[at + i]! * row[i]!;
        scores[k]! += a + b + c + d;
      }
    },
    addGradient(gradient, n, errors) {
      const row = values.subarray(n * inputs, (n + 1) * inputs);
      for (let k = 0; k < labels; k++) {
        const error = errors[k]!;
        if (error === 0) continue;
        const at = k * inputs;
        for (let i = 0; i < inputs; i++) gradient[at + i]! += error * row[i]!;
      }
    },
  };
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
  fitted: { weights: Float64Array; bias: Float64Array },
  labels: readonly string[],
  means: Float64Array,
  deviations: Float64Array,
): LinearHead {
  const inputs = means.length;
  const weights = new Float32Array(labels.length * inputs);
  const bias = new Float32Array(labels.length);
  for (let k = 0; k < labels.length; k++) {
    let shift = fitted.bias[k]!;
    for (let i = 0; i < inputs; i++) {
      const weight = fitted.weights[k * inputs + i]! / deviations[i]!;
      weights[k * inputs + i] = weight;
      shift -= weight * means[i]!;
    }
    bias[k] = shift;
  }
  return { labels: [...labels], inputs, weights, bias };
}
