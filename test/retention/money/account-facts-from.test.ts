import { expect, test } from 'vitest';
import {
  type AccountHistory,
  accountFactsFrom,
  type PastOrder,
} from '../../../retention/money/account-facts-from.ts';

const asOf = new Date('2026-11-03T00:00:00Z');
const order = (daysBefore: number, changes: Partial<PastOrder> = {}): PastOrder => ({
  placedAt: new Date(asOf.getTime() - daysBefore * 86_400_000),
  listCents: 10_000,
  discountCents: 0,
  refundCents: 0,
  costCents: 6_000,
  shippingCents: 500,
  ...changes,
});
const history = (orders: PastOrder[]): AccountHistory => ({
  asOf,
  country: 'DE',
  region: null,
  currency: 'EUR',
  createdAt: new Date('2025-11-03T00:00:00Z'),
  orders,
  returnCount: 0,
  visits30: 0,
  cartAdds30: 0,
  offersGranted: 0,
  offersRedeemed: 0,
  loyaltyPoints: 0,
  shopMarginRate: 0.4,
  churn: null,
});

test('the facts of a shopper, worked out by hand', () => {
  const facts = accountFactsFrom(
    history([
      order(400, { discountCents: 1_000, costCents: 6_000 }),
      order(100, { refundCents: 5_000, shippingCents: 0 }),
      order(60),
    ]),
  );
  expect(facts).toMatchObject({
    orderCount: 3,
    frequency: 2,
    recencyDays: 340,
    tenureDays: 400,
    daysSinceLastOrder: 60,
    usualGapDays: 170, // gaps of 300 and 40 days
    clvCents: 24_000, // 90.00 + 50.00 + 100.00
    srCents: 14_833, // 90.00 + 50.00 / 2 + 100.00 / 3
    spendYearCents: 15_000,
    meanOrderCents: 8_000,
    marginCents: 9_000, // 240.00 less 60.00 + 30.00 (half came back) + 60.00
    marginRate: 0.375,
    meanShippingCents: 333,
  });
  expect(facts.discountShare).toBeCloseTo(1 / 30, 12);
  expect(facts.returnedShare).toBeCloseTo(5 / 29, 12);
});

test('a shopper without orders has nulls where nothing can be known, and the declared margin', () => {
  const facts = accountFactsFrom(history([]));
  expect(facts).toMatchObject({
    orderCount: 0,
    frequency: 0,
    recencyDays: null,
    daysSinceLastOrder: null,
    usualGapDays: null,
    meanOrderCents: null,
    marginRate: 0.4,
    clvCents: 0,
    srCents: 0,
  });
  expect(facts.churnRisk).toBeGreaterThan(0.5);
});

test('a served model replaces the stated heuristic', () => {
  const facts = accountFactsFrom({
    ...history([order(10)]),
    churn: { probability: 0.123, modelVersion: 'm-1', horizonDays: 60 },
  });
  expect([facts.churnRisk, facts.churnModel, facts.churnHorizonDays]).toEqual([0.123, 'm-1', 60]);
});
