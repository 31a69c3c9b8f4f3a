import { meanAndVariance } from '../numerics/mean-and-variance.ts';
import { type Interval, normalInterval } from '../numerics/normal-interval.ts';
import { quantileOfSorted } from '../numerics/quantile-of-sorted.ts';
import { listForHistory } from './list-for-history.ts';
import type { NextItemScorer } from './next-item-scorer.ts';
import { nextItemShares, nextItemsLookedAt } from './next-item-shares.ts';
import { gainsOf, type ListFigures, listFigures, type NextItemCase } from './next-item-trial.ts';
import type { ShopKnowledge } from './rank-candidates.ts';

type RecommendEngine = 'knn' | 'model' | 'mixed';

export interface EngineFigures extends ListFigures {
  /** Of one list. */
  readonly latencyMs: { readonly p50: number; readonly p95: number; readonly p99: number };
}

export interface PairedDifference extends Interval {
  readonly estimate: number;
}

export interface EngineComparison {
  readonly knn: EngineFigures;
  /** Absent without a model. */
  readonly model?: EngineFigures;
  /** Neighbours and model together, as they serve. */
  readonly mixed?: EngineFigures;
  /** NDCG@10 above neighbours alone, 95 %, paired over shoppers. */
  readonly aboveKnn?: { readonly model: PairedDifference; readonly mixed: PairedDifference };
}

/** A model and how much it weighs beside neighbours' 1. */
export interface WeighedModel {
  readonly scorer: NextItemScorer;
  readonly weight: number;
}

/**
 * Tries neighbours, the model and both together on the same cases.
 * @param knowledge of the cases' histories.
 * @param onCase told after each.
 */
export async function compareEngines(
  knowledge: ShopKnowledge,
  cases: readonly NextItemCase[],
  model: WeighedModel | null,
  onCase: (done: number) => void = () => {},
): Promise<EngineComparison> {
  const lists: Record<RecommendEngine, string[][]> = { knn: [], model: [], mixed: [] };
  const times: Record<RecommendEngine, number[]> = { knn: [], model: [], mixed: [] };
  for (const [i, { known }] of cases.entries()) {
    const started = performance.now();
    lists.knn.push(listForHistory(knowledge, known));
    const listed = performance.now();
    times.knn.push(listed - started);
    if (model) {
      const best = await model.scorer.score(known, nextItemsLookedAt);
      lists.model.push(best.slice(0, 10).map(({ productId }) => productId));
      times.model.push(performance.now() - listed);
      lists.mixed.push(
        listForHistory(knowledge, known, { shares: nextItemShares(best), weight: model.weight }),
      );
      times.mixed.push(performance.now() - listed);
    }
    onCase(i + 1);
  }
  const timesBought = new Map(
    [...knowledge.products.keys()].map((id) => [id, knowledge.coPurchases.timesBought(id)]),
  );
  const figures = (engine: RecommendEngine): EngineFigures => ({
    ...listFigures(cases, lists[engine], timesBought),
    latencyMs: percentiles(times[engine]),
  });
  if (!model) return { knn: figures('knn') };
  const neighbours = gainsOf(cases, lists.knn);
  const above = (engine: RecommendEngine) => pairedDifference(gainsOf(cases, lists[engine]), neighbours);
  return {
    knn: figures('knn'),
    model: figures('model'),
    mixed: figures('mixed'),
    aboveKnn: { model: above('model'), mixed: above('mixed') },
  };
}

function pairedDifference(own: Float64Array, other: Float64Array): PairedDifference {
  const { n, mean, variance } = meanAndVariance(own.map((gain, i) => gain - other[i]!));
  return { estimate: mean, ...normalInterval(mean, Math.sqrt(variance / Math.max(1, n))) };
}

function percentiles(times: readonly number[]): EngineFigures['latencyMs'] {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => Number(quantileOfSorted(sorted, share).toFixed(2));
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
