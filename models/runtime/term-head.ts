import { messageTerms } from './message-terms.ts';

/** A linear classifier on the terms of a message; its scores are added to those of the head on the vector. */
export interface TermHead {
  readonly labels: readonly string[];
  /** Row of each known term in `rarity` and `weights`. */
  readonly rows: ReadonlyMap<string, number>;
  /** How much a term says by being rare. */
  readonly rarity: Float32Array;
  /** [terms, labels], row-major; to be multiplied by the label's `scale`. */
  readonly weights: Int8Array;
  readonly scale: Float32Array;
  readonly bias: Float32Array;
}

/** A score for every label: bias + W t, where t has length 1 over the known terms, each as long as it is rare. */
export function scoreTerms(head: TermHead, text: string): Float64Array {
  const { rarity, weights } = head;
  const labels = head.labels.length;
  const sums = new Float64Array(labels);
  let square = 0;
  for (const term of messageTerms(text)) {
    const row = head.rows.get(term);
    if (row === undefined) continue;
    const value = rarity[row]!;
    square += value * value;
    const at = row * labels;
    for (let label = 0; label < labels; label++) sums[label]! += value * weights[at + label]!;
  }
  const length = Math.sqrt(square) || 1;
  return sums.map((sum, label) => head.bias[label]! + (head.scale[label]! * sum) / length);
}

/** softmax(log p + scores of the terms), p being what the head on the sentence vector gave. */
export function withTerms(scores: Float64Array, fromVector: Float32Array): Float32Array {
  const logits = scores.map((score, label) => score + Math.log(Math.max(fromVector[label]!, 1e-30)));
  const highest = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - highest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return Float32Array.from(powers, (power) => power / sum);
}

/** The same head with its scores multiplied. */
export function scaledTerms(head: TermHead, factor: number): TermHead {
  return {
    ...head,
    bias: head.bias.map((value) => value * factor),
    scale: head.scale.map((value) => value * factor),
  };
}
