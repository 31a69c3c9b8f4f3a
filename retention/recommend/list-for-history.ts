import { type Evidence, type RankRequest, rankCandidates, type ShopKnowledge } from './rank-candidates.ts';

/** The ten best for somebody of whom nothing but purchases is known, each an order of its own, none of them again. */
export function listForHistory(
  knowledge: ShopKnowledge,
  history: readonly string[],
  next?: RankRequest['next'],
): string[] {
  const evidence = history.map(
    (productId, i): Evidence => ({ productId, kind: 'bought', ago: history.length - 1 - i }),
  );
  const ranked = rankCandidates(knowledge, {
    evidence,
    excluded: new Set(history),
    limit: 10,
    ...(next ? { next } : {}),
  });
  return ranked.map(({ productId }) => productId);
}
