import { meanAndVariance } from '../../numerics/mean-and-variance.ts';
import type { Fit } from '../models/fit.ts';
import { fitPurchaseModel } from '../models/fit-purchase-model.ts';
import { fitGammaGamma } from '../models/gamma-gamma.ts';
import { ModelRefusal, type RefusalReason } from '../models/model-refusal.ts';
import { purchaseModels } from '../models/purchase-models.ts';
import { weakAmountPrior, weakPrior } from '../models/weak-prior.ts';
import type { ShopperSummaries } from '../summarise-purchases.ts';
import type { Concession, ShopValueFit } from './shop-value-fit.ts';

const model = purchaseModels.mbgnbd;
/** Refusals that more knowledge would have turned into a fit; the others are about too little data or wrong data. */
const mendable: ReadonlySet<RefusalReason> = new Set([
  'boundary',
  'not_converged',
  'not_identified',
  'no_silence',
]);

/**
 * Fits a shop's purchases (summaries in days; amounts are margins in minor units). Where the plain fit runs to a
 * boundary a weak prior holds it, and the fit says so.
 * @throws ModelRefusal when there are too few shoppers or repeat buyers.
 */
export function fitShopValue(summaries: ShopperSummaries): ShopValueFit {
  const concessions: Concession[] = [];
  const purchases = orWithPrior(
    'purchases',
    () => fitPurchaseModel(model, summaries),
    () =>
      fitPurchaseModel(model, summaries, { prior: weakPrior(model, meanAndVariance(summaries.age).mean) }),
    concessions,
  );
  const { frequency, monetary } = summaries;
  const earned = frequency.map((x, i) => (monetary[i]! > 0 ? x : 0));
  let margins: Fit | null = null;
  try {
    margins = orWithPrior(
      'margins',
      () => fitGammaGamma(earned, monetary),
      () => fitGammaGamma(earned, monetary, { prior: weakAmountPrior(earned, monetary) }),
      concessions,
    );
  } catch (error) {
    if (!(error instanceof ModelRefusal)) throw error;
    concessions.push({ part: 'margins', help: 'mean', reason: error.reason });
  }
  return {
    format: 1,
    purchases,
    margins,
    concessions,
    meanMarginCents: meanOfRepeats(summaries),
    observedUntil: summaries.observationEnd,
    months: 12,
    monthlyDiscount: 0.01,
  };
}

function orWithPrior(
  part: Concession['part'],
  plain: () => Fit,
  held: () => Fit,
  concessions: Concession[],
): Fit {
  try {
    return plain();
  } catch (error) {
    if (!(error instanceof ModelRefusal) || !mendable.has(error.reason)) throw error;
    const fit = held();
    concessions.push({ part, help: 'weak_prior', reason: error.reason });
    return fit;
  }
}

function meanOfRepeats({ frequency, monetary }: ShopperSummaries): number {
  let total = 0;
  let count = 0;
  frequency.forEach((x, i) => {
    total += x * monetary[i]!;
    count += x;
  });
  return count > 0 ? total / count : 0;
}
