import { offerFeatureNames, shopperFeatureNames } from './response-features.ts';

/**
 * What is believed before any outcome: the stated priors are right on average (a coefficient of 1 on what they expect),
 * within half of it; kinds of offers differ by a fiftieth of a basket; a basket's worth per shopper feature is open.
 * Standard deviations are in mean baskets of margin for the linear model, in log-odds for the logistic one.
 */
export interface ResponsePrior {
  readonly mean: readonly number[];
  readonly deviations: readonly number[];
}

export const linearPrior: ResponsePrior = {
  mean: [...shopperFeatureNames.map(() => 0), 1, 0, 0, 0, 0, 0],
  deviations: [...shopperFeatureNames.map(() => 1), 0.5, 0.02, 0.02, 0.02, 0.3, 0.3],
};

/** Of buying at all: an offer's `expected` share of a basket is worth five times as much in log-odds. */
export const logisticPrior: ResponsePrior = {
  mean: [...shopperFeatureNames.map(() => 0), 5, 0, 0, 0, 0, 0],
  deviations: [...shopperFeatureNames.map(() => 2), 2.5, 0.3, 0.3, 0.3, 2, 2],
};

/** Where the offer's coefficients stand behind the shopper's. */
export const offerCoefficients = offerFeatureNames.map((_, i) => shopperFeatureNames.length + i);
