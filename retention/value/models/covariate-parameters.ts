import type { PurchaseModel } from './purchase-model.ts';

/** Where alpha lies in every model's parameters. */
export const alphaIndex = 1;

/** What covariates of one shopper do: how many times as often they buy and as soon they leave, as logarithms. */
export interface CovariateShift {
  readonly buying: number;
  readonly leaving: number;
}

/**
 * The parameters of one shopper, into `target`: the purchase rate is multiplied by exp(buying), through alpha; the
 * tendency to leave by exp(leaving), through a (BG/NBD) or beta (Pareto/NBD).
 */
export function shiftParameters(
  model: PurchaseModel,
  base: ArrayLike<number>,
  { buying, leaving }: CovariateShift,
  target: Float64Array,
): void {
  for (let i = 0; i < 4; i++) target[i] = base[i]!;
  target[alphaIndex]! *= Math.exp(-buying);
  target[model.leaving.index]! *= Math.exp(model.leaving.direction * leaving);
}

/** Derivatives of a row's log likelihood by the two shifts, from those by the logarithms of its parameters. */
export function shiftSlopes(model: PurchaseModel, slopes: Float64Array): CovariateShift {
  return {
    buying: -slopes[alphaIndex]!,
    leaving: model.leaving.direction * slopes[model.leaving.index]!,
  };
}
