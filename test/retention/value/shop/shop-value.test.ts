import { describe, expect, test } from 'vitest';
import { backtestShopValue } from '../../../../retention/value/shop/backtest-shop-value.ts';
import { expectedMargin, shopperExpecter } from '../../../../retention/value/shop/expect-shopper.ts';
import { fitShopValue } from '../../../../retention/value/shop/fit-shop-value.ts';
import { historyOfPurchases } from '../../../../retention/value/shop/history-of-purchases.ts';
import { summarisePurchases } from '../../../../retention/value/summarise-purchases.ts';
import { simulatedPurchases } from './simulated-purchases.ts';

const end = 20_700;
const rows = simulatedPurchases(3000, end, 'a shop');
const summaries = summarisePurchases(rows, { observationEnd: end, unit: 'day' });

describe('a fit', () => {
  const fit = fitShopValue(summaries);
  const expectOf = shopperExpecter(fit);

  test('needs no concession where there is enough to learn from', () => {
    expect(fit.concessions).toEqual([]);
    expect(fit.margins!.parameters.q).toBeGreaterThan(1);
    expect(fit.meanMarginCents).toBeGreaterThan(2_000);
  });

  test('doubts one-time buyers, more so the longer they are silent', () => {
    const once = (age: number) =>
      expectOf({ frequency: 0, recency: 0, age, meanMarginCents: 0 }).aliveProbability;
    expect(once(10)).toBeLessThan(1);
    expect(once(400)).toBeLessThan(once(10));
  });

  test('values by recency, frequency and margin', () => {
    const value = (frequency: number, recency: number, meanMarginCents: number) =>
      expectOf({ frequency, recency, age: 600, meanMarginCents }).residualCents;
    expect(value(8, 590, 3_000)).toBeGreaterThan(value(2, 590, 3_000));
    expect(value(8, 590, 3_000)).toBeGreaterThan(value(8, 200, 3_000));
    expect(value(8, 590, 6_000)).toBeGreaterThan(value(8, 590, 3_000));
    expect(value(8, 590, -500)).toBeGreaterThan(0);
  });

  test('is the same after it was stored', () => {
    const history = { frequency: 3, recency: 200, age: 300, meanMarginCents: 2_500 };
    expect(shopperExpecter(JSON.parse(JSON.stringify(fit)))(history)).toEqual(expectOf(history));
  });
});

test('one shopper looks the same alone as in the summaries', () => {
  const i = summaries.frequency.findIndex((x) => x >= 3);
  const own = rows
    .filter(({ shopper }) => shopper === summaries.shoppers[i])
    .map(({ day, amount }) => ({ day, marginCents: amount }));
  const history = historyOfPurchases(own, end)!;
  expect(history.frequency).toBe(summaries.frequency[i]);
  expect(history.recency).toBe(summaries.recency[i]);
  expect(history.age).toBe(summaries.age[i]);
  expect(history.meanMarginCents).toBeCloseTo(summaries.monetary[i]!, 8);
  expect(historyOfPurchases([], end)).toBeNull();
});

test('where nobody is seen to leave, a weak prior holds the fit and it says so', () => {
  // Everybody buys on until the end.
  const regulars = Array.from({ length: 60 }, (_, i) =>
    Array.from({ length: 8 + (i % 5) }, (_, k) => ({
      shopper: `r${i}`,
      day: 20_000 + Math.floor(((k + 1) * 400) / (8 + (i % 5))),
      amount: 1_000 + 100 * ((7 * i + k) % 9),
    })),
  ).flat();
  const fit = fitShopValue(summarisePurchases(regulars, { observationEnd: 20_400, unit: 'day' }));
  expect(fit.concessions).toContainEqual(expect.objectContaining({ part: 'purchases', help: 'weak_prior' }));
  expect(fit.purchases.parameters.r).toBeGreaterThan(0.1);
});

test('margins that carry no model count by their mean', () => {
  const days = new Map(rows.map((row) => [`${row.shopper} ${row.day}`, row]));
  const even = [...days.values()].map((row) => ({ ...row, amount: 1_500 }));
  const fit = fitShopValue(summarisePurchases(even, { observationEnd: end, unit: 'day' }));
  expect(fit.margins).toBeNull();
  expect(fit.concessions).toEqual([{ part: 'margins', help: 'mean', reason: 'all_alike' }]);
  expect(expectedMargin(fit, { frequency: 2, meanMarginCents: 1_500 })).toBe(1_500);
});

test.each([
  ['nobody', [], 'few_shoppers'],
  ['a few', simulatedPurchases(12, end, 'few'), 'few_shoppers'],
  [
    'one-time buyers',
    Array.from({ length: 80 }, (_, i) => ({ shopper: `o${i}`, day: 20_000 + i, amount: 900 })),
    'few_repeat_buyers',
  ],
])('%s: refused', (_, purchases, reason) => {
  const few = summarisePurchases(purchases, { observationEnd: end, unit: 'day' });
  expect(() => fitShopValue(few)).toThrow(expect.objectContaining({ reason }));
});

describe('the backtest', () => {
  const backtest = backtestShopValue(rows, end);

  test('holds the last third back, at most 180 days', () => {
    expect(backtest.holdoutDays).toBe(180);
    expect(backtest.calibrationEnd).toBe(end - 180);
    expect(backtest.shoppers).toBeLessThanOrEqual(summaries.shoppers.length);
  });

  test('totals come within a tenth, and errors are below the naive ones beyond chance', () => {
    for (const { predictedTotal, actualTotal, improvement, meanAbsoluteError, naiveMeanAbsoluteError } of [
      backtest.purchases,
      backtest.margin,
    ]) {
      expect(Math.abs(predictedTotal / actualTotal - 1)).toBeLessThan(0.12);
      expect(improvement.estimate).toBeCloseTo(naiveMeanAbsoluteError - meanAbsoluteError, 6);
      expect(improvement.lower).toBeGreaterThan(0);
    }
  });

  test('the best tenth earns the most, and every shopper is in one tenth', () => {
    expect(backtest.deciles.map(({ group }) => group)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(backtest.deciles.reduce((sum, { shoppers }) => sum + shoppers, 0)).toBe(backtest.shoppers);
    const actual = backtest.deciles.map(({ meanActual }) => meanActual);
    expect(actual[9]).toBe(Math.max(...actual));
    expect(actual[9]).toBeGreaterThan(5 * actual[2]!);
  });

  test('cohorts and tracking add up', () => {
    expect(backtest.cohorts.reduce((sum, { shoppers }) => sum + shoppers, 0)).toBe(backtest.shoppers);
    const last = backtest.tracking.at(-1)!;
    expect(last.time).toBeGreaterThan(end - 7);
    expect(last.expected / last.actual).toBeGreaterThan(0.88);
    expect(last.expected / last.actual).toBeLessThan(1.12);
  });

  test('too short a time is refused', () => {
    const short = rows.filter(({ day }) => day < 20_050);
    expect(() => backtestShopValue(short, 20_050)).toThrow(
      /too few to hold the last third back; 84 are needed/,
    );
  });
});
