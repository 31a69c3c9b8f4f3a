import type { Assessment, ConversationSignals, RiskAssessor } from '../../bot/ports/risk.ts';
import type { ShopperAtRisk } from '../../core/contracts/console-risk.ts';
import type { Logger } from '../../core/logger.ts';
import type { Transaction } from '../../core/transaction.ts';
import type { ChurnFacts } from '../../retention/churn/churn-facts.ts';
import { averageLogOdds } from '../../retention/churn/churn-model.ts';
import type { ChurnRuntime } from '../../retention/churn/churn-scorer.ts';
import { fuseRisk } from '../../retention/churn/fused-risk.ts';
import { type FusionScorer, fuseByNetwork } from '../../retention/churn/fusion/fuse-by-network.ts';
import { probabilityOf } from '../../retention/churn/log-odds.ts';
import { strongestReasons } from '../../retention/churn/reason.ts';
import { priorChurnModel } from '../../retention/money/prior-churn-risk.ts';
import type { Database } from './database.ts';
import { churnFactsOf } from './risk-facts.ts';
import { RiskModels, type ServedRiskModel } from './risk-models.ts';
import { type ScoredRisk, scoreRisks } from './score-risk.ts';
import { valuableAtRisk } from './valuable-at-risk.ts';

/**
 * Churn risk and value of a shopper from live rows: a visit, cart or order that was committed counts in the next call.
 * One indexed query, one run of the shop's ONNX model in this thread (some tens of microseconds).
 */
export class PostgresRiskAssessor implements RiskAssessor {
  readonly #models: RiskModels;
  readonly #fusion: () => Promise<FusionScorer | null>;

  /** @param options.fusion joins behaviour and text; left out or null, the stated rule does. */
  constructor(options: {
    runtime: ChurnRuntime;
    logger: Logger;
    fusion?: () => Promise<FusionScorer | null>;
  }) {
    this.#models = new RiskModels(options);
    this.#fusion = options.fusion ?? (async () => null);
  }

  async assess(
    tx: Transaction,
    request: { shopId: string; shopperId: string; now: Date; signals: ConversationSignals },
  ): Promise<Assessment> {
    const { shopId, shopperId, now, signals } = request;
    const served = await this.#models.forShop(tx, shopId, now);
    const facts = await churnFactsOf(tx, { shopId, shopperId, asOf: now });
    const behavioural = facts ? await score(served, facts) : null;
    const base = behavioural ?? notBoughtYet(served);
    const fusion = await this.#fusion();
    const fused = (fusion && (await fuseByNetwork(fusion, base, signals))) ?? fuseRisk(base, signals);
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

  /** Everybody who ever bought, by CLV times behavioural risk, and the model that told it; null: the stated prior. */
  async valuableAtRisk(
    database: Database,
    request: { shopId: string; now: Date },
  ): Promise<{ shoppers: ShopperAtRisk[]; modelVersion: string | null }> {
    const served = await database.transaction((tx) => this.#models.forShop(tx, request.shopId, request.now));
    return {
      shoppers: await valuableAtRisk(database, served, request),
      modelVersion: served.model?.version ?? null,
    };
  }

  /** Takes a newly trained model at once; otherwise it is noticed within ten seconds. */
  forget(shopId: string): void {
    this.#models.forget(shopId);
  }

  async close(): Promise<void> {
    await this.#models.close();
  }
}

async function score(served: ServedRiskModel, facts: ChurnFacts): Promise<ScoredRisk> {
  const [scored] = await scoreRisks(served, [facts]);
  return scored!;
}

/** Somebody without orders cannot leave yet, but may be about to: the conversation moves the shop's average. */
function notBoughtYet({ model }: ServedRiskModel): ScoredRisk {
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
