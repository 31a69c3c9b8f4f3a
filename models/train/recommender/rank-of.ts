/**
 * Place of the product that was bought next among all that the shopper had not bought before, from 1; products of the
 * same score stand before it.
 * @param scores of every product.
 */
export function rankOf(scores: Float32Array, target: number, known: Iterable<number>): number {
  const own = scores[target]!;
  let rank = 1;
  for (let i = 0; i < scores.length; i++) if (scores[i]! >= own && i !== target) rank++;
  for (const item of new Set(known)) if (item !== target && scores[item]! >= own) rank--;
  return rank;
}
