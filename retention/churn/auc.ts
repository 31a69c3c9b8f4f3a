/**
 * Area under the ROC curve: the probability that a positive row scores above a negative one, ties counting half.
 * @param weights how often each row counts; 1 each by default (a bootstrap passes its multiplicities).
 * @returns NaN when there are no positives or no negatives.
 */
export function areaUnderCurve(
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
  weights?: ArrayLike<number>,
  order: Uint32Array = rankOrder(scores),
): number {
  let positives = 0;
  let negatives = 0;
  let concordant = 0;
  for (let i = 0; i < order.length; ) {
    let tiedPositives = 0;
    let tiedNegatives = 0;
    const score = scores[order[i]!]!;
    for (; i < order.length && scores[order[i]!]! === score; i++) {
      const row = order[i]!;
      const weight = weights ? weights[row]! : 1;
      if (labels[row] === 1) tiedPositives += weight;
      else tiedNegatives += weight;
    }
    concordant += tiedPositives * (negatives + tiedNegatives / 2);
    positives += tiedPositives;
    negatives += tiedNegatives;
  }
  return concordant / (positives * negatives);
}

/** Row numbers by rising score. */
export function rankOrder(scores: ArrayLike<number>): Uint32Array {
  return Uint32Array.from({ length: scores.length }, (_, i) => i).sort((a, b) => scores[a]! - scores[b]!);
}
