import type { PurchaseModel } from './models/purchase-model.ts';

/** How far ahead purchases count, and how much less a later one does. */
export interface ValueHorizon {
  readonly months: number;
  /** Length of a month in the unit of the histories: 30.4375 for days, 30.4375 / 7 for weeks. */
  readonly monthLength: number;
  /** What a purchase loses per month of waiting: 0.01 is 1 %. Purchases count at the end of their month. */
  readonly monthlyDiscount: number;
}

/**
 * Expected discounted purchases of a shopper within the horizon after T, given their history: times an expected margin,
 * their residual value.
 * sum over months m of (E[X(m)] - E[X(m-1)]) / (1 + discount)^m.
 */
export function residualPurchases(
  model: PurchaseModel,
  parameters: ArrayLike<number>,
  frequency: number,
  recency: number,
  age: number,
  { months, monthLength, monthlyDiscount }: ValueHorizon,
): number {
  const alive = model.probabilityAlive(parameters, frequency, recency, age);
  if (alive === 0) return 0;
  let sum = 0;
  let before = 0;
  for (let month = 1; month <= months; month++) {
    const until = model.expectedWhileAlive(parameters, frequency, age, month * monthLength);
    sum += (until - before) / (1 + monthlyDiscount) ** month;
    before = until;
  }
  return alive * sum;
}
