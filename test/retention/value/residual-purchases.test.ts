import { expect, test } from 'vitest';
import { expectedAmount } from '../../../retention/value/models/gamma-gamma.ts';
import { purchaseModels } from '../../../retention/value/models/purchase-models.ts';
import { residualPurchases } from '../../../retention/value/residual-purchases.ts';
import { trackPurchases } from '../../../retention/value/track-purchases.ts';
import { simulatedShoppers } from './simulated-shoppers.ts';

const fitted = [0.242593, 4.413532, 0.792886, 2.425752];
const amounts = { p: 6.248802, q: 3.744588, v: 15.447748 };
/** The first rows of the CDNOW summary: x, t_x, T in weeks, mean repeat amount. */
const rows = [
  [2, 30.43, 38.86, 22.35],
  [1, 1.71, 38.86, 11.77],
  [0, 0, 38.86, 0],
  [7, 29.43, 38.86, 73.74],
  [1, 5, 38.86, 11.77],
  [2, 35.71, 38.86, 25.55],
] as const;

function value(row: (typeof rows)[number], monthLength: number): number {
  const [x, last, age, mean] = row;
  const horizon = { months: 12, monthLength, monthlyDiscount: 0.01 };
  return (
    residualPurchases(purchaseModels.bgnbd, fitted, x, last, age, horizon) * expectedAmount(amounts, x, mean)
  );
}

test('twelve months of 30 units each, as lifetimes steps them', () => {
  [140.096211, 18.943467, 38.180574, 1003.868107, 28.109683, 167.418216].forEach((expected, i) => {
    expect(value(rows[i]!, 30) / expected).toBeCloseTo(1, 4);
  });
});

test('twelve months of 30.4375 days in a summary in weeks', () => {
  expect(value(rows[0], 4.345)).toBeCloseTo(36.2785, 2);
  expect(value(rows[0], 30.4375 / 7)).toBeCloseTo(36.3, 1);
});

test('without a discount the residual is the expectation', () => {
  for (const model of Object.values(purchaseModels)) {
    const parameters = model.name === 'paretonbd' ? [0.553, 10.578, 0.606, 11.669] : fitted;
    const residual = residualPurchases(model, parameters, 2, 30, 39, {
      months: 3,
      monthLength: 4,
      monthlyDiscount: 0,
    });
    const expected =
      model.probabilityAlive(parameters, 2, 30, 39) * model.expectedWhileAlive(parameters, 2, 39, 12);
    expect(residual).toBeCloseTo(expected, 10);
  }
});

test('expected cumulative purchases follow those that were made', () => {
  const parameters = [0.8, 6, 0.8, 2.5];
  const made = simulatedShoppers({ model: 'mbgnbd', parameters, n: 20_000, longest: 60, seed: 'tracking' });
  const repeats = made.frequency.reduce((sum, x) => sum + x, 0);
  // Everybody on a clock that ends now: born `age` ago. Only the end is compared: simulated times in between are not kept.
  const births = made.age.map((age) => 60 - age);
  const last = trackPurchases(
    purchaseModels.mbgnbd,
    parameters,
    births,
    new Float64Array(repeats),
    [0, 60],
  )[1]!;
  expect(last.actual).toBe(repeats);
  expect(last.expected / last.actual).toBeGreaterThan(0.97);
  expect(last.expected / last.actual).toBeLessThan(1.03);
});

test('nobody counts before their first purchase', () => {
  const points = trackPurchases(purchaseModels.bgnbd, fitted, [0, 10], [4, 12], [5, 10, 15]);
  expect(points.map(({ actual }) => actual)).toEqual([1, 1, 2]);
  expect(points[1]!.expected).toBeCloseTo(purchaseModels.bgnbd.expectedPurchases(fitted, 10), 12);
});
