import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ExpectedPeriod, FrontierRun, FrontierRunPoint } from '../../core/contracts/console-policy.ts';
import { BadInputError } from '../../core/errors.ts';
import { channelOptions } from '../../retention/allocation/channel-options.ts';
import {
  curveLambdas,
  curvePoint,
  epsilonChoices,
  frontierPoint,
} from '../../retention/allocation/frontier.ts';
import { drawMoney } from '../../retention/money/draw-money.ts';
import type { DrawInputs } from '../../retention/money/money-decision-record.ts';
import { mostExplored } from '../../retention/money/money-settings.ts';
import { periodDays, periodOf } from '../../retention/money/period.ts';
import { offerScorer, srOfNothing } from '../../retention/policy/offer-scorer.ts';
import { defaultPriors } from '../../retention/policy/priors.ts';
import type { RuleEngine } from '../../retention/rules/rule-engine.ts';
import type { Database } from './database.ts';
import { periodAverages } from './money-catalogue.ts';
import { loadMoneyContext } from './money-context.ts';
import type { BehaviouralRiskAt } from './money-facts.ts';
import { EligibilityRules } from './money-rules-cache.ts';
import { shopperSample } from './shopper-sample.ts';
import { triedDraw } from './tried-draw.ts';

export interface FrontierParts {
  readonly database: Database;
  readonly rules: RuleEngine;
  readonly riskAt?: BehaviouralRiskAt;
}

/** Enough for the sums of a shop; more would only make the night's work longer. */
const mostShoppers = 600;
const expectedRedemption = 0.3;
const dayMs = 86_400_000;

/**
 * What the shop could reach at which loss of SR, from the draws that its shoppers would get now: each arm under its own
 * budget, together under one limit of SR, weighted by how many are expected to write.
 * @throws BadInputError when no shopper could be given anything.
 */
export async function computeFrontier(parts: FrontierParts, shopId: string, now: Date): Promise<FrontierRun> {
  const begun = performance.now();
  const { database } = parts;
  const { shopperIds, population, drawsPerPeriod, drawsAssumed } = await shopperSample(database, {
    shopId,
    now,
    most: mostShoppers,
  });
  // A draw that is only tried is rolled back with the averages that it worked out: each would sum up all orders again.
  if (shopperIds[0])
    await database.transaction(async (tx) => {
      const context = await loadMoneyContext(tx, shopId, shopperIds[0]!);
      await periodAverages(tx, context, periodOf(now, context.timeZone));
    });
  const rules = new EligibilityRules(parts.rules);
  const draws: DrawInputs[] = [];
  for (const shopperId of shopperIds)
    draws.push(await triedDraw({ ...parts, rules }, { shopId, shopperId, now }));
  const open = draws.filter(({ assignment }) => !assignment.holdout);
  if (open.length === 0)
    throw new BadInputError(
      'no shopper of this shop has ordered or written within a year; there is nothing to weigh',
    );

  const budgets = await periodBudgets(database, shopId, now);
  const places = budgets.filter(({ id }) => open.some(({ budget }) => budget.id === id));
  const scale = population / draws.length;
  const reach = drawsPerPeriod / population;
  const problem = {
    shoppers: open.map((inputs) => optionsOf(inputs, reach, places)),
    budgetsCents: places.map(({ availableCents }) => availableCents / scale),
  };
  const baseline =
    reach * open.reduce((sum, { facts, averages }) => sum + srOfNothing(facts, averages, defaultPriors), 0);

  const points: FrontierRunPoint[] = [];
  for (const epsilon of epsilonChoices) {
    const point = frontierPoint(problem, baseline, epsilon);
    if (!point) continue;
    const mu = Object.fromEntries(places.map(({ id }, k) => [id, point.mu[k]!]));
    points.push({
      epsilon,
      lambda: point.lambda,
      mu,
      deltaCents: scale * point.deltaCents,
      // The shoppers of a period are another draw of as many as are expected to write.
      deltaSpreadCents: (Math.sqrt(scale * reach) * point.deltaSpreadCents) / reach,
      srLossCents: scale * point.srLossCents,
      srLossSpreadCents: (Math.sqrt(scale * reach) * point.srLossSpreadCents) / reach,
      costCents: scale * point.costsCents.reduce((sum, cost) => sum + cost, 0),
      givenShare: point.given / open.length,
      boundCents: scale * point.boundCents,
      served: served(open, scale * reach, (inputs) => ({
        lambda: point.lambda,
        mu: mu[inputs.budget.id] ?? 0,
      })),
    });
    // Other work of this process goes between two points.
    await nextTurn();
  }
  const curve: FrontierRun['curve'][number][] = [];
  for (const lambda of curveLambdas) {
    const { deltaCents, srLossCents } = curvePoint(problem, lambda);
    curve.push({ lambda, deltaCents: scale * deltaCents, srLossCents: scale * srLossCents });
    await nextTurn();
  }
  return {
    fittedAt: now.toISOString(),
    currency: open[0]!.facts.currency,
    sample: draws.length,
    population,
    drawsPerPeriod,
    drawsAssumed,
    baselineSrCents: scale * baseline,
    today: { ...served(open, scale * reach, ({ prices }) => prices), lambda: open[0]!.prices.lambda },
    points,
    curve,
    budgets: places,
    explorationCents: explorationOf(open, scale * reach),
    milliseconds: Math.round(performance.now() - begun),
  };
}

