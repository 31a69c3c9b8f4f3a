import type { PurchaseRow } from '../../retention/value/summarise-purchases.ts';

/** Days of first purchases and of all repeat purchases; rows of one shopper and day are one purchase. */
export function purchaseDays(rows: readonly PurchaseRow[]): { firsts: number[]; repeats: number[] } {
  const daysOf = new Map<string, Set<number>>();
  for (const { shopper, day } of rows) {
    const days = daysOf.get(shopper);
    if (days) days.add(day);
    else daysOf.set(shopper, new Set([day]));
  }
  const firsts: number[] = [];
  const repeats: number[] = [];
  for (const days of daysOf.values()) {
    const first = Math.min(...days);
    firsts.push(first);
    for (const day of days) if (day !== first) repeats.push(day);
  }
  return { firsts, repeats };
}
