import type { Transaction } from '../../core/transaction.ts';
import { seedOf } from '../../retention/money/draw-money.ts';
import type { DrawInputs } from '../../retention/money/money-decision-record.ts';
import type { Period } from '../../retention/money/period.ts';
import { reduceCandidates } from '../../retention/money/reduce-candidates.ts';
import { noticeFor } from '../../retention/notices/notice-for.ts';
import { noticeTableVersion } from '../../retention/notices/notice-table.ts';
import { offerScorer } from '../../retention/policy/offer-scorer.ts';
import { pacedPrice } from '../../retention/policy/paced-price.ts';
import { policies } from '../../retention/policy/policies.ts';
import { defaultPriors } from '../../retention/policy/priors.ts';
import { eligibilityRules } from '../../retention/rules/default-rules.ts';
import { learnedResponse } from './learned-responses.ts';
import { provenChooserGains } from './learnt-choosers.ts';
import { holdoutOf, moneyArm } from './money-assignments.ts';
import { budgetAt, periodAverages } from './money-catalogue.ts';
import type { MoneyContext } from './money-context.ts';
import { type BehaviouralRiskAt, snapshotFacts } from './money-facts.ts';
import type { OffersCache } from './money-offers-cache.ts';
import type { EligibilityRules } from './money-rules-cache.ts';

/** Gathers everything one draw reads; assigns holdout and arm if the shopper has none yet. */
export async function drawInputs(
  tx: Transaction,
  context: MoneyContext,
  period: Period,
  now: Date,
  rules: EligibilityRules,
  offers: OffersCache,
  riskAt: BehaviouralRiskAt | undefined,
): Promise<DrawInputs> {
  const { shopId, shopperId, settings } = context;
  const { id: snapshotId, facts } = await snapshotFacts(tx, context, period, riskAt);
  const { heldOut: holdout, share: holdoutShare } = await holdoutOf(tx, context, now);
  const arm = await moneyArm(tx, context, now);
  const policy = policies[arm?.policy ?? settings.defaultPolicy];
  const budget = await budgetAt(tx, shopId, arm?.budgetId ?? settings.defaultBudgetId, now, period);
  const learning = settings.exploreShare > 0 || policy.id === 'learned';
  const learned = learning && !holdout ? await learnedResponse(tx, context, arm) : null;
  const chooser = policy.id === 'chooser' && !holdout ? await provenChooserGains(tx, shopId, facts) : null;
  const averages = await periodAverages(tx, context, period);
  const catalogue = await offers.catalogue(tx, shopId);
  const { version, verdicts } = await rules.verdicts(tx, shopId, facts, arm?.rulesVersion);
  const prices = {
    lambda: settings.lambda,
    mu: budget ? pacedPrice(budget.mu, budget, budget.elapsed) : 0,
  };
  const scorer = offerScorer(facts, averages, prices, defaultPriors);
  const start = period.start.toISOString();
  return {
    shopId,
    shopperId,
    period: { start, end: period.end.toISOString() },
    seed: seedOf(shopId, shopperId, start),
    snapshotId,
    facts,
    offersConsidered: catalogue.offers.length,
    candidates: reduceCandidates(
      catalogue,
      verdicts,
      (kind) => noticeFor(context, kind)?.id ?? null,
      (offer) => scorer(offer).score,
    ),
    assignment: {
      holdout,
      holdoutShare,
      experimentId: arm?.experimentId ?? null,
      arm: arm?.arm ?? null,
      armShare: arm?.armShare ?? null,
    },
    policy: { id: policy.id, version: policy.version, priors: defaultPriors.version },
    rules: { id: eligibilityRules, version },
    noticeTable: noticeTableVersion,
    prices,
    averages,
    budget: {
      id: budget?.id ?? settings.defaultBudgetId,
      limitCents: budget?.limitCents ?? 0,
      reservedCents: budget?.reservedCents ?? 0,
      spentCents: budget?.spentCents ?? 0,
      open: budget?.open ?? false,
    },
    shares: { uniform: settings.uniformShare, floor: settings.floor, explore: settings.exploreShare },
    ...(learned && { learned }),
    ...(chooser && { chooser }),
  };
}
