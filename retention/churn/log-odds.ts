/** Probability of log odds. */
export function probabilityOf(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

/** Log odds of a probability, which is held within [.005, .995] so that certainty stays finite. */
export function logOddsOfProbability(probability: number): number {
  const held = Math.min(0.995, Math.max(0.005, probability));
  return Math.log(held / (1 - held));
}
