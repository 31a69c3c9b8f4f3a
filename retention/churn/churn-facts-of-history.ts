import type { ChurnFacts } from './churn-facts.ts';

/** An order as it stands in a file; days on any scale, minor units. */
export interface DatedOrder {
  readonly day: number;
  readonly listCents: number;
  readonly discountCents: number;
  readonly refundCents: number;
  readonly byOffer: boolean;
}

/**
 * Churn facts of a shopper from lists of what happened, strictly before `day`.
 * @param orders, visitDays in order of time. @returns null for somebody who had not bought by then.
 */
export function churnFactsOfHistory(
  shopperId: string,
  orders: readonly DatedOrder[],
  visitDays: readonly number[],
  day: number,
  asOf: Date,
): ChurnFacts | null {
  const before = orders.filter((order) => order.day < day);
  const [first, last] = [before[0], before.at(-1)];
  if (!first || !last) return null;
  const gaps = before.slice(1).map((order, i) => order.day - before[i]!.day);
  const seen = visitDays.filter((visit) => visit < day);
  const within = (days: number) => seen.filter((visit) => visit >= day - days).length;
  const kept = before.map((order) => order.listCents - order.discountCents - order.refundCents);
  return {
    shopperId,
    asOf,
    orderCount: before.length,
    orders180: before.filter((order) => order.day >= day - 180).length,
    daysSinceLastOrder: day - last.day,
    tenureDays: day - first.day,
    usualGapDays: median(gaps),
    lastGapDays: gaps.at(-1) ?? null,
    clvCents: kept.reduce((sum, value) => sum + value, 0),
    srCents: Math.round(kept.reduce((sum, value, i) => sum + value / (i + 1), 0)),
    listCents: before.reduce((sum, { listCents }) => sum + listCents, 0),
    discountCents: before.reduce((sum, { discountCents }) => sum + discountCents, 0),
    refundCents: before.reduce((sum, { refundCents }) => sum + refundCents, 0),
    daysSinceLastVisit: seen.length > 0 && day - seen.at(-1)! <= 90 ? day - seen.at(-1)! : null,
    visits7: within(7),
    visits30: within(30),
    visits90: within(90),
    views30: within(30),
    openCartAdds30: 0,
    offers180: 0,
    redeemedOrders: before.filter(({ byOffer }) => byOffer).length,
    browsingObserved: true,
  };
}

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
