import type { Fit } from '../models/fit.ts';
import type { RefusalReason } from '../models/model-refusal.ts';

/**
 * What a shop's purchases came to: MBG/NBD of purchases (which, unlike BG/NBD, doubts one-time buyers) and Gamma-Gamma of
 * what a purchase leaves in margin. Times are days; amounts minor units of the shop's currency. Stored as JSON.
 */
export interface ShopValueFit {
  /** Of this format and of the arithmetic behind it; values of one version are computed alike for ever. */
  readonly format: 1;
  readonly purchases: Fit;
  /** null: margins could not carry a model; `meanMarginCents` counts for everybody then. */
  readonly margins: Fit | null;
  /** Where the data alone did not suffice, and what was done about it; empty when they did. */
  readonly concessions: readonly Concession[];
  /** Of a purchase, over all repeat purchases. */
  readonly meanMarginCents: number;
  /** The last day on which a purchase would have been seen, days since 1970-01-01. */
  readonly observedUntil: number;
  readonly months: number;
  readonly monthlyDiscount: number;
}

export interface Concession {
  readonly part: 'purchases' | 'margins';
  /** A weak prior held the fit, or everybody's purchases count the same mean. */
  readonly help: 'weak_prior' | 'mean';
  readonly reason: RefusalReason;
}

/** What is known of one shopper: days, and mean margin of the repeat purchases in minor units. */
export interface ShopperHistory {
  readonly frequency: number;
  readonly recency: number;
  readonly age: number;
  readonly meanMarginCents: number;
}

/** What is expected of one shopper. */
export interface ShopperExpectation {
  /** Probability that they have not left for good. */
  readonly aliveProbability: number;
  /** Within twelve months. */
  readonly purchases: number;
  /** Discounted margin of these purchases, minor units, rounded. */
  readonly residualCents: number;
}
