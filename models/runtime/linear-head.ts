/** A trained linear classifier on sentence vectors, as kept in head.json. */
export interface LinearHead {
  readonly labels: readonly string[];
  /** Length of the sentence vectors. */
  readonly inputs: number;
  /** [labels, inputs], row-major; standardisation and temperature are folded in. */
  readonly weights: readonly number[] | Float32Array;
  readonly bias: readonly number[] | Float32Array;
}

/** softmax(W x + b): a probability for every label, in the head's order. */
export function scoreHead(head: LinearHead, vector: Float32Array): Float32Array {
  const scores = new Float32Array(head.labels.length);
  for (let label = 0; label < scores.length; label++) {
    let score = head.bias[label]!;
    const row = label * head.inputs;
    for (let i = 0; i < head.inputs; i++) score += head.weights[row + i]! * vector[i]!;
    scores[label] = score;
  }
  return softmax(scores);
}

function softmax(scores: Float32Array): Float32Array {
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
