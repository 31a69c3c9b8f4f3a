/** Beyond this many purchases in the horizon the terms no longer reach a minor unit. */
const most = 40;

/**
 * SR90 = sum over k of E[R_k] / k with the index restarting at the decision, when the number of purchases in the
 * horizon is Poisson: E[R_k] = P(N >= k) * basket, less what the offer is expected to take off the first purchase.
 * @param meanPurchases expected purchases in the horizon, >= 0. @param basketCents merchandise paid per purchase.
 * @param offFirstCents expected discount on the first purchase.
 * @returns minor units, a fraction allowed.
 */
export function expectedSr(meanPurchases: number, basketCents: number, offFirstCents: number): number {
  let probability = Math.exp(-meanPurchases);
  let atLeast = 1 - probability;
  let sum = 0;
  for (let k = 1; k <= most && atLeast > 1e-9; k++) {
    sum += (atLeast * basketCents) / k;
    probability *= meanPurchases / k;
    atLeast -= probability;
  }
  return sum - offFirstCents;
}
