import type { Encoding } from './encoder-session.ts';

/** A trained linear classifier on what the encoder makes of a text, as kept in head.json. */
export interface LinearHead {
  readonly labels: readonly string[];
  /**
   * What of the encoding it reads: the sentence vector (as when it is absent), the first token, or both, one behind the
   * other.
   */
  readonly reads?: 'sentence' | 'first' | 'both';
  /** How many values that is. */
  readonly inputs: number;
  /** [labels, inputs], row-major; standardisation and temperature are folded in. */
  readonly weights: readonly number[] | Float32Array;
  readonly bias: readonly number[] | Float32Array;
}

/** The values of an encoding that a head reads. */
export function readBy({ reads }: Pick<LinearHead, 'reads'>, { vector, first }: Encoding): Float32Array {
  if (reads === 'first') return first;
  return reads === 'both' ? Float32Array.of(...vector, ...first) : vector;
}

/** softmax(W x + b): a probability for every label, in the head's order. */
export function scoreHead(head: LinearHead, vector: Float32Array): Float32Array {
  return softmax(scoreLogits(head, vector));
}

/** W x + b. */
export function scoreLogits(head: LinearHead, vector: Float32Array): Float32Array {
  const scores = new Float32Array(head.labels.length);
  for (let label = 0; label < scores.length; label++) {
    let score = head.bias[label]!;
    const row = label * head.inputs;
    for (let i = 0; i < head.inputs; i++) score += head.weights[row + i]! * vector[i]!;
    scores[label] = score;
  }
  return scores;
}

/** The same head with its scores multiplied. */
export function scaledHead(head: LinearHead, factor: number): LinearHead {
  return {
    ...head,
    weights: Float32Array.from(head.weights, (weight) => weight * factor),
    bias: Float32Array.from(head.bias, (bias) => bias * factor),
  };
}

function softmax(scores: Float32Array): Float32Array {
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
