import type { PurchaseModel } from './models/purchase-model.ts';

/** Repeat purchases of all shoppers up to a time. */
export interface TrackingPoint {
  readonly time: number;
  readonly actual: number;
  readonly expected: number;
}

/**
 * Cumulative repeat purchases as they came against what the model expects of these shoppers: the sum over them of
 * E[X(t)] since their first purchase.
 * @param firsts time of every shopper's first purchase, in the unit of the parameters.
 * @param repeats times of all repeat purchases, on the same clock.
 * @param times where to look, ascending.
 */
export function trackPurchases(
  model: PurchaseModel,
  parameters: ArrayLike<number>,
  firsts: ArrayLike<number>,
  repeats: ArrayLike<number>,
  times: readonly number[],
): TrackingPoint[] {
  const births = new Map<number, number>();
  for (let i = 0; i < firsts.length; i++) births.set(firsts[i]!, (births.get(firsts[i]!) ?? 0) + 1);
  const sorted = Float64Array.from(repeats).sort();
  let actual = 0;
  return times.map((time) => {
    while (actual < sorted.length && sorted[actual]! <= time) actual++;
    let expected = 0;
    for (const [birth, count] of births)
      if (birth < time) expected += count * model.expectedPurchases(parameters, time - birth);
    return { time, actual, expected };
  });
}
