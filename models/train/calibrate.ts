/** What a model says of a row, and what is true of it. */
export interface ScoredRow {
  /** A score a label; probabilities are their softmax. */
  readonly scores: ArrayLike<number>;
  /** Index of the true label. */
  readonly truth: number;
}

/**
 * Temperature scaling (Guo et al. 2017): one divisor for all scores that makes held-out labels likeliest; the order of
 * the labels stays. Golden-section search over log temperatures in [1/8, 8].
 */
export function temperatureOf(heldOut: readonly ScoredRow[]): number {
  const loss = (logTemperature: number) => meanLogLoss(heldOut, Math.exp(logTemperature));
  const ratio = (Math.sqrt(5) - 1) / 2;
  let low = -Math.log(8);
  let high = Math.log(8);
  for (let i = 0; i < 30; i++) {
    const left = high - ratio * (high - low);
    const right = low + ratio * (high - low);
    if (loss(left) < loss(right)) high = right;
    else low = left;
  }
  return Math.exp((low + high) / 2);
}

/** Mean of -log of the probability given to the true label, the scores divided by the temperature; nats. */
export function meanLogLoss(rows: readonly ScoredRow[], temperature = 1): number {
  let sum = 0;
  for (const { scores, truth } of rows) {
    let highest = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < scores.length; k++) highest = Math.max(highest, scores[k]! / temperature);
    let total = 0;
    for (let k = 0; k < scores.length; k++) total += Math.exp(scores[k]! / temperature - highest);
    sum += highest + Math.log(total) - scores[truth]! / temperature;
  }
  return sum / rows.length;
}
