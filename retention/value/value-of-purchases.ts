/**
 * The founding definitions for one shopper with purchases R^1, R^2, ... R^n in order of time:
 * CLV_u = sum of R_u^t and SR_u = sum of R_u^t / t, where t counts purchases from 1.
 * R is merchandise paid, after discounts and refunds, without tax and shipping. A purchase that was refunded in full
 * keeps its place in the order: it happened.
 * @param amountsCents R of every purchase that was not cancelled, oldest first, in minor units.
 * @returns minor units; SR rounded once, at the end (`valuesOfShoppers` of adapters/postgres computes the same in SQL).
 */
export function valueOfPurchases(amountsCents: readonly number[]): { clvCents: number; srCents: number } {
  let clvCents = 0;
  let sr = 0;
  amountsCents.forEach((amount, i) => {
    clvCents += amount;
    sr += amount / (i + 1);
  });
  return { clvCents, srCents: roundHalfUp(sr) };
}

/** Thirds and sevenths add up to a half only almost: what is within a millionth of a half counts as one. */
function roundHalfUp(value: number): number {
  const settled = Math.round(Math.abs(value) * 1e6) / 1e6;
  return Math.sign(value) * Math.floor(settled + 0.5) || 0;
}
