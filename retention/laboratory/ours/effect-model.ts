import { laboratoryActions, percentOfAction } from '../laboratory-offer.ts';
import { baseInputs, baseWidth, effectInputs, effectWidth, type ObservedShopper } from './effect-columns.ts';

/** What was learnt from a log: plain numbers. */
export interface EffectModel {
  /** Weights of the log purchase rate. */
  readonly weights: Float64Array;
  /** Redeemed baskets = share of expected purchases * (1 - bend * purchases). */
  readonly redemption: { readonly share: number; readonly bend: number };
}

/** By action, one value a shopper; action 0 is nothing. */
export interface Effects {
  readonly purchases: readonly Float64Array[];
  /** What the offer is expected to take off. */
  readonly costCents: readonly Float64Array[];
}

/** Basket of a shopper without orders; the shop's mean. */
export const meanBasketCents = 5_000;

/** What a model expects of every action. */
export function effectsOf(model: EffectModel, shoppers: readonly ObservedShopper[]): Effects {
  const purchases = laboratoryActions.map(() => new Float64Array(shoppers.length));
  const costCents = laboratoryActions.map(() => new Float64Array(shoppers.length));
  const { weights } = model;
  shoppers.forEach((shopper, i) => {
    const base = dot(baseInputs(shopper), weights, 0);
    const inputs = effectInputs(shopper);
    const perTenPercent = dot(inputs, weights, baseWidth);
    for (let action = 0; action < laboratoryActions.length; action++) {
      const effect =
        action === 0
          ? 0
          : (perTenPercent * percentOfAction(action)) / 10 +
            dot(inputs, weights, baseWidth + effectWidth * action);
      const mean = Math.exp(Math.min(3, base + effect));
      purchases[action]![i] = mean;
      if (action > 0)
        costCents[action]![i] =
          (redeemedBaskets(model, mean) * basketOf(shopper) * percentOfAction(action)) / 100;
    }
  });
  return { purchases, costCents };
}

export function basketOf({ facts }: ObservedShopper): number {
  return Math.max(500, facts.meanOrderCents ?? meanBasketCents);
}

function redeemedBaskets({ redemption: { share, bend } }: EffectModel, purchases: number): number {
  return Math.max(0, share * purchases * Math.max(0.2, 1 - bend * purchases));
}

function dot(inputs: readonly number[], weights: Float64Array, from: number): number {
  let sum = 0;
  for (let j = 0; j < inputs.length; j++) sum += inputs[j]! * weights[from + j]!;
  return sum;
}
