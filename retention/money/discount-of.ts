import { percentOf } from '../../core/money.ts';
import type { OfferKind } from '../offers/offer.ts';

export interface CartLine {
  readonly productId: string;
  readonly quantity: number;
  /** List price of one, without tax. */
  readonly unitPriceCents: number;
}

export interface Discount {
  /** Off each line, in the cart's order; sums to the whole. */
  readonly lineDiscountCents: readonly number[];
  readonly shippingDiscountCents: number;
  readonly perkPoints: number;
  /** What it costs the budget: the discounts, or the cap of a perk. */
  readonly costCents: number;
}

/**
 * What terms take off a cart, never more than their cap. A percentage is of the merchandise, spread over the lines
 * by their share of it (largest remainders), so that a returned line carries its own part back.
 */
export function discountOf(
  terms: { kind: OfferKind; percent: number | null; perkPoints: number | null; maximumCents: number | null },
  lines: readonly CartLine[],
  shippingCents: number,
): Discount {
  const cap = terms.maximumCents ?? Number.POSITIVE_INFINITY;
  const amounts = lines.map(({ quantity, unitPriceCents }) => quantity * unitPriceCents);
  const none = amounts.map(() => 0);
  if (terms.kind === 'percent') {
    const merchandise = amounts.reduce((sum, amount) => sum + amount, 0);
    const off = Math.min(percentOf(merchandise, terms.percent ?? 0), cap);
    return {
      lineDiscountCents: spread(off, amounts),
      shippingDiscountCents: 0,
      perkPoints: 0,
      costCents: off,
    };
  }
  if (terms.kind === 'free_shipping') {
    const off = Math.min(shippingCents, cap);
    return { lineDiscountCents: none, shippingDiscountCents: off, perkPoints: 0, costCents: off };
  }
  const perkPoints = terms.perkPoints ?? 0;
  return {
    lineDiscountCents: none,
    shippingDiscountCents: 0,
    perkPoints,
    costCents: terms.maximumCents ?? 0,
  };
}

/** Whole minor units in proportion to `weights`, summing to `total` exactly. */
function spread(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  if (sum === 0) return weights.map(() => 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const shares = exact.map(Math.floor);
  const left = total - shares.reduce((a, b) => a + b, 0);
  const byRemainder = exact
    .map((value, i) => ({ i, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder || a.i - b.i);
  for (const { i } of byRemainder.slice(0, left)) shares[i]! += 1;
  return shares;
}
