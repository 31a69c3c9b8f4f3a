import type { LaboratoryOrder } from './account.ts';

/** The orders of one shopper, summed over windows of days. */
export class Till {
  readonly #orders: LaboratoryOrder[] = [];

  add(order: LaboratoryOrder): void {
    this.#orders.push(order);
  }

  /** Sums over orders placed in [from, to); SR counts purchases from the first of them. */
  between(from: number, to: number): TillSums {
    const sums = { purchases: 0, revenueCents: 0, sr: 0, marginCents: 0, offerCostCents: 0, redeemed: 0 };
    for (const order of this.#orders) {
      if (order.day < from || order.day >= to) continue;
      const paid = order.listCents - order.discountCents;
      const kept = paid - order.refundCents;
      sums.purchases++;
      sums.revenueCents += kept;
      sums.sr += kept / sums.purchases;
      sums.marginCents += kept - (paid > 0 ? order.costCents * (kept / paid) : order.costCents);
      if (order.by !== 'offer') continue;
      sums.redeemed++;
      sums.offerCostCents += order.discountCents;
    }
    return sums;
  }
}

export interface TillSums {
  readonly purchases: number;
  /** R: merchandise paid, after discounts and refunds. */
  readonly revenueCents: number;
  /** Sum of R_k / k, k from 1 within the window. */
  readonly sr: number;
  readonly marginCents: number;
  readonly offerCostCents: number;
  readonly redeemed: number;
}
