import { SeededRandom } from '../../core/seeded-random.ts';
import { learnedDeltas, learnedProbabilities } from '../exploration/learned-response.ts';
import { nothing, type Offer } from '../offers/offer.ts';
import { nothingScore, type OfferScore, offerScorer } from '../policy/offer-scorer.ts';
import { policies } from '../policy/policies.ts';
import { defaultPriors, type ResponsePriors } from '../policy/priors.ts';
import { withFloor } from '../policy/with-floor.ts';
import type { Candidate, DrawChoice, DrawInputs, DrawnAction, MaskReason } from './money-decision-record.ts';
import { referenceFacts } from './reference-facts.ts';

/**
 * The one draw of a shopper's period: pure, so that replaying its inputs gives its choice.
 *
 * Order: mask (rules, notice, budget), score, slice, action. With E the eligible actions ('nothing' always among
 * them), u the uniform share, x the exploration share, tau Thompson sampling by what the arm has learned and pi the
 * arm's policy, both after their floor, the logged propensity of the drawn action is
 *
 *   u / |E| + x * tau(action) + (1 - u - x) * pi(action)     outside the holdout,
 *   1 (the action being 'nothing')                           inside it.
 *
 * That is the total probability over what is random at this draw: the slice, drawn anew each period, and the
 * action. Holdout and arm were drawn once for months and are given here: after the first period a shopper's own
 * facts (has ever been granted something) reveal the holdout, so a propensity that averages over it would be wrong.
 * Estimators by propensity use the rows outside the holdout; the holdout is compared as randomised, by intention to
 * treat, with `assignment.holdoutShare` and `assignment.armShare` as its design weights.
 *
 * @throws RangeError when the record names priors, features or draws that this version does not have.
 */
export function drawMoney(inputs: DrawInputs): DrawChoice {
  const priors = priorsOf(inputs.policy.priors);
  const scored = scoreActions(inputs, priors);
  const eligible = scored.filter(({ masks }) => masks.length === 0);
  const policy = policies[inputs.policy.id];
  const { uniform, floor } = inputs.shares;
  const { holdout } = inputs.assignment;
  const explore = inputs.learned ? (inputs.shares.explore ?? 0) : 0;
  const { lambda, mu } = inputs.prices;
  const byPolicy = withFloor(
    policy.probabilities(
      eligible.map((action) => {
        const learned = action.learnedDeltaCents;
        const chosen = inputs.chooser?.gains[action.offerId];
        const priced = (cents: number) => cents - lambda * action.srLossCents - mu * action.costCents;
        return {
          ...action,
          ...(learned !== undefined && { learnedScore: priced(learned) }),
          ...(chosen !== undefined && { chooserScore: priced(chosen) }),
        };
      }),
      inputs.averages,
    ),
    floor,
  );
  const byThompson =
    explore > 0 && !holdout
      ? withFloor(
          learnedProbabilities(
            inputs.learned!,
            { ...inputs, priors },
            eligible.map((action) => ({ ...action, offer: offerOf(inputs, action.offerId) })),
          ),
          floor,
        )
      : null;

  const places = new Map(eligible.map(({ offerId }, i) => [offerId, i]));
  const actions: DrawnAction[] = scored.map((action) => {
    const place = places.get(action.offerId);
    const policyProbability = place === undefined ? 0 : byPolicy[place]!;
    const thompsonProbability = place === undefined ? 0 : (byThompson?.[place] ?? 0);
    const outside =
      place === undefined
        ? 0
        : uniform / eligible.length +
          explore * thompsonProbability +
          (1 - uniform - explore) * policyProbability;
    const probability = holdout ? Number(action.offerId === nothing) : outside;
    return { ...action, policyProbability, ...(byThompson && { thompsonProbability }), probability };
  });

  const random = new SeededRandom(inputs.seed);
  const sliceDraw = random.next();
  const actionDraw = random.next();
  const slice = holdout
    ? 'holdout'
    : sliceDraw < uniform
      ? 'uniform'
      : sliceDraw < uniform + explore
        ? 'thompson'
        : 'policy';
  const weights = {
    holdout: () => eligible.map(({ offerId }) => Number(offerId === nothing)),
    uniform: () => eligible.map(() => 1 / eligible.length),
    thompson: () => byThompson!,
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

type ScoredAction = OfferScore & {
  offerId: string;
  masks: readonly MaskReason[];
  referenceScore: number;
  learnedDeltaCents?: number;
};

function scoreActions(inputs: DrawInputs, priors: ResponsePriors): ScoredAction[] {
  const { facts, averages, prices } = inputs;
  const score = offerScorer(facts, averages, prices, priors);
  const referenceScore = offerScorer(referenceFacts(facts, averages, priors), averages, prices, priors);
  const scored: ScoredAction[] = [
    { ...nothingScore, offerId: nothing, masks: [], referenceScore: 0 },
    ...inputs.candidates.map((candidate) => ({
      ...score(candidate.offer),
      offerId: candidate.offer.id,
      masks: masksOf(candidate, inputs),
      referenceScore: referenceScore(candidate.offer).score,
    })),
  ];
  if (!inputs.learned) return scored;
  const learned = learnedDeltas(
    inputs.learned,
    { ...inputs, priors },
    scored.map((action) => ({ ...action, offer: offerOf(inputs, action.offerId) })),
  );
  return scored.map((action, i) => ({ ...action, learnedDeltaCents: learned[i]! }));
}

function offerOf({ candidates }: DrawInputs, offerId: string): Offer | null {
  return candidates.find(({ offer }) => offer.id === offerId)?.offer ?? null;
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
