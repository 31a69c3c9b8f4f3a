import { createHash } from 'node:crypto';
import { expectedSr } from '../../policy/expected-sr.ts';
import { nothingScore, type OfferScore } from '../../policy/offer-scorer.ts';
import { allocateActions } from '../allocate-actions.ts';
import { laboratoryActions } from '../laboratory-offer.ts';
import type { Given, LaboratoryPolicy } from '../laboratory-policy.ts';
import type { OfferRow } from '../offer-row.ts';
import { certainly, churnScoreRule, singleAction } from '../plain-policies.ts';
import { nature } from '../world.ts';
import { chooseCandidate, type Judged, marginPerOrder } from './choose-candidate.ts';
import type { ObservedShopper } from './effect-columns.ts';
import { basketOf, type EffectModel, type Effects, effectsOf } from './effect-model.ts';
import { type LaterLoss, laterLossOf } from './later-loss.ts';
import { learnEffects } from './learn-effects.ts';

export interface OursOptions {
  readonly seed: string;
  /** Most SR that may be lost, as a share; null: no limit. */
  readonly epsilon: number | null;
  /** Shares of shoppers kept without offers, and of periods drawn uniformly; 0 and 0: what exploration costs. */
  readonly holdoutShare: number;
  readonly uniformShare: number;
}

/** What was learnt from a log. */
export interface Learnt {
  readonly model: EffectModel;
  readonly campaign: readonly OfferRow[];
  readonly laterLoss: LaterLoss;
  /** Share of added purchases that scores count as lost later. */
  readonly laterShare: number;
  readonly judged: Judged;
}

/** Everything that the policy knows, from a log with propensities alone. */
export function learnFrom(rows: readonly OfferRow[], seed: string, budgetPerShopperCents: number): Learnt {
  const effects = learnEffects(rows, seed);
  const laterLoss = laterLossOf(rows, effects);
  const laterShare = laterLoss.share;
  const personal = allocateActions(scoresOf(rows, effects.heldOut, laterShare).scores, {
    budgetCents: budgetPerShopperCents * rows.length,
    epsilon: null,
    baselineSrCents: 0,
  });
  return {
    model: effects.model,
    campaign: rows,
    laterLoss,
    laterShare,
    judged: chooseCandidate(rows, effects.heldOut, personal, laterLoss, budgetPerShopperCents),
  };
}

/** The policy under test. It reads facts and its logs, nothing hidden. */
export function oursPolicy(learnt: Learnt, options: OursOptions): LaboratoryPolicy {
  const { model, judged, laterShare, campaign } = learnt;
  const { serves } = judged;
  const simple =
    serves.kind === 'single'
      ? singleAction(serves.action, campaign)
      : serves.kind === 'churn-score'
        ? churnScoreRule(campaign)
        : null;
  return {
    decide(start) {
      const { day, random, budgetCents } = start;
      const reachable = start.reachable.map((one) => ({ ...one, day }));
      const personal = () => {
        const scored = scoresOf(reachable, effectsOf(model, reachable), laterShare);
        const limits = { budgetCents, epsilon: options.epsilon, baselineSrCents: scored.baselineSrCents };
        return allocateActions(scored.scores, limits);
      };
      const chosen = simple ? simple.decide(start).map(({ action }) => action) : personal();
      return chosen.map((action, i): Given => {
        const { shopper } = reachable[i]!.life;
        if (inHoldout(options.seed, shopper.id, options.holdoutShare)) return certainly(0);
        const propensities = laboratoryActions.map(
          (_, a) =>
            options.uniformShare / laboratoryActions.length +
            (1 - options.uniformShare) * Number(a === action),
        );
        const drawn =
          random.next() < options.uniformShare ? random.nextInt(laboratoryActions.length) : action;
        return { action: drawn, propensities };
      });
    },
  };
}

/** Every shopper's score of every action: added margin less what is lost later and what the offer costs. */
function scoresOf(
  shoppers: readonly ObservedShopper[],
  effects: Effects,
  laterShare: number,
): { scores: OfferScore[][]; baselineSrCents: number } {
  let baselineSrCents = 0;
  const scores = shoppers.map((shopper, i) =>
    laboratoryActions.map((_, action) => {
      if (action === 0) return nothingScore;
      const base = effects.purchases[0]![i]!;
      const added = (effects.purchases[action]![i]! - base) * (1 - laterShare);
      const costCents = effects.costCents[action]![i]!;
      const basket = basketOf(shopper);
      const deltaCents = added * marginPerOrder(shopper) - costCents;
      const in90 = (base * 90) / nature.periodDays;
      const srOfNothing = expectedSr(in90, basket, 0);
      if (action === 1) baselineSrCents += srOfNothing;
      const srLossCents = srOfNothing - expectedSr(Math.max(0, in90 + added), basket, costCents);
      return { deltaCents, srLossCents, costCents, score: deltaCents };
    }),
  );
  return { scores, baselineSrCents };
}

function inHoldout(seed: string, shopperId: string, share: number): boolean {
  return (
    createHash('sha256').update(`${seed}|holdout|${shopperId}`).digest().readUInt16LE(0) / 65_536 < share
  );
}
