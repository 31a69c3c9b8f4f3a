/**
 * How an order's amounts hang together. Shown prices contain tax; order lines are stored without it, so that revenue
 * (CLV, SR, margin) needs no correction:
 *   paid for a line    = listPrice * quantity - discount + tax
 *   paid for an order  = sum of paid lines + shipping        (orders.tax_cents is the sum of the lines' tax)
 *   refunded to them   = refund + the same share of the line's tax
 */
export interface LineAmounts {
  /** Per unit, before discount, without tax. */
  readonly listPriceCents: number;
  /** Of the whole line, without tax. */
  readonly discountCents: number;
  readonly taxCents: number;
}

/**
 * Splits what is shown and paid into list price, discount and tax; exact to the penny.
 * @param priceCents shown price per unit, tax included.
 * @param discountShownCents taken off the whole line as shown, tax included; at most priceCents * quantity.
 * @param taxPercent contained in the price: 20 means that 120 shown is 100 + 20.
 */
export function splitLine(
  priceCents: number,
  quantity: number,
  discountShownCents: number,
  taxPercent: number,
): LineAmounts {
  const factor = 1 + taxPercent / 100;
  const listPriceCents = Math.round(priceCents / factor);
  const paidCents = priceCents * quantity - discountShownCents;
  const listCents = listPriceCents * quantity;
  const netCents = discountShownCents === 0 ? listCents : Math.min(listCents, Math.round(paidCents / factor));
  return { listPriceCents, discountCents: listCents - netCents, taxCents: paidCents - netCents };
}

/** What the shopper paid for a line, tax included, before any refund. */
export function paidForLine(line: LineAmounts, quantity: number): number {
  return line.listPriceCents * quantity - line.discountCents + line.taxCents;
}

/** What the shopper gets back for a refund that is stored without tax. */
export function refundWithTax(line: LineAmounts, quantity: number, refundCents: number): number {
  const netCents = line.listPriceCents * quantity - line.discountCents;
  return netCents === 0 ? 0 : refundCents + Math.round((line.taxCents * refundCents) / netCents);
}
