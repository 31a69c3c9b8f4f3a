import type { PurchaseHistories } from './purchase-histories.ts';
import { daysOfUnit, type TimeUnit } from './time-unit.ts';

/** One purchase, or one of several rows of it. */
export interface PurchaseRow {
  readonly shopper: string;
  /** Whole days since 1970-01-01, in the shop's zone. */
  readonly day: number;
  /** What the purchase was worth; 0 where amounts are not known. */
  readonly amount: number;
}

export interface SummariseOptions {
  /** The last day observed; by default the last day in the rows. Later purchases are left out. */
  readonly observationEnd?: number;
  readonly unit: TimeUnit;
  /**
   * Counts times in whole calendar units (weeks from Monday, months of the calendar), and purchases within one of them
   * as one, as Python's lifetimes does. By default purchases within one day are one and times are days, divided.
   */
  readonly wholeUnits?: boolean;
}

/** Purchase histories with who they are of and what they spent. */
export interface ShopperSummaries extends PurchaseHistories {
  readonly shoppers: readonly string[];
  /** Mean amount of the repeat purchases; 0 for somebody without. */
  readonly monetary: Float64Array;
  /** Day of the first purchase. */
  readonly firstDay: Int32Array;
  /** The last day observed. */
  readonly observationEnd: number;
}

/**
 * RFM summaries: frequency (repeat purchases), recency (first to last purchase), age (first purchase to the end of
 * observation) and mean repeat amount of every shopper, in order of first appearance.
 */
export function summarisePurchases(
  rows: readonly PurchaseRow[],
  { observationEnd, unit, wholeUnits = false }: SummariseOptions,
): ShopperSummaries {
  const end =
    observationEnd ?? rows.reduce((latest, { day }) => Math.max(latest, day), Number.NEGATIVE_INFINITY);
  const periodOf = wholeUnits ? calendarPeriod[unit] : (day: number) => day;
  const perPeriod = wholeUnits ? 1 : daysOfUnit[unit];
  const amountsOf = new Map<string, Map<number, number>>();
  const firsts = new Map<string, number>();
  for (const { shopper, day, amount } of rows) {
    if (day > end) continue;
    const period = periodOf(day);
    let amounts = amountsOf.get(shopper);
    if (!amounts) {
      amounts = new Map();
      amountsOf.set(shopper, amounts);
    }
    amounts.set(period, (amounts.get(period) ?? 0) + amount);
    firsts.set(shopper, Math.min(firsts.get(shopper) ?? day, day));
  }
  const n = amountsOf.size;
  const summaries = {
    shoppers: [...amountsOf.keys()],
    frequency: new Float64Array(n),
    recency: new Float64Array(n),
    age: new Float64Array(n),
    monetary: new Float64Array(n),
    firstDay: Int32Array.from(firsts.values()),
    observationEnd: end,
  };
  const endPeriod = periodOf(end);
  let i = 0;
  for (const amounts of amountsOf.values()) {
    let first = Number.POSITIVE_INFINITY;
    let last = Number.NEGATIVE_INFINITY;
    let total = 0;
    for (const [period, amount] of amounts) {
      first = Math.min(first, period);
      last = Math.max(last, period);
      total += amount;
    }
    const repeats = amounts.size - 1;
    summaries.frequency[i] = repeats;
    summaries.recency[i] = (last - first) / perPeriod;
    summaries.age[i] = (endPeriod - first) / perPeriod;
    summaries.monetary[i] = repeats > 0 ? (total - amounts.get(first)!) / repeats : 0;
    i++;
  }
  return summaries;
}

/** Number of the calendar period that a day lies in; 1970-01-01 was a Thursday. */
const calendarPeriod: Readonly<Record<TimeUnit, (day: number) => number>> = {
  day: (day) => day,
  week: (day) => Math.floor((day + 3) / 7),
  month(day) {
    const date = new Date(day * 86_400_000);
    return date.getUTCFullYear() * 12 + date.getUTCMonth();
  },
};
