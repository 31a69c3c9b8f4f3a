import type { AccountFacts } from '../facts.ts';
import type { Offer } from '../offers/offer.ts';
import { type OfferScore, type ShopAverages, worthAndCost } from '../policy/offer-scorer.ts';
import type { ResponsePriors } from '../policy/priors.ts';
import { dot, type Gaussian } from './gaussian.ts';
import { sigmoid } from './logistic-posterior.ts';
import { featuresVersion, offerFeatures, shopperFeatures } from './response-features.ts';
import { thompsonProbabilities } from './thompson-probabilities.ts';

export const responseModels = ['linear', 'logistic'] as const;
export type ResponseModel = (typeof responseModels)[number];

/** What an arm has learned of its offers' effects, as a draw reads it and its record keeps it. */
export interface LearnedResponse {
  readonly model: ResponseModel;
  /** Whose: 'experiment|arm', or 'default' outside every experiment. */
  readonly arm: string;
  /** 0: nothing yet, the prior. */
  readonly version: number;
  readonly features: string;
  readonly draws: string;
  /** Linear: the offer's coefficients, since what a shopper brings without one is the same for every action. Logistic: all. */
  readonly belief: Gaussian;
  /** Of Student's t; null: normal. */
  readonly degreesOfFreedom: number | null;
}

export interface RespondingAction extends Pick<OfferScore, 'deltaCents' | 'srLossCents' | 'costCents'> {
  /** null: nothing. It comes first. */
  readonly offer: Offer | null;
}

interface Shopper {
  readonly facts: AccountFacts;
  readonly averages: ShopAverages;
  readonly prices: { readonly lambda: number; readonly mu: number };
  readonly priors: ResponsePriors;
}

/**
 * Probability of each action to be the best for this shopper under what was learned, prices of lost SR and of the
 * budget taken off.
 * @throws RangeError when it was learned on other features or is to be drawn from otherwise than this version can.
 */
export function learnedProbabilities(
  response: LearnedResponse,
  shopper: Shopper,
  actions: readonly RespondingAction[],
): number[] {
  checkVersions(response);
  const scale = Math.max(1, shopper.averages.meanOrderCents);
  const drawn = actions.map((action) => ({
    features: featuresOf(response, shopper, action),
    fixed: -(shopper.prices.lambda * action.srLossCents + shopper.prices.mu * action.costCents) / scale,
  }));
  const { belief, degreesOfFreedom, draws } = response;
  if (response.model === 'linear')
    return thompsonProbabilities(belief, degreesOfFreedom, drawn, undefined, draws);
  const worths = actions.map((action) => worthOfBuying(shopper, action));
  const worthsOf = (values: Float64Array) => {
    const p0 = sigmoid(values[0]!);
    values[0] = 0;
    for (let at = 1; at < values.length; at++) values[at] = worths[at]!(sigmoid(values[at]!), p0) / scale;
  };
  return thompsonProbabilities(belief, degreesOfFreedom, drawn, worthsOf, draws);
}

/** Expected margin that each action adds, in minor units, at the mean of what was learned; 0 for nothing. */
export function learnedDeltas(
  response: LearnedResponse,
  shopper: Shopper,
  actions: readonly RespondingAction[],
): number[] {
  checkVersions(response);
  const values = actions.map((action) => dot(featuresOf(response, shopper, action), response.belief.mean));
  if (response.model === 'linear') {
    const scale = Math.max(1, shopper.averages.meanOrderCents);
    return values.map((value) => value * scale);
  }
  return actions.map((action, at) =>
    worthOfBuying(shopper, action)(sigmoid(values[at]!), sigmoid(values[0]!)),
  );
}

function featuresOf(
  { model }: LearnedResponse,
  { facts, averages }: Shopper,
  action: RespondingAction,
): number[] {
  const offered = offerFeatures(facts, averages, action.offer, action);
  return model === 'linear' ? offered : [...shopperFeatures(facts, averages), ...offered];
}

/** Margin added when an offer takes the probability of buying from p0 to p, its cost by the priors' shares inside. */
function worthOfBuying({ facts, averages, priors }: Shopper, { offer }: RespondingAction) {
  const basket = Math.max(1, facts.meanOrderCents ?? averages.meanOrderCents);
  const costPerUse = offer ? worthAndCost(facts, offer, basket, averages, priors).costPerUseCents : 0;
  return (p: number, p0: number): number =>
    (p - p0) * basket * facts.marginRate - (priors.subsidisedShare * p0 + Math.max(0, p - p0)) * costPerUse;
}

function checkVersions({ features }: LearnedResponse): void {
  if (features !== featuresVersion) throw new RangeError(`there are no features named ${features}`);
}
