import type { ShopperHistory } from './shop-value-fit.ts';

/** A purchase of one shopper: whole days since 1970-01-01 in the shop's zone, margin in minor units. */
export interface DatedMargin {
  readonly day: number;
  readonly marginCents: number;
}

/**
 * One shopper's history as `summarisePurchases` makes it in days: purchases of one day are one, means are over the days
 * after the first.
 * @param until the last day observed; purchases lie at or before it.
 * @returns null for somebody without a purchase.
 */
export function historyOfPurchases(purchases: readonly DatedMargin[], until: number): ShopperHistory | null {
  const margins = new Map<number, number>();
  for (const { day, marginCents } of purchases) margins.set(day, (margins.get(day) ?? 0) + marginCents);
  if (margins.size === 0) return null;
  const days = [...margins.keys()].sort((a, b) => a - b);
  const first = days[0]!;
  const repeats = days.slice(1);
  const total = repeats.reduce((sum, day) => sum + margins.get(day)!, 0);
  const last = days.at(-1)!;
  return {
    frequency: repeats.length,
    recency: last - first,
    age: Math.max(until, last) - first,
    meanMarginCents: repeats.length > 0 ? total / repeats.length : 0,
  };
}
