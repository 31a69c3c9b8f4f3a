import { SeededRandom } from '../../core/seeded-random.ts';
import type { AccountFacts } from '../facts.ts';
import { nothing } from '../offers/offer.ts';
import { nothingScore, type OfferScore, offerScorer } from '../policy/offer-scorer.ts';
import { policies } from '../policy/policies.ts';
import { defaultPriors, type ResponsePriors } from '../policy/priors.ts';
import { withFloor } from '../policy/with-floor.ts';
import type { Candidate, DrawChoice, DrawInputs, DrawnAction, MaskReason } from './money-decision-record.ts';

/**
 * The one draw of a shopper's period: pure, so that replaying its inputs gives its choice.
 *
 * Order: mask (rules, notice, budget), score, slice, action. With E the eligible actions ('nothing' always among
 * them), u the uniform share and pi the arm's policy after its floor, the logged propensity of the drawn action is
 *
 *   u / |E| + (1 - u) * pi(action)     outside the holdout,
 *   1 (the action being 'nothing')     inside it.
 *
 * That is the total probability over what is random at this draw: the slice, drawn anew each period, and the
 * action. Holdout and arm were drawn once for months and are given here: after the first period a shopper's own
 * facts (has ever been granted something) reveal the holdout, so a propensity that averages over it would be wrong.
 * Estimators by propensity use the rows outside the holdout; the holdout is compared as randomised, by intention to
 * treat, with `assignment.holdoutShare` and `assignment.armShare` as its design weights.
 *
 * @throws RangeError when the record names priors that this version does not have.
 */
export function drawMoney(inputs: DrawInputs): DrawChoice {
  const priors = priorsOf(inputs.policy.priors);
  const scored = scoreActions(inputs, priors);
  const eligible = scored.filter(({ masks }) => masks.length === 0);
  const policy = policies[inputs.policy.id];
  const byPolicy = withFloor(policy.probabilities(eligible, inputs.averages), inputs.shares.floor);
  const { uniform } = inputs.shares;
  const { holdout } = inputs.assignment;

  const probabilities = new Map(eligible.map(({ offerId }, i) => [offerId, byPolicy[i]!]));
  const actions: DrawnAction[] = scored.map((action) => {
    const policyProbability = probabilities.get(action.offerId) ?? 0;
    const outside =
      action.masks.length === 0 ? uniform / eligible.length + (1 - uniform) * policyProbability : 0;
    const probability = holdout ? Number(action.offerId === nothing) : outside;
    return { ...action, policyProbability, probability };
  });

  const random = new SeededRandom(inputs.seed);
  const sliceDraw = random.next();
  const actionDraw = random.next();
  const slice = holdout ? 'holdout' : sliceDraw < uniform ? 'uniform' : 'policy';
  const weights = {
    holdout: () => eligible.map(({ offerId }) => Number(offerId === nothing)),
    uniform: () => eligible.map(() => 1 / eligible.length),
    policy: () => byPolicy,
  }[slice]();
  const drawn = eligible[indexAt(weights, actionDraw)]!;
  const { probability } = actions.find(({ offerId }) => offerId === drawn.offerId)!;
  // Adding up tenths may end at 1 + 2e-16; a propensity never exceeds 1.
  return { actions, slice, action: drawn.offerId, propensity: Math.min(1, probability) };
}

/** The seed of a draw: nothing that happens in a conversation is in it. */
export function seedOf(shopId: string, shopperId: string, periodStart: string): string {
  return `${shopId}|${shopperId}|${periodStart}|money|1`;
}

type ScoredAction = OfferScore & { offerId: string; masks: readonly MaskReason[]; referenceScore: number };

function scoreActions(inputs: DrawInputs, priors: ResponsePriors): ScoredAction[] {
  const { facts, averages, prices } = inputs;
  const score = offerScorer(facts, averages, prices, priors);
  const referenceScore = offerScorer(referenceFacts(facts, inputs, priors), averages, prices, priors);
  return [
    { ...nothingScore, offerId: nothing, masks: [], referenceScore: 0 },
    ...inputs.candidates.map((candidate) => ({
      ...score(candidate.offer),
      offerId: candidate.offer.id,
      masks: masksOf(candidate, inputs),
      referenceScore: referenceScore(candidate.offer).score,
    })),
  ];
}

/** The shopper that policies with one answer for everybody have in mind: the shop's averages at an even risk. */
function referenceFacts(
  facts: AccountFacts,
  { averages }: DrawInputs,
  { horizonDays }: ResponsePriors,
): AccountFacts {
  return {
    ...facts,
    churnRisk: 0.5,
    churnHorizonDays: horizonDays,
    meanOrderCents: averages.meanOrderCents,
    meanShippingCents: averages.meanShippingCents,
    marginRate: averages.marginRate,
  };
}

function masksOf({ offer, rows, noticeId }: Candidate, { budget }: DrawInputs): MaskReason[] {
  const left = budget.limitCents - budget.reservedCents - budget.spentCents;
  return [
    ...(rows.length === 0 ? (['rules'] as const) : []),
    ...(noticeId === null ? (['notice'] as const) : []),
    ...(!budget.open || left < offer.maximumCents ? (['budget'] as const) : []),
  ];
}

function indexAt(weights: readonly number[], draw: number): number {
  let cumulative = 0;
  for (let i = 0; i < weights.length; i++) {
    cumulative += weights[i]!;
    if (draw < cumulative) return i;
  }
  // Rounding left a gap below 1: the last action that has any weight.
  return weights.findLastIndex((weight) => weight > 0);
}

function priorsOf(version: string): ResponsePriors {
  if (version !== defaultPriors.version) throw new RangeError(`there are no priors named ${version}`);
  return defaultPriors;
}
