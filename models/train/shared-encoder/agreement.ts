import type { Encoding } from '../../runtime/encoder-session.ts';
import { type LinearHead, readBy, scoreLogits } from '../../runtime/linear-head.ts';

/** How an exported encoder and the trainer's differ on the same texts, by the logits of a head. */
export interface Agreement {
  readonly texts: number;
  readonly largestLogitDifference: number;
  readonly meanLogitDifference: number;
  /** Share of the texts whose likeliest label is the same. */
  readonly sameLabel: number;
}

/** @param ours, theirs of each text, by either encoder. */
export function agreementOf(
  head: LinearHead,
  ours: readonly Encoding[],
  theirs: readonly Encoding[],
): Agreement {
  const logitsOf = (encoding: Encoding) => scoreLogits(head, readBy(head, encoding));
  let largest = 0;
  let sum = 0;
  let same = 0;
  ours.forEach((encoding, i) => {
    const [a, b] = [logitsOf(encoding), logitsOf(theirs[i]!)];
    a.forEach((score, label) => {
      const gap = Math.abs(score - b[label]!);
      largest = Math.max(largest, gap);
      sum += gap / a.length;
    });
    if (a.indexOf(Math.max(...a)) === b.indexOf(Math.max(...b))) same++;
  });
  const texts = ours.length;
  return {
    texts,
    largestLogitDifference: largest,
    meanLogitDifference: sum / texts,
    sameLabel: same / texts,
  };
}
