import type { Localised } from '../../core/localised.ts';
import type { Transaction } from '../../core/transaction.ts';

export interface RecommendedProduct {
  readonly productId: string;
  readonly rank: number;
  /** Probability that this product stood in this slot. */
  readonly propensity: number;
  /** Why, in words for the shopper: "because you bought ...". */
  readonly reason: Localised;
}

export interface Recommendation {
  readonly decisionId: string;
  readonly items: readonly RecommendedProduct[];
}

export interface Recommender {
  /**
   * Draws a slate for one message and logs it (candidates, slate, ranks, slot propensities).
   * What a wish rules out is left out before the draw: show the whole slate in its order, or the log would lie.
   * @param queryVector sentence vector of what the shopper asked for, when they asked for something.
   */
  recommend(
    tx: Transaction,
    request: {
      shopId: string;
      shopperId: string | null;
      /** Where it is shown; null: elsewhere, under the name of `occasion`. */
      conversationId: string | null;
      /** What the draw belongs to where it is no conversation; part of its seed. */
      occasion?: string;
      sequence: number;
      size: number;
      now: Date;
      queryVector?: Float32Array;
      /** Products that the shop's own search finds for it, with how sure it is of each, 0..1. */
      found?: ReadonlyMap<string, number>;
      /** Products that the wish is for the like of. */
      like?: readonly string[];
      category?: string;
      /** Shown before and not wanted again. */
      without?: readonly string[];
      /** A shelf price that the shopper does not want to go above, minor units. */
      maximumPriceCents?: number;
    },
  ): Promise<Recommendation>;
}
