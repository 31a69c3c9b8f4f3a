import { listForHistory } from './list-for-history.ts';
import type { NextItemScorer } from './next-item-scorer.ts';
import { nextItemShares, nextItemsLookedAt } from './next-item-shares.ts';
import { gainsOf, type NextItemCase } from './next-item-trial.ts';
import type { ShopKnowledge } from './rank-candidates.ts';

/** What a model may weigh beside neighbours' 1. */
const weights = [0.5, 1, 1.5, 2, 4, 16] as const;

/**
 * The weight of a model with the highest NDCG@10 on cases that its verdict is not spoken on.
 * @param onCase told after each.
 */
export async function chooseWeight(
  knowledge: ShopKnowledge,
  cases: readonly NextItemCase[],
  scorer: NextItemScorer,
  onCase: (done: number) => void = () => {},
): Promise<{ weight: number; ndcg10: number }> {
  const lists = weights.map((): string[][] => []);
  for (const [i, { known }] of cases.entries()) {
    const shares = nextItemShares(await scorer.score(known, nextItemsLookedAt));
    weights.forEach((weight, w) => {
      lists[w]!.push(listForHistory(knowledge, known, { shares, weight }));
    });
    onCase(i + 1);
  }
  const tried = weights.map((weight, w) => {
    const gains = gainsOf(cases, lists[w]!);
    return { weight, ndcg10: gains.reduce((sum, gain) => sum + gain, 0) / Math.max(1, gains.length) };
  });
  return tried.reduce((best, own) => (own.ndcg10 > best.ndcg10 ? own : best));
}
