import { expect, test } from 'vitest';
import {
  type AccountHistory,
  accountFactsFrom,
  type PastOrder,
} from '../../../retention/money/account-facts-from.ts';
import { shopperExpecter } from '../../../retention/value/shop/expect-shopper.ts';

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
  value: null,
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

test('a lifetime model is asked as of the start of the period', () => {
  const timeZone = 'Asia/Shanghai';
  const fit = {
    format: 1,
    purchases: fitOf({ r: 0.8, alpha: 60, a: 0.7, b: 2.5 }),
    margins: fitOf({ p: 3, q: 4, v: 3_000 }),
    concessions: [],
    meanMarginCents: 3_000,
    observedUntil: Math.floor(asOf.getTime() / 86_400_000) - 3,
    months: 12,
    monthlyDiscount: 0.01,
  } as const;
  const fittedAt = new Date(asOf.getTime() - 3 * 86_400_000);
  const value = { version: 'value-2026-10-31-0a1b2c3d', fit, fittedAt, timeZone };
  // Two orders of one day are one purchase: x 1, t_x 340, T 400; the repeat left 40.00 of margin.
  const orders = [order(400), order(400), order(60)];
  const { residual, version } = accountFactsFrom({ ...history(orders), value });
  const known = shopperExpecter(fit)({ frequency: 1, recency: 340, age: 400, meanMarginCents: 4_000 });
  expect(version).toBe(2);
  expect(residual).toEqual({
    aliveProbability: known.aliveProbability,
    cents: known.residualCents,
    model: 'value-2026-10-31-0a1b2c3d',
  });
  expect(residual!.cents).toBeGreaterThan(1_000);
  expect(accountFactsFrom({ ...history([]), value }).residual).toBeNull();
  expect(accountFactsFrom(history(orders)).residual).toBeNull();
  // What is imported once a month was last seen a month ago: no silence of the shopper's.
  const monthOld = { ...fit, observedUntil: fit.observedUntil - 30 };
  const late = accountFactsFrom({ ...history(orders), value: { ...value, fit: monthOld } });
  expect(late.residual!.aliveProbability).toBeGreaterThan(residual!.aliveProbability);
});

const fitOf = (parameters: Record<string, number>) => ({
  model: '',
  parameters,
  standardErrors: {},
  logLikelihood: 0,
  n: 1,
  convergence: {
    converged: true,
    iterations: 1,
    gradientSize: 0,
    starts: 1,
    startsAgreeing: 1,
    conditionNumber: 1,
  },
  warnings: [],
});
