import type { ChurnFacts } from './churn-facts.ts';
import type { Sign } from './logistic-regression.ts';

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
  /**
   * Which way it may move the risk. Where common sense knows, it is held to that: inputs that hang together could
   * else trade signs, and an agent would read that a full cart is a reason to leave.
   */
  readonly sign: Sign;
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
  { name: 'log_days_since_order', concept: 'recency', sign: 1, of: (f) => Math.log1p(f.daysSinceLastOrder) },
  { name: 'days_since_order', concept: 'recency', sign: 1, of: (f) => Math.min(f.daysSinceLastOrder, 730) },
  { name: 'overdue', concept: 'recency', sign: 1, of: overdue },
  { name: 'overdue_above_usual', concept: 'recency', sign: 1, of: (f) => Math.max(0, overdue(f)) },
  {
    name: 'overdue_above_thrice',
    concept: 'recency',
    sign: 1,
    of: (f) => Math.max(0, overdue(f) - Math.log(3)),
  },
  { name: 'silence', concept: 'recency', sign: 1, of: silence },
  { name: 'log_orders', concept: 'frequency', sign: -1, of: (f) => Math.log(f.orderCount) },
  { name: 'one_order', concept: 'frequency', sign: 1, of: (f) => Number(f.orderCount === 1) },
  { name: 'log_orders_per_year', concept: 'frequency', sign: -1, of: ordersPerYear },
  { name: 'log_clv', concept: 'value', sign: 0, of: (f) => Math.log1p(Math.max(0, f.clvCents) / 100) },
  {
    name: 'log_mean_order',
    concept: 'value',
    sign: 0,
    of: (f) => Math.log1p(Math.max(0, f.clvCents) / 100 / f.orderCount),
  },
  { name: 'log_tenure', concept: 'tenure', sign: 0, of: (f) => Math.log1p(f.tenureDays) },
  {
    name: 'log_usual_gap',
    concept: 'rhythm',
    sign: 0,
    of: (f) => Math.log(gapFloorDays + (f.usualGapDays ?? 90)),
  },
  {
    name: 'returned_share',
    concept: 'returns',
    sign: 0,
    of: (f) => share(f.refundCents, f.listCents - f.discountCents),
  },
  { name: 'discount_share', concept: 'discounts', sign: 0, of: (f) => share(f.discountCents, f.listCents) },
  { name: 'log_days_since_visit', concept: 'browsing', sign: 1, of: seen((f) => Math.log1p(daysUnseen(f))) },
  { name: 'no_visit_90', concept: 'browsing', sign: 1, of: seen((f) => Number(daysUnseen(f) === 90)) },
  { name: 'log_visits_7', concept: 'browsing', sign: -1, of: seen((f) => Math.log1p(f.visits7)) },
  { name: 'log_visits_30', concept: 'browsing', sign: -1, of: seen((f) => Math.log1p(f.visits30)) },
  { name: 'log_visits_90', concept: 'browsing', sign: -1, of: seen((f) => Math.log1p(f.visits90)) },
  { name: 'log_views_30', concept: 'browsing', sign: -1, of: seen((f) => Math.log1p(f.views30)) },
  {
    name: 'log_open_cart_adds_30',
    concept: 'browsing',
    sign: -1,
    of: seen((f) => Math.log1p(f.openCartAdds30)),
  },
  { name: 'log_offers_180', concept: 'offers', sign: 0, of: (f) => Math.log1p(f.offers180) },
  { name: 'redeemed_share', concept: 'offers', sign: 0, of: (f) => f.redeemedOrders / f.orderCount },
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

/** Who orders has been there, whether or not a visit was recorded; at most 90. */
function daysUnseen(facts: ChurnFacts): number {
  return Math.min(90, facts.daysSinceLastVisit ?? 90, facts.daysSinceLastOrder);
}

function seen(of: (facts: ChurnFacts) => number): (facts: ChurnFacts) => number {
  return (facts) => (facts.browsingObserved ? of(facts) : Number.NaN);
}

function share(part: number, whole: number): number {
  return whole > 0 ? Math.min(1, Math.max(0, part / whole)) : 0;
}
