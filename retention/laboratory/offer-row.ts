import type { AccountFacts } from '../facts.ts';

/** One shopper-period in which an action was drawn with known chances: what effects are learnt from. */
export interface OfferRow {
  readonly shopper: string;
  /** Start of the period. */
  readonly day: number;
  readonly facts: AccountFacts;
  /** Personal offers given in the 180 days before. */
  readonly offers180: number;
  /** Index into `laboratoryActions`. */
  readonly action: number;
  /** Chance of every action at the draw; they sum to 1. */
  readonly propensities: readonly number[];
  /** Within the 30 days: margin after discounts, orders, and the discount that the offer cost. */
  readonly marginCents: number;
  readonly purchases: number;
  readonly costCents: number;
  /** In the 90 days after those. */
  readonly laterPurchases: number;
}
