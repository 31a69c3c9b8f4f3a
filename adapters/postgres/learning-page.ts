import type { LearnedArm, LearningPage, PolicyVerdict } from '../../core/contracts/console-policy.ts';
import { deviationOf } from '../../retention/exploration/gaussian.ts';
import {
  type LearnedResponse,
  learnedDeltas,
  learnedProbabilities,
} from '../../retention/exploration/learned-response.ts';
import { featuresVersion, offerFeatures } from '../../retention/exploration/response-features.ts';
import type { AccountFacts } from '../../retention/facts.ts';
import type { DrawInputs } from '../../retention/money/money-decision-record.ts';
import { defaultMoneySettings, mostExplored } from '../../retention/money/money-settings.ts';
import { referenceFacts } from '../../retention/money/reference-facts.ts';
import { tTest } from '../../retention/numerics/t-test.ts';
import { nothing, type Offer } from '../../retention/offers/offer.ts';
import { nothingScore, offerScorer } from '../../retention/policy/offer-scorer.ts';
import { defaultPriors } from '../../retention/policy/priors.ts';
import type { Queryable } from './database.ts';

/** What each arm has learned so far, and what came of the looks at whether a policy may serve. */
export async function learningPage(queryable: Queryable, shopId: string): Promise<LearningPage> {
  const settings = await queryable.query<{
    default_policy: string;
    explore_share: number;
    response_model: LearningPage['responseModel'];
  }>('select default_policy, explore_share, response_model from money_settings where shop_id = $1', [shopId]);
  const responseModel = settings.rows[0]?.response_model ?? defaultMoneySettings.responseModel;
  const { rows } = await queryable.query<{
    arm: string;
    version: number;
    matured: number;
    running: number;
    created_at: Date;
    serving: LearnedResponse;
  }>(
    `select distinct on (arm) arm, version, matured, running, created_at, serving from learned_responses
     where shop_id = $1 and model = $2 and features = $3 order by arm, version desc`,
    [shopId, responseModel, featuresVersion],
  );
  const typical = await typicalShopper(queryable, shopId);
  const verdicts = await queryable.query<{ result: PolicyVerdict }>(
    'select result from policy_verdicts where shop_id = $1 order by at desc limit 10',
    [shopId],
  );
  return {
    servingPolicy: settings.rows[0]?.default_policy ?? defaultMoneySettings.defaultPolicy,
    exploreShare: settings.rows[0]?.explore_share ?? defaultMoneySettings.exploreShare,
    mostExplored,
    responseModel,
    exploration: await explorationOf(queryable, shopId),
    arms: rows.map(({ arm, version, matured, running, created_at, serving }) => ({
      arm,
      model: serving.model,
      version,
      at: created_at.toISOString(),
      matured,
      running,
      effects: typical ? effectsOf(serving, typical) : [],
    })),
    verdicts: verdicts.rows.map(({ result }) => result),
  };
}

/** As the newest frontier reckoned it. */
async function explorationOf(queryable: Queryable, shopId: string): Promise<LearningPage['exploration']> {
  const { rows } = await queryable.query<{ at: Date; cents: number | null; draws: number }>(
    `select fitted_at as at, (result ->> 'explorationCents')::float8 as cents, (result ->> 'drawsPerPeriod')::float8 as draws
     from frontiers where shop_id = $1 order by fitted_at desc limit 1`,
    [shopId],
  );
  const row = rows[0];
  if (!row || row.cents === null) return null;
  return { cents: row.cents, drawsPerPeriod: row.draws, at: row.at.toISOString() };
}

interface Typical {
  readonly facts: AccountFacts;
  readonly averages: DrawInputs['averages'];
  readonly offers: readonly Offer[];
}

/** Offers and averages of the newest draw, and the shop's average shopper. */
async function typicalShopper(queryable: Queryable, shopId: string): Promise<Typical | null> {
  const { rows } = await queryable.query<{ inputs: DrawInputs }>(
    `select record -> 'inputs' as inputs from decisions where shop_id = $1 and kind = 'money' and slice <> 'holdout'
     order by created_at desc limit 1`,
    [shopId],
  );
  const inputs = rows[0]?.inputs;
  if (!inputs) return null;
  return {
    facts: referenceFacts(inputs.facts, inputs.averages, defaultPriors),
    averages: inputs.averages,
    offers: inputs.candidates.map(({ offer }) => offer),
  };
}

function effectsOf(serving: LearnedResponse, { facts, averages, offers }: Typical): LearnedArm['effects'] {
  const shopper = { facts, averages, prices: { lambda: 0, mu: 0 }, priors: defaultPriors };
  const score = offerScorer(facts, averages, shopper.prices, defaultPriors);
  const actions = [{ ...nothingScore, offer: null }, ...offers.map((offer) => ({ ...score(offer), offer }))];
  const deltas = learnedDeltas(serving, shopper, actions);
  const best = learnedProbabilities(serving, shopper, actions);
  return actions.map((action, i) => {
    const offered = offerFeatures(facts, averages, action.offer, action);
    const interval =
      serving.model === 'linear' && serving.degreesOfFreedom !== null
        ? tTest(
            deltas[i]!,
            Math.max(1, averages.meanOrderCents) * deviationOf(serving.belief, offered),
            serving.degreesOfFreedom,
          )
        : null;
    return {
      offerId: action.offer?.id ?? nothing,
      name: action.offer?.name ?? { en: 'Nothing', zh: '不给' },
      deltaCents: deltas[i]!,
      interval: interval && { lowerCents: interval.lower, upperCents: interval.upper },
      bestProbability: best[i]!,
    };
  });
}
