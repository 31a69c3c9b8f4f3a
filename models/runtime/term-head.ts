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
  const scores = Float64Array.from(head.bias);
  const known = messageTerms(text).flatMap((term) => head.rows.get(term) ?? []);
  const length = Math.hypot(...known.map((row) => head.rarity[row]!));
  for (const row of known) {
    const value = head.rarity[row]! / length;
    const at = row * scores.length;
    for (let label = 0; label < scores.length; label++) {
      scores[label]! += value * head.scale[label]! * head.weights[at + label]!;
    }
  }
  return scores;
}

/** softmax(log p + scores of the terms), p being what the head on the sentence vector gave. */
export function withTerms(head: TermHead, fromVector: Float32Array, text: string): Float32Array {
  const scores = scoreTerms(head, text).map(
    (score, label) => score + Math.log(Math.max(fromVector[label]!, 1e-30)),
  );
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return Float32Array.from(powers, (power) => power / sum);
}
