import { BadInputError } from '../../../core/errors.ts';
import { meanAndVariance } from '../../numerics/mean-and-variance.ts';
import { type Interval, normalInterval } from '../../numerics/normal-interval.ts';
import { compareByGroup, type GroupComparison } from '../compare-by-group.ts';
import { parametersOf } from '../models/parameters-of.ts';
import { purchaseModels } from '../models/purchase-models.ts';
import { splitHoldout } from '../split-holdout.ts';
import type { PurchaseRow } from '../summarise-purchases.ts';
import { type TrackingPoint, trackPurchases } from '../track-purchases.ts';
import { expectedMargin } from './expect-shopper.ts';
import { fitShopValue } from './fit-shop-value.ts';

const model = purchaseModels.mbgnbd;
const longestHoldout = 180;
const shortestHoldout = 28;

/** How far off predictions were, per shopper, against taking for granted that the time before repeats itself. */
export interface ErrorComparison {
  readonly predictedTotal: number;
  readonly actualTotal: number;
  readonly meanAbsoluteError: number;
  readonly naiveMeanAbsoluteError: number;
  /** The naive error less ours: above 0 the model is better. 95 %, paired over shoppers. */
  readonly improvement: Interval & { readonly estimate: number };
}

/** A model that has seen everything up to a day, judged on what came after. */
export interface ShopValueBacktest {
  /** Days since 1970-01-01. */
  readonly calibrationEnd: number;
  readonly observedUntil: number;
  readonly holdoutDays: number;
  readonly shoppers: number;
  readonly purchases: ErrorComparison;
  /** Minor units. */
  readonly margin: ErrorComparison;
  /** Margin of shoppers ordered by prediction, in ten parts, 1 the least. */
  readonly deciles: readonly GroupComparison[];
  /** Purchases by month of the first purchase, as year * 12 + month (January 0). */
  readonly cohorts: readonly GroupComparison[];
  /** Cumulative repeat purchases by week; `time` in days since 1970-01-01. */
  readonly tracking: readonly TrackingPoint[];
}

/**
 * Fits on purchases up to a day, a third of the time observed (at most 180 days) before the end, and compares what that
 * fit expects with what came. The naive rival expects of every shopper what they did in as long a time before that day.
 * @throws ModelRefusal when the earlier part carries no fit; BadInputError when too little time was observed.
 */
export function backtestShopValue(rows: readonly PurchaseRow[], observedUntil: number): ShopValueBacktest {
  const first = rows.reduce((least, { day }) => Math.min(least, day), observedUntil);
  const holdoutDays = Math.min(longestHoldout, Math.floor((observedUntil - first) / 3));
  if (holdoutDays < shortestHoldout)
    throw new BadInputError(
      `${observedUntil - first} days of purchases are too few to hold the last third back; ${3 * shortestHoldout} are needed`,
    );
  const calibrationEnd = observedUntil - holdoutDays;
  const split = splitHoldout(rows, { calibrationEnd, observationEnd: observedUntil, unit: 'day' });
  const { calibration, holdoutFrequency, holdoutAmount } = split;
  const fit = fitShopValue(calibration);
  const parameters = parametersOf(model, fit.purchases);
  const { frequency, recency, age, monetary } = calibration;
  const purchases = frequency.map(
    (x, i) =>
      model.probabilityAlive(parameters, x, recency[i]!, age[i]!) *
      model.expectedWhileAlive(parameters, x, age[i]!, holdoutDays),
  );
  const margin = purchases.map(
    (count, i) => count * expectedMargin(fit, { frequency: frequency[i]!, meanMarginCents: monetary[i]! }),
  );
  const naive = lastTime(rows, calibration.shoppers, calibrationEnd, holdoutDays);
  return {
    calibrationEnd,
    observedUntil,
    holdoutDays,
    shoppers: calibration.shoppers.length,
    purchases: compare(purchases, holdoutFrequency, naive.purchases),
    margin: compare(margin, holdoutAmount, naive.margin),
    deciles: compareByGroup(margin, holdoutAmount, decilesOf(margin)),
    cohorts: compareByGroup(purchases, holdoutFrequency, calibration.firstDay.map(monthOf)),
    tracking: track(rows, split.calibration, parameters, first, observedUntil),
  };
}

function compare(predicted: Float64Array, actual: Float64Array, naive: Float64Array): ErrorComparison {
  const ours = predicted.map((value, i) => Math.abs(value - actual[i]!));
  const theirs = naive.map((value, i) => Math.abs(value - actual[i]!));
  const { n, mean, variance } = meanAndVariance(theirs.map((value, i) => value - ours[i]!));
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
  return {
    predictedTotal: sum(predicted),
    actualTotal: sum(actual),
    meanAbsoluteError: meanAndVariance(ours).mean,
    naiveMeanAbsoluteError: meanAndVariance(theirs).mean,
    improvement: { estimate: mean, ...normalInterval(mean, Math.sqrt(variance / Math.max(1, n))) },
  };
}

/** Purchases and margin of each shopper within so many days before a day, that day counted. */
function lastTime(rows: readonly PurchaseRow[], shoppers: readonly string[], end: number, days: number) {
  const indexOf = new Map(shoppers.map((shopper, i) => [shopper, i]));
  const seen = new Set<string>();
  const purchases = new Float64Array(shoppers.length);
  const margin = new Float64Array(shoppers.length);
  for (const { shopper, day, amount } of rows) {
    const index = indexOf.get(shopper);
    if (index === undefined || day > end || day <= end - days) continue;
    margin[index]! += amount;
    const key = `${index}|${day}`;
    if (!seen.has(key)) purchases[index]!++;
    seen.add(key);
  }
  return { purchases, margin };
}

function decilesOf(values: Float64Array): Int32Array {
  const order = Array.from(values.keys()).sort((i, j) => values[i]! - values[j]!);
  const groups = new Int32Array(values.length);
  order.forEach((index, rank) => {
    groups[index] = 1 + Math.floor((10 * rank) / values.length);
  });
  return groups;
}

function monthOf(day: number): number {
  const date = new Date(day * 86_400_000);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

function track(
  rows: readonly PurchaseRow[],
  { shoppers, firstDay }: { readonly shoppers: readonly string[]; readonly firstDay: Int32Array },
  parameters: Float64Array,
  first: number,
  end: number,
): TrackingPoint[] {
  const firsts = new Map(shoppers.map((shopper, i) => [shopper, firstDay[i]!]));
  const repeats = new Set<string>();
  const days: number[] = [];
  for (const { shopper, day } of rows) {
    const key = `${shopper}|${day}`;
    if (!(day > (firsts.get(shopper) ?? Number.POSITIVE_INFINITY)) || day > end || repeats.has(key)) continue;
    repeats.add(key);
    days.push(day);
  }
  const weeks = Array.from({ length: Math.floor((end - first) / 7) + 1 }, (_, week) => first + 7 * week);
  return trackPurchases(model, parameters, firstDay, days, weeks);
}
