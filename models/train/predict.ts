import { type LinearHead, scoreHead } from '../runtime/linear-head.ts';
import { scoreTerms, type TermHead, withTerms } from '../runtime/term-head.ts';

/** The likeliest label, as in service: by the vector, and by the terms of the text where the head has them. */
export function predict(
  { head, terms }: { head: LinearHead; terms?: TermHead },
  { vector, text }: { vector: Float32Array; text: string },
): string {
  const ofVector = scoreHead(head, vector);
  const probabilities = terms ? withTerms(scoreTerms(terms, text), ofVector) : ofVector;
  return head.labels[probabilities.indexOf(Math.max(...probabilities))]!;
}