function optionsOf(inputs: DrawInputs, reach: number, budgets: readonly { id: string }[]) {
  const score = offerScorer(inputs.facts, inputs.averages, { lambda: 0, mu: 0 }, defaultPriors);
  const offers = inputs.candidates
    .filter(({ rows, noticeId }) => rows.length > 0 && noticeId !== null)
    .map(({ offer }) => ({ offerId: offer.id, ...score(offer) }));
  const budgetAt = budgets.findIndex(({ id }) => id === inputs.budget.id);
  const chat = { channel: 'chat', reachProbability: reach, contactCents: 0, budgetAt, capAt: null };
  return inputs.budget.open ? channelOptions(offers, [chat], budgets.length) : [];
}

/** Probabilities are linear in the exploration share, so that two shares tell the figure of any. */
function explorationOf(draws: readonly DrawInputs[], weight: number): number | null {
  if (draws.every(({ learned }) => !learned)) return null;
  const at = (explore: number) =>
    served(
      draws.map((inputs) => ({ ...inputs, shares: { ...inputs.shares, explore } })),
      weight,
      ({ prices }) => prices,
    ).deltaCents;
  return (at(mostExplored) - at(0)) / mostExplored;
}

/** Expectation over the probabilities that draws at these prices would have. */
function served(
  draws: readonly DrawInputs[],
  weight: number,
  pricesOf: (inputs: DrawInputs) => DrawInputs['prices'],
): ExpectedPeriod {
  let [deltaCents, srLossCents, costCents] = [0, 0, 0];
  for (const inputs of draws)
    for (const action of drawMoney({ ...inputs, prices: pricesOf(inputs) }).actions) {
      deltaCents += weight * action.probability * action.deltaCents;
      srLossCents += weight * action.probability * action.srLossCents;
      costCents += weight * action.probability * action.costCents;
    }
  return { deltaCents, srLossCents, costCents };
}

/** What the budgets that are open have left, spread evenly over what is left of their lives. */
async function periodBudgets(
  database: Database,
  shopId: string,
  now: Date,
): Promise<{ id: string; availableCents: number }[]> {
  const { rows } = await database.query<{ id: string; left: number; ends_at: Date }>(
    `select id, (limit_cents - spent_cents - $3::float8 * reserved_cents)::float8 as left, ends_at from budgets
     where shop_id = $1 and starts_at <= $2 and ends_at > $2 order by id`,
    [shopId, now, expectedRedemption],
  );
  return rows.map(({ id, left, ends_at }) => {
    const daysLeft = (ends_at.getTime() - now.getTime()) / dayMs;
    return { id, availableCents: Math.max(0, left) * Math.min(1, periodDays / daysLeft) };
  });
}
