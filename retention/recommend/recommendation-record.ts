import type { Localised } from '../../core/localised.ts';

/** Where a candidate's score comes from; also decides its reason. */
export const recommendationSources = ['asked', 'next', 'bought', 'viewed', 'similar', 'popular'] as const;
export type RecommendationSource = (typeof recommendationSources)[number];

/** A product that could be shown, best first in a record. */
export interface RecommendationCandidate {
  readonly productId: string;
  readonly score: number;
  readonly source: RecommendationSource;
  readonly reason: Localised;
}

/** Everything the slate is drawn from. The same inputs always give the same slate: that is what replay checks. */
export interface SlateInputs {
  readonly seed: string;
  readonly size: number;
  /** Probability that slots are shuffled among the candidates, to learn from. */
  readonly explorationShare: number;
  readonly candidates: readonly RecommendationCandidate[];
}

export interface SlateItem {
  readonly productId: string;
  /** Slot, from 1. */
  readonly slot: number;
  /** Place among the candidates by score, from 1. */
  readonly rank: number;
  /** Probability that this product stood in this slot. */
  readonly propensity: number;
}

export interface SlateChoice {
  readonly slice: 'exploit' | 'explore';
  readonly slate: readonly SlateItem[];
  /** Probability of exactly this slate in this order. */
  readonly slatePropensity: number;
}

/** The whole record of one slate, as stored in decisions.record. */
export interface RecommendationRecord {
  readonly version: 1;
  readonly kind: 'recommendation';
  readonly engine: string;
  readonly shopId: string;
  readonly shopperId: string | null;
  readonly inputs: SlateInputs;
  readonly choice: SlateChoice;
}
