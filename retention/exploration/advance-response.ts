import type { ResponseModel } from './learned-response.ts';
import { addObservations, discounted, type Observation } from './linear-posterior.ts';
import { fadedBelief, learnLogistic } from './logistic-posterior.ts';
import { logisticPrior } from './response-prior.ts';
import type { ResponseState } from './serving-response.ts';

/** What a period's share keeps of its weight from one period to the next: half after a year of twelve. */
export const keptPerPeriod = 0.5 ** (1 / 12);

/** Below this share of its window a running period says too little for its reward to be projected. */
const leastElapsed = 0.2;

/** One shopper-period: what was decided on which facts, and what came of it so far. */
export interface ShopperPeriod {
  readonly features: readonly number[];
  /** Margin so far in mean baskets. */
  readonly margin: number;
  readonly bought: boolean;
  /** Share of the window that has passed; 1: all of it, and the time for returns. */
  readonly elapsed: number;
}

/**
 * Takes matured periods in, each once and for good, after what is older has faded.
 * @param periods how many have passed since the state was last advanced, >= 0; fractions allowed.
 */
export function advanceResponse(
  state: ResponseState,
  matured: readonly ShopperPeriod[],
  periods: number,
): ResponseState {
  return learned(
    faded(state, periods),
    matured.map((period) => observationOf(period, state.model)),
  );
}

/**
 * The state with running periods added, for serving only: their reward is projected to the whole window at the rate so
 * far and counts as much as of the window has passed (the correction for delay of Vernade, Cappe and Perchet 2017,
 * Stochastic Bandit Models for Delayed Conversions, with a constant rate of arrival). The next advance starts from
 * the matured state again, so that nothing provisional is ever counted twice.
 */
export function withProvisional(state: ResponseState, running: readonly ShopperPeriod[]): ResponseState {
  return learned(
    state,
    running
      .filter(({ elapsed }) => elapsed >= leastElapsed)
      .map((period) => observationOf(period, state.model)),
  );
}

function observationOf(period: ShopperPeriod, model: ResponseModel): Observation {
  const { features, elapsed } = period;
  if (model === 'linear') return { features, reward: period.margin / elapsed, weight: elapsed };
  // Who has bought will stay so; who has not may still.
  return { features, reward: Number(period.bought), weight: period.bought ? 1 : elapsed };
}

function faded(state: ResponseState, periods: number): ResponseState {
  const keep = keptPerPeriod ** periods;
  return state.model === 'linear'
    ? { model: 'linear', sums: discounted(state.sums, keep) }
    : { model: 'logistic', belief: fadedBelief(state.belief, logisticPrior, keep) };
}

function learned(state: ResponseState, observations: readonly Observation[]): ResponseState {
  return state.model === 'linear'
    ? { model: 'linear', sums: addObservations(state.sums, observations) }
    : { model: 'logistic', belief: learnLogistic(state.belief, observations) };
}
