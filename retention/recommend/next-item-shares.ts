import type { NextItemScore } from './next-item-scorer.ts';

/** So many of the likeliest products are looked at. */
export const nextItemsLookedAt = 200;

/**
 * Scores of the likeliest products as shares that can be added to those of neighbours: how likely each is beside the
 * likeliest, which has 1. On Beauty better than a straight line over the logits, and wider in what it lists.
 * @param best best first.
 */
export function nextItemShares(best: readonly NextItemScore[]): ReadonlyMap<string, number> {
  const highest = best[0]?.score ?? 0;
  return new Map(best.map(({ productId, score }) => [productId, Math.exp(score - highest)]));
}
