/**
 * What the churn model may know of a shopper who has bought at least once, all from strictly before `asOf`.
 * Days are 24-hour days and may be fractions; amounts are minor units. Several accounts of one person count as one.
 */
export interface ChurnFacts {
  readonly shopperId: string;
  readonly asOf: Date;
  /** Orders not cancelled by `asOf`; at least 1. */
  readonly orderCount: number;
  readonly orders180: number;
  readonly daysSinceLastOrder: number;
  /** First order to `asOf`. */
  readonly tenureDays: number;
  /** Median gap between this shopper's own orders; null for one order. */
  readonly usualGapDays: number | null;
  /** The gap before the latest order; null for one order. */
  readonly lastGapDays: number | null;
  readonly clvCents: number;
  readonly srCents: number;
  readonly listCents: number;
  readonly discountCents: number;
  readonly refundCents: number;
  /** Null: not seen in the 90 days before `asOf`. */
  readonly daysSinceLastVisit: number | null;
  readonly visits7: number;
  readonly visits30: number;
  readonly visits90: number;
  readonly views30: number;
  /** Put in the cart within 30 days and not ordered since. */
  readonly openCartAdds30: number;
  /** Offers given in the 180 days before `asOf`. */
  readonly offers180: number;
  /** Orders that redeemed one. */
  readonly redeemedOrders: number;
  /** False where the shop did not record browsing yet in the 30 days before `asOf`: the counts above mean nothing. */
  readonly browsingObserved: boolean;
}
