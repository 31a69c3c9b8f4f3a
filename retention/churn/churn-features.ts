import type { ChurnFacts } from './churn-facts.ts';

/** What a reason is told about; several features may speak of one concept. */
export const churnConcepts = [
  'recency',
  'frequency',
  'value',
  'tenure',
  'rhythm',
  'returns',
  'discounts',
  'browsing',
  'offers',
] as const;
export type ChurnConcept = (typeof churnConcepts)[number];

export interface ChurnFeature {
  /** Stored with models: never rename one. */
  readonly name: string;
  readonly concept: ChurnConcept;
  /** NaN: not observed; the model then takes the average. */
  of(facts: ChurnFacts): number;
}

/** Keeps a gap of hours from making a week's silence look like an age. */
const gapFloorDays = 7;

/**
 * The inputs of the churn model, in the model's order. Long tails are tamed by logarithms; a hinge lets the risk rise
 * faster once a shopper is later than usual.
 */
export const churnFeatures: readonly ChurnFeature[] = [
  { name: 'log_days_since_order', concept: 'recency', of: (f) => Math.log1p(f.daysSinceLastOrder) },
  { name: 'days_since_order', concept: 'recency', of: (f) => Math.min(f.daysSinceLastOrder, 730) },
  { name: 'overdue', concept: 'recency', of: overdue },
  { name: 'overdue_above_usual', concept: 'recency', of: (f) => Math.max(0, overdue(f)) },
  { name: 'overdue_above_thrice', concept: 'recency', of: (f) => Math.max(0, overdue(f) - Math.log(3)) },
  { name: 'silence', concept: 'recency', of: silence },
  { name: 'log_orders', concept: 'frequency', of: (f) => Math.log(f.orderCount) },
  { name: 'one_order', concept: 'frequency', of: (f) => Number(f.orderCount === 1) },
  { name: 'log_orders_180', concept: 'frequency', of: (f) => Math.log1p(f.orders180) },
  { name: 'log_orders_per_year', concept: 'frequency', of: ordersPerYear },
  { name: 'log_clv', concept: 'value', of: (f) => Math.log1p(Math.max(0, f.clvCents) / 100) },
  {
    name: 'log_mean_order',
    concept: 'value',
    of: (f) => Math.log1p(Math.max(0, f.clvCents) / 100 / f.orderCount),
  },
  { name: 'log_tenure', concept: 'tenure', of: (f) => Math.log1p(f.tenureDays) },
  { name: 'log_usual_gap', concept: 'rhythm', of: (f) => Math.log(gapFloorDays + (f.usualGapDays ?? 90)) },
  { name: 'slowing', concept: 'rhythm', of: slowing },
  {
    name: 'returned_share',
    concept: 'returns',
    of: (f) => share(f.refundCents, f.listCents - f.discountCents),
  },
  { name: 'discount_share', concept: 'discounts', of: (f) => share(f.discountCents, f.listCents) },
  {
    name: 'log_days_since_visit',
    concept: 'browsing',
    of: seen((f) => Math.log1p(f.daysSinceLastVisit ?? 90)),
  },
  { name: 'no_visit_90', concept: 'browsing', of: seen((f) => Number(f.daysSinceLastVisit === null)) },
  { name: 'log_visits_7', concept: 'browsing', of: seen((f) => Math.log1p(f.visits7)) },
  { name: 'log_visits_30', concept: 'browsing', of: seen((f) => Math.log1p(f.visits30)) },
  { name: 'log_visits_90', concept: 'browsing', of: seen((f) => Math.log1p(f.visits90)) },
  { name: 'log_views_30', concept: 'browsing', of: seen((f) => Math.log1p(f.views30)) },
  { name: 'log_cart_adds_30', concept: 'browsing', of: seen((f) => Math.log1p(f.cartAdds30)) },
  { name: 'log_offers_180', concept: 'offers', of: (f) => Math.log1p(f.offers180) },
  { name: 'redeemed_share', concept: 'offers', of: (f) => f.redeemedOrders / f.orderCount },
];

/** Log of how late the next order is against the shopper's own rhythm; 0 without a rhythm. */
function overdue(facts: ChurnFacts): number {
  if (facts.usualGapDays === null) return 0;
  return Math.log((facts.daysSinceLastOrder + gapFloorDays) / (facts.usualGapDays + gapFloorDays));
}

/**
 * Repeat orders times the log of tenure over buying time: the term by which P(alive) falls in BG/NBD (Fader, Hardie
 * and Lee 2005, eq. 8). A long silence says more of somebody who used to buy often.
 */
function silence(facts: ChurnFacts): number {
  const buyingDays = facts.tenureDays - facts.daysSinceLastOrder;
  return Math.min(12, (facts.orderCount - 1) * Math.log((facts.tenureDays + 30) / (buyingDays + 30)));
}

function ordersPerYear(facts: ChurnFacts): number {
  return Math.log((facts.orderCount / (facts.tenureDays + 60)) * 365.25);
}

/** Log of the latest gap over the usual one; 0 without a rhythm. */
function slowing(facts: ChurnFacts): number {
  if (facts.usualGapDays === null || facts.lastGapDays === null) return 0;
  return Math.log((facts.lastGapDays + gapFloorDays) / (facts.usualGapDays + gapFloorDays));
}

function seen(of: (facts: ChurnFacts) => number): (facts: ChurnFacts) => number {
  return (facts) => (facts.browsingObserved ? of(facts) : Number.NaN);
}

function share(part: number, whole: number): number {
  return whole > 0 ? Math.min(1, Math.max(0, part / whole)) : 0;
}
