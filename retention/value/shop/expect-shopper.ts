import { expectedAmount } from '../models/gamma-gamma.ts';
import { parametersOf } from '../models/parameters-of.ts';
import { purchaseModels } from '../models/purchase-models.ts';
import { residualPurchases } from '../residual-purchases.ts';
import { daysOfUnit } from '../time-unit.ts';
import type { ShopperExpectation, ShopperHistory, ShopValueFit } from './shop-value-fit.ts';

const model = purchaseModels.mbgnbd;

/** A function that says what a fit expects of a shopper: pure, so that a recorded fit gives the same for ever. */
export function shopperExpecter(fit: ShopValueFit): (history: ShopperHistory) => ShopperExpectation {
  const parameters = parametersOf(model, fit.purchases);
  const { months, monthlyDiscount } = fit;
  const horizon = { months, monthlyDiscount, monthLength: daysOfUnit.month };
  return (history) => {
    const { frequency, recency, age } = history;
    const aliveProbability = model.probabilityAlive(parameters, frequency, recency, age);
    return {
      aliveProbability,
      purchases:
        aliveProbability * model.expectedWhileAlive(parameters, frequency, age, months * daysOfUnit.month),
      residualCents: Math.round(
        expectedMargin(fit, history) * residualPurchases(model, parameters, frequency, recency, age, horizon),
      ),
    };
  };
}

/** Expected margin of one of a shopper's purchases, minor units. */
export function expectedMargin(
  fit: ShopValueFit,
  { frequency, meanMarginCents }: Pick<ShopperHistory, 'frequency' | 'meanMarginCents'>,
): number {
  const { p, q, v } = fit.margins?.parameters ?? {};
  if (p === undefined || q === undefined || v === undefined) return fit.meanMarginCents;
  // The model knows no losses: somebody who only ever cost money is expected to bring next to nothing.
  const amount = expectedAmount({ p, q, v }, frequency, Math.max(0, meanMarginCents));
  return Number.isFinite(amount) ? amount : fit.meanMarginCents;
}
