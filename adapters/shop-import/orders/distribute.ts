/**
 * Splits a whole amount over weights in proportion, exact to the last cent: what rounding leaves goes to the largest
 * remainders. Weights of 0 get nothing unless all are 0, then the first gets everything.
 */
export function distribute(amountCents: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (weights.length === 0) return [];
  if (sum <= 0) return weights.map((_, i) => (i === 0 ? amountCents : 0));
  const exact = weights.map((weight) => (amountCents * weight) / sum);
  const parts = exact.map(Math.floor);
  let left = amountCents - parts.reduce((total, part) => total + part, 0);
  const order = exact
    .map((_, i) => i)
    .sort((a, b) => exact[b]! - parts[b]! - (exact[a]! - parts[a]!) || a - b);
  for (const i of order) if (left-- > 0) parts[i]!++;
  return parts;
}
