import { messageTerms } from '../runtime/message-terms.ts';
import type { TermHead } from '../runtime/term-head.ts';
import { type Design, type RegressionOptions, softmaxRegression } from './softmax-regression.ts';

export interface TextExample {
  readonly text: string;
  readonly label: string;
  readonly weight: number;
}

/** A term that one message alone has says nothing about the next; of many messages, one in so many must have it. */
const fewestMessages = 2;
const oneInMessages = 8_000;

/** Multinomial logistic regression on the terms of messages, weighed by rarity and with length 1 a message. */
export function fitTerms(
  examples: readonly TextExample[],
  labels: readonly string[],
  options: RegressionOptions,
): TermHead {
  const termsOf = examples.map(({ text }) => messageTerms(text));
  const { rows, rarity } = vocabulary(termsOf);
  const targets = {
    labels,
    of: examples.map(({ label }) => label),
    weights: examples.map(({ weight }) => weight),
  };
  const fitted = softmaxRegression(sparseDesign(termsOf, rows, rarity, labels.length), targets, options);
  return {
    labels: [...labels],
    rows,
    rarity,
    bias: Float32Array.from(fitted.bias),
    ...int8(fitted.weights, labels.length),
  };
}

/** Terms of at least two messages, of more where there are many; rarity is 1 + ln(messages / messages with the term). */
function vocabulary(termsOf: readonly string[][]): { rows: Map<string, number>; rarity: Float32Array } {
  const counts = new Map<string, number>();
  for (const term of termsOf.flat()) counts.set(term, (counts.get(term) ?? 0) + 1);
  const fewest = Math.max(fewestMessages, Math.round(termsOf.length / oneInMessages));
  const kept = [...counts].filter(([, count]) => count >= fewest).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    rows: new Map(kept.map(([term], row) => [term, row])),
    rarity: Float32Array.from(kept, ([, count]) => 1 + Math.log(termsOf.length / count)),
  };
}

/** Weights lie by term: [terms, labels]. */
function sparseDesign(
  termsOf: readonly string[][],
  rows: ReadonlyMap<string, number>,
  rarity: Float32Array,
  labels: number,
): Design {
  const inputs = termsOf.map((terms) => {
    const known = Int32Array.from(terms.flatMap((term) => rows.get(term) ?? []));
    const length = Math.hypot(...Array.from(known, (row) => rarity[row]!));
    return { known, values: Float64Array.from(known, (row) => rarity[row]! / length) };
  });
  return {
    rows: inputs.length,
    weights: rows.size * labels,
    addScores(weights, n, scores) {
      const { known, values } = inputs[n]!;
      for (let j = 0; j < known.length; j++) {
        const at = known[j]! * labels;
        for (let k = 0; k < labels; k++) scores[k]! += values[j]! * weights[at + k]!;
      }
    },
    addGradient(gradient, n, errors) {
      const { known, values } = inputs[n]!;
      for (let j = 0; j < known.length; j++) {
        const at = known[j]! * labels;
        for (let k = 0; k < labels; k++) gradient[at + k]! += values[j]! * errors[k]!;
      }
    },
  };
}

/** Whole numbers from -127 to 127 and what to multiply each label's by. */
function int8(weights: Float64Array, labels: number): Pick<TermHead, 'weights' | 'scale'> {
  const highest = new Float64Array(labels);
  weights.forEach((weight, i) => {
    highest[i % labels] = Math.max(highest[i % labels]!, Math.abs(weight));
  });
  const scale = Float32Array.from(highest, (value) => value / 127 || 1);
  return { scale, weights: Int8Array.from(weights, (weight, i) => Math.round(weight / scale[i % labels]!)) };
}
