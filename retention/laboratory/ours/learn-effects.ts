import { SeededRandom } from '../../../core/seeded-random.ts';
import { clustersOf } from '../../numerics/cluster-bootstrap.ts';
import { fitPoisson } from '../../numerics/fit-poisson.ts';
import { foldsByCluster } from '../../numerics/folds-by-cluster.ts';
import { laboratoryActions, percentOfAction } from '../laboratory-offer.ts';
import type { OfferRow } from '../offer-row.ts';
import { baseWidth, effectWidth, rateWidth, writeRateRow } from './effect-columns.ts';
import { basketOf, type EffectModel, type Effects, effectsOf } from './effect-model.ts';

/** The model of the whole log, and for every row of the log what a model that has not seen its shopper expects. */
export interface LearntEffects {
  readonly model: EffectModel;
  readonly heldOut: Effects;
  /** Purchases expected in the weeks after the period, whatever was drawn. */
  readonly later: Float64Array;
}

const folds = 2;
/** Of the base rate, of effects, and of an offer's departure from proportion: the less is known, the harder held. */
const penalty = { base: 2, effect: 12, departure: 60 };

/**
 * Purchases of a period as a log-linear rate whose logarithm an offer raises by a sum of account facts, fitted in folds
 * by shopper. An offer multiplies what a shopper buys, so somebody who has left is never said to be moved by one.
 */
export function learnEffects(rows: readonly OfferRow[], seed: string): LearntEffects {
  const shoppers = clustersOf(
    rows.map(({ shopper }) => shopper),
    rows.length,
  );
  const foldOf = foldsByCluster(shoppers, folds, new SeededRandom(`${seed}/folds`));
  const inputs = new Float64Array(rows.length * rateWidth);
  rows.forEach((row, i) => {
    writeRateRow(row, row.action, inputs, i * rateWidth);
  });
  const counts = Float64Array.from(rows, ({ purchases }) => purchases);
  const penalties = Float64Array.from({ length: rateWidth }, (_, j) =>
    j === 0
      ? 0
      : j < baseWidth
        ? penalty.base
        : j < baseWidth + effectWidth
          ? penalty.effect
          : penalty.departure,
  );
  // Near the optimum by a quarter of the rows; what is left takes a step or two.
  const quarter = Uint32Array.from(rows.keys()).filter((row) => row % 4 === 0);
  const start = fitPoisson(inputs, rateWidth, counts, penalties, { use: quarter });
  const everyRow = Uint32Array.from(rows.keys());
  const whole = fitPoisson(inputs, rateWidth, counts, penalties, { use: everyRow, start });
  const models = Array.from({ length: folds }, (_, fold): EffectModel => {
    const use = Uint32Array.from(rows.keys()).filter((row) => foldOf[row] !== fold);
    const weights = fitPoisson(inputs, rateWidth, counts, penalties, { use, start: whole });
    return { weights, redemption: redemptionOf(weights, rows, inputs, use) };
  });
  const each = models.map((model) => effectsOf(model, rows));
  const pick = (of: (effects: Effects) => readonly Float64Array[]) =>
    laboratoryActions.map((_, action) =>
      Float64Array.from(rows, (_, i) => of(each[foldOf[i]!]!)[action]![i]!),
    );
  const laterInputs = new Float64Array(rows.length * baseWidth);
  rows.forEach((_, i) => {
    laterInputs.set(inputs.subarray(i * rateWidth, i * rateWidth + baseWidth), i * baseWidth);
  });
  const laterWeights = fitPoisson(
    laterInputs,
    baseWidth,
    Float64Array.from(rows, ({ laterPurchases }) => laterPurchases),
    penalties.slice(0, baseWidth),
  );
  const later = Float64Array.from(rows, (_, i) => {
    let log = 0;
    for (let j = 0; j < baseWidth; j++) log += laterWeights[j]! * laterInputs[i * baseWidth + j]!;
    return Math.exp(Math.min(4, log));
  });
  return {
    model: { weights: whole, redemption: redemptionOf(whole, rows, inputs, everyRow) },
    later,
    heldOut: { purchases: pick(({ purchases }) => purchases), costCents: pick(({ costCents }) => costCents) },
  };
}

/** Least squares of redeemed baskets on expected purchases and their square, among those who had an offer. */
function redemptionOf(
  weights: Float64Array,
  rows: readonly OfferRow[],
  inputs: Float64Array,
  use: Uint32Array,
) {
  let [m2, m3, m4, c1, c2] = [0, 0, 0, 0, 0];
  for (const i of use) {
    const row = rows[i]!;
    if (row.action === 0) continue;
    let log = 0;
    for (let j = 0; j < rateWidth; j++) log += weights[j]! * inputs[i * rateWidth + j]!;
    const mean = Math.exp(Math.min(3, log));
    const redeemed = row.costCents / ((basketOf(row) * percentOfAction(row.action)) / 100);
    m2 += mean ** 2;
    m3 += mean ** 3;
    m4 += mean ** 4;
    c1 += redeemed * mean;
    c2 += redeemed * mean ** 2;
  }
  const determinant = m2 * m4 - m3 ** 2;
  if (!(determinant > 1e-9)) return { share: m2 > 0 ? c1 / m2 : 0, bend: 0 };
  const share = (c1 * m4 - c2 * m3) / determinant;
  const square = (c2 * m2 - c1 * m3) / determinant;
  return share > 0 ? { share, bend: -square / share } : { share: m2 > 0 ? c1 / m2 : 0, bend: 0 };
}
