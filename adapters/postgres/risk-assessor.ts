import type { Assessment, ConversationSignals, RiskAssessor } from '../../bot/ports/risk.ts';
import type { Logger } from '../../core/logger.ts';
import type { Transaction } from '../../core/transaction.ts';
import type { ChurnFacts } from '../../retention/churn/churn-facts.ts';
import { averageLogOdds, inputRow } from '../../retention/churn/churn-model.ts';
import { churnReasons } from '../../retention/churn/churn-reasons.ts';
import type { ChurnRuntime } from '../../retention/churn/churn-scorer.ts';
import { describeConcept } from '../../retention/churn/describe-concept.ts';
import { fuseRisk } from '../../retention/churn/fused-risk.ts';
import { logOddsOfProbability, probabilityOf } from '../../retention/churn/log-odds.ts';
import { type RiskReason, strongestReasons } from '../../retention/churn/reason.ts';
import { priorChurnModel, priorChurnRisk } from '../../retention/money/prior-churn-risk.ts';
import { churnFactsOf } from './risk-facts.ts';
import { RiskModels, type ServedRiskModel } from './risk-models.ts';

interface Scored {
  readonly probability: number;
  readonly reasons: readonly RiskReason[];
}

/**
 * Churn risk and value of a shopper from live rows: a visit, cart or order that was committed counts in the next call.
 * One indexed query, one run of the shop's ONNX model in this thread (some tens of microseconds).
 */
export class PostgresRiskAssessor implements RiskAssessor {
  readonly #models: RiskModels;

  constructor(options: { runtime: ChurnRuntime; logger: Logger }) {
    this.#models = new RiskModels(options);
  }

  async assess(
    tx: Transaction,
    request: { shopId: string; shopperId: string; now: Date; signals: ConversationSignals },
  ): Promise<Assessment> {
    const { shopId, shopperId, now, signals } = request;
    const served = await this.#models.forShop(tx, shopId, now);
    const facts = await churnFactsOf(tx, { shopId, shopperId, asOf: now });
    const behavioural = facts ? await score(served, facts) : null;
    const fused = fuseRisk(behavioural ?? notBoughtYet(served), signals);
    return {
      behaviouralRisk: behavioural?.probability ?? null,
      behaviouralReasons: behavioural ? strongestReasons(behavioural.reasons) : [],
      fusedRisk: fused.probability,
      fusedReasons: fused.reasons,
      clvCents: facts?.clvCents ?? 0,
      srCents: facts?.srCents ?? 0,
      modelVersion: served.model?.version ?? priorChurnModel,
    };
  }

  /** Behavioural risk from what happened strictly before `asOf`; null for nobody's order by then, or without a model. */
  async behaviouralRiskAt(
    tx: Transaction,
    request: { shopId: string; shopperId: string; asOf: Date },
  ): Promise<{ probability: number; modelVersion: string; horizonDays: number } | null> {
    const served = await this.#models.forShop(tx, request.shopId, request.asOf);
    if (!served.model) return null;
    const facts = await churnFactsOf(tx, request);
    if (!facts) return null;
    const { probability } = await score(served, facts);
    const { horizonDays } = served.model.manifest.model;
    return { probability, modelVersion: served.model.version, horizonDays };
  }

  /** Takes a newly trained model at once; otherwise it is noticed within ten seconds. */
  forget(shopId: string): void {
    this.#models.forget(shopId);
  }

  async close(): Promise<void> {
    await this.#models.close();
  }
}

async function score({ model, currency }: ServedRiskModel, facts: ChurnFacts): Promise<Scored> {
  if (!model) return scoreByPrior(facts, currency);
  const row = inputRow(model.manifest.model, facts);
  const [probability] = await model.scorer.score([row]);
  return {
    probability: probability!,
    reasons: churnReasons(model.manifest.model, facts, row, currency),
  };
}

/** Before a model was trained: the stated rule of the money policy, with its one reason. */
function scoreByPrior(facts: ChurnFacts, currency: string): Scored {
  const probability = priorChurnRisk(facts);
  const contribution = logOddsOfProbability(probability);
  return {
    probability,
    reasons: [{ feature: 'recency', contribution, ...describeConcept('recency', facts, currency) }],
  };
}

/** Somebody without orders cannot leave yet, but may be about to: the conversation moves the shop's average. */
function notBoughtYet({ model }: ServedRiskModel): Scored {
  return {
    probability: model ? probabilityOf(averageLogOdds(model.manifest.model)) : 0.5,
    reasons: [
      {
        feature: 'frequency',
        value: 0,
        contribution: 0,
        text: { en: 'no orders yet', zh: '尚未下单' },
      },
    ],
  };
}
