/**
 * Mixes a probability vector with the uniform one so that every action has at least `floor`:
 * floor + (1 - n * floor) * p. Without a floor an action that a policy never takes could never be evaluated.
 * @throws RangeError when n * floor exceeds 1.
 */
export function withFloor(probabilities: readonly number[], floor: number): number[] {
  const rest = 1 - probabilities.length * floor;
  if (rest < -1e-12) throw new RangeError(`a floor of ${floor} does not fit ${probabilities.length} actions`);
  return probabilities.map((probability) => floor + Math.max(0, rest) * probability);
}
