import { zoneOffsetMs } from '../../core/zone-offset.ts';
import type { AccountFacts } from '../facts.ts';
import { shopperExpecter } from '../value/shop/expect-shopper.ts';
import { historyOfPurchases } from '../value/shop/history-of-purchases.ts';
import type { ShopValueFit } from '../value/shop/shop-value-fit.ts';
import { valueOfPurchases } from '../value/value-of-purchases.ts';
import { priorChurnModel, priorChurnRisk, priorHorizonDays } from './prior-churn-risk.ts';

/** One order as it stood at the start of the period; amounts in minor units, whole order. */
export interface PastOrder {
  readonly placedAt: Date;
  /** List price times quantity, before discounts, without tax. */
  readonly listCents: number;
  readonly discountCents: number;
  /** Refunds made before the start of the period. */
  readonly refundCents: number;
  /** Unit costs of everything sent, kept or not. */
  readonly costCents: number;
  readonly shippingCents: number;
}

/** What is known of a shopper strictly before `asOf`. */
export interface AccountHistory {
  readonly asOf: Date;
  readonly country: string;
  readonly region: string | null;
  readonly currency: string;
  readonly createdAt: Date;
  /** In order of time. */
  readonly orders: readonly PastOrder[];
  readonly returnCount: number;
  readonly visits30: number;
  readonly cartAdds30: number;
  readonly offersGranted: number;
  readonly offersRedeemed: number;
  readonly loyaltyPoints: number;
  /** Declared by the shop; used where there is no revenue to measure. */
  readonly shopMarginRate: number;
  readonly churn: {
    readonly probability: number;
    readonly modelVersion: string;
    readonly horizonDays: number;
  } | null;
  /** The newest lifetime model fitted before `asOf`; null where the shop has none. */
  readonly value: {
    readonly version: string;
    readonly fit: ShopValueFit;
    readonly fittedAt: Date;
    readonly timeZone: string;
  } | null;
}

const dayMs = 86_400_000;

/** The snapshot that a history makes. */
export function accountFactsFrom(history: AccountHistory): AccountFacts {
  const { asOf, orders } = history;
  const daysBefore = (date: Date) => (asOf.getTime() - date.getTime()) / dayMs;
  const paid = orders.map((order) => order.listCents - order.discountCents);
  const kept = orders.map((order, i) => paid[i]! - order.refundCents);
  const { clvCents, srCents } = valueOfPurchases(kept);
  const paidCents = sum(paid);
  const listCents = sum(orders.map((order) => order.listCents));
  const marginCents = Math.round(sum(orders.map(marginOf)));
  const first = orders[0];
  const last = orders.at(-1);
  const count = orders.length;
  const daysSinceLastOrder = last ? daysBefore(last.placedAt) : null;
  const usualGapDays = median(
    orders.slice(1).map((order, i) => daysBefore(orders[i]!.placedAt) - daysBefore(order.placedAt)),
  );
  return {
    version: 2,
    asOf: asOf.toISOString(),
    country: history.country,
    region: history.region,
    currency: history.currency,
    accountAgeDays: Math.max(0, daysBefore(history.createdAt)),
    orderCount: count,
    frequency: Math.max(0, count - 1),
    recencyDays: first && last ? daysBefore(first.placedAt) - daysBefore(last.placedAt) : null,
    tenureDays: first ? daysBefore(first.placedAt) : null,
    daysSinceLastOrder,
    usualGapDays,
    clvCents,
    srCents,
    spendYearCents: sum(kept.filter((_, i) => daysBefore(orders[i]!.placedAt) <= 365)),
    meanOrderCents: count > 0 ? Math.round(clvCents / count) : null,
    marginCents,
    marginRate: clvCents > 0 ? clamp01(marginCents / clvCents) : history.shopMarginRate,
    meanShippingCents: count > 0 ? Math.round(sum(orders.map((order) => order.shippingCents)) / count) : null,
    discountShare: listCents > 0 ? clamp01(sum(orders.map((order) => order.discountCents)) / listCents) : 0,
    returnedShare: paidCents > 0 ? clamp01(sum(orders.map((order) => order.refundCents)) / paidCents) : 0,
    returnCount: history.returnCount,
    visits30: history.visits30,
    cartAdds30: history.cartAdds30,
    offersGranted: history.offersGranted,
    offersRedeemed: history.offersRedeemed,
    loyaltyPoints: history.loyaltyPoints,
    churnRisk:
      history.churn?.probability ?? priorChurnRisk({ orderCount: count, daysSinceLastOrder, usualGapDays }),
    churnHorizonDays: history.churn?.horizonDays ?? priorHorizonDays,
    churnModel: history.churn?.modelVersion ?? priorChurnModel,
    residual: residualOf(history),
  };
}

/** A shop that is imported from time to time is seen up to some days ago only: that silence is nobody's leaving. */
function residualOf({ value, orders, asOf }: AccountHistory): NonNullable<AccountFacts['residual']> | null {
  if (!value) return null;
  const { fit, timeZone, version } = value;
  const dayOf = (date: Date) => Math.floor((date.getTime() + zoneOffsetMs(date.getTime(), timeZone)) / dayMs);
  const unseenDays = Math.max(0, dayOf(value.fittedAt) - fit.observedUntil);
  const past = historyOfPurchases(
    orders.map((order) => ({ day: dayOf(order.placedAt), marginCents: marginOf(order) })),
    dayOf(asOf) - unseenDays,
  );
  if (!past) return null;
  const { aliveProbability, residualCents } = shopperExpecter(fit)(past);
  return { aliveProbability, cents: residualCents, model: version };
}

/** What came back carries its cost back with it. */
function marginOf({ listCents, discountCents, refundCents, costCents }: PastOrder): number {
  const paid = listCents - discountCents;
  const kept = paid - refundCents;
  return kept - (paid > 0 ? costCents * clamp01(kept / paid) : costCents);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function clamp01(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
