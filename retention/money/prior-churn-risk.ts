/** Name under which decisions log this risk. */
export const priorChurnModel = 'overdue-prior-1';
/** How far ahead it looks, in days. */
export const priorHorizonDays = 90;

/**
 * Churn risk before any model was trained: how overdue the next order is against the shopper's own rhythm.
 * The logistic curve gives .27 to somebody who has just ordered, .5 at twice the usual gap and .95 at five times;
 * a shopper with one order is measured against `horizonDays`, one without orders gets .8 (most visitors never buy).
 * An assumption, stated; the trained model replaces it wherever one serves.
 * @returns a probability in (0, 1).
 */
export function priorChurnRisk(
  facts: { orderCount: number; daysSinceLastOrder: number | null; usualGapDays: number | null },
  horizonDays = priorHorizonDays,
): number {
  if (facts.orderCount === 0 || facts.daysSinceLastOrder === null) return 0.8;
  // A gap below a week is a basket forgotten and bought again, not a rhythm.
  const gapDays = Math.max(7, facts.usualGapDays ?? horizonDays);
  const overdue = Math.min(20, facts.daysSinceLastOrder / gapDays);
  return Math.min(0.99, Math.max(0.02, 1 / (1 + Math.exp(-(overdue - 2) * (overdue < 2 ? 0.5 : 1)))));
}
