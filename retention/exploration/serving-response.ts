import { marginalOf } from './gaussian.ts';
import type { LearnedResponse, ResponseModel } from './learned-response.ts';
import { emptySums, type LinearSums, linearPosterior } from './linear-posterior.ts';
import { type LogisticBelief, logisticGaussian, priorBelief } from './logistic-posterior.ts';
import { featuresVersion } from './response-features.ts';
import { linearPrior, logisticPrior, offerCoefficients } from './response-prior.ts';
import { thompsonVersion } from './thompson-probabilities.ts';

/** What an arm keeps between two updates, matured observations alone. */
export type ResponseState =
  | { readonly model: 'linear'; readonly sums: LinearSums }
  | { readonly model: 'logistic'; readonly belief: LogisticBelief };

export function emptyState(model: ResponseModel): ResponseState {
  return model === 'linear'
    ? { model, sums: emptySums(linearPrior.mean.length) }
    : { model, belief: priorBelief(logisticPrior) };
}

/** The part of a state that draws read. Rounded to seven digits, as records keep it: what is drawn is what is kept. */
export function servingResponse(state: ResponseState, arm: string, version: number): LearnedResponse {
  const shared = { arm, version, features: featuresVersion, draws: thompsonVersion };
  if (state.model === 'logistic')
    return {
      ...shared,
      model: 'logistic',
      belief: rounded(logisticGaussian(state.belief)),
      degreesOfFreedom: null,
    };
  const { degreesOfFreedom, mean, factor } = linearPosterior(state.sums, linearPrior);
  return {
    ...shared,
    model: 'linear',
    belief: rounded(marginalOf({ mean, factor }, offerCoefficients)),
    degreesOfFreedom: digits(degreesOfFreedom),
  };
}

function rounded({ mean, factor }: LearnedResponse['belief']): LearnedResponse['belief'] {
  return { mean: mean.map(digits), factor: factor.map((row) => row.map(digits)) };
}

const digits = (value: number) => Number(value.toPrecision(7));
