/** One line of an order, whole line unless it says "per unit"; minor units. */
export interface SoldLine {
  readonly quantity: number;
  /** Per unit, before discount, without tax. */
  readonly listPriceCents: number;
  readonly discountCents: number;
  readonly refundCents: number;
  /** Per unit; null where the shop does not know it. */
  readonly unitCostCents: number | null;
}

/**
 * What lines leave after unit costs. Goods that came back took their cost back with them, in proportion to the refund.
 * A line of unknown unit cost earns the shop's declared rate of what it kept.
 * @param marginRate declared share of revenue that is margin, in [0, 1].
 * @returns minor units, rounded once, at the end; below zero where goods were sold under cost.
 */
export function marginOfLines(lines: readonly SoldLine[], marginRate: number): number {
  let margin = 0;
  for (const line of lines) {
    const paid = line.listPriceCents * line.quantity - line.discountCents;
    const kept = paid - line.refundCents;
    if (line.unitCostCents === null) margin += kept * marginRate;
    else {
      const keptShare = paid > 0 ? Math.min(1, Math.max(0, kept / paid)) : 1;
      margin += kept - line.unitCostCents * line.quantity * keptShare;
    }
  }
  return Math.round(margin);
}
