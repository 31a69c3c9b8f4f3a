import type { ConsoleParts } from '../adapters/http/console/console-parts.ts';
import { storefrontLinks } from '../adapters/http/storefront-links.ts';
import { createPhraser } from '../adapters/llm/create-phraser.ts';
import { ServingKnowledge } from '../adapters/llm/serving-knowledge.ts';
import { PostgresConversationStore } from '../adapters/postgres/conversation-store.ts';
import type { Database } from '../adapters/postgres/database.ts';
import { PostgresHandoffQueue } from '../adapters/postgres/handoff-queue.ts';
import { undoCancelledOrder } from '../adapters/postgres/money-cancellations.ts';
import { PostgresMoneyDesk } from '../adapters/postgres/money-desk.ts';
import type { BehaviouralRiskAt } from '../adapters/postgres/money-facts.ts';
import { PostgresOutcomeRecorder } from '../adapters/postgres/money-outcomes.ts';
import { PostgresRedemptionDesk } from '../adapters/postgres/money-redemptions.ts';
import { PostgresRecommender } from '../adapters/postgres/recommender.ts';
import { PostgresRiskAssessor } from '../adapters/postgres/risk-assessor.ts';
import { PostgresShopData } from '../adapters/postgres/shop-data.ts';
import { ZenRuleEngine } from '../adapters/rules/zen-engine.ts';
import type { TurnMetrics } from '../bot/ports/turn-metrics.ts';
import { Turn } from '../bot/turn.ts';
import type { TurnHandler } from '../bot/turn-handler.ts';
import type { TurnParts } from '../bot/turn-parts.ts';
import { systemClock } from '../core/clock.ts';
import type { Logger } from '../core/logger.ts';
import { openReviewHeads } from '../nlp/reviews/open-review-heads.ts';
import { ReviewReader } from '../nlp/reviews/review-reader.ts';
import type { TextModels } from '../nlp/text-models.ts';
import type { MoneyMetrics } from '../retention/money/money-metrics.ts';
import type { Config } from './config.ts';
import { onnxChurnRuntime } from './onnx-churn-runtime.ts';
import { onnxNextItemRuntime } from './onnx-next-item-runtime.ts';
import { ServingFusion } from './serving-fusion.ts';

/** What a process needs to hold conversations, whatever channel they come by. */
export interface Services {
  readonly store: PostgresConversationStore;
  readonly turns: TurnHandler;
  /** What turns are made of; the desk works with the same. */
  readonly turn: TurnParts;
  readonly recommender: PostgresRecommender;
  readonly knowledge: ServingKnowledge;
  readonly redemptions: PostgresRedemptionDesk;
  readonly outcomes: PostgresOutcomeRecorder;
  readonly rules: ZenRuleEngine;
  readonly riskAt: BehaviouralRiskAt;
  /** Everybody who ever bought, by CLV times risk. */
  readonly atRisk: NonNullable<ConsoleParts['atRisk']>;
  /** Opened when reviews are first read, and again by other models. */
  reviewReader(): ReviewReader;
  close(): Promise<void>;
}

/** Wires the ports of bot/ and retention/ to their adapters. */
export function composeServices(parts: {
  config: Config;
  database: Database;
  models: TextModels;
  metrics: TurnMetrics & Partial<MoneyMetrics>;
  logger: Logger;
}): Services {
  const { config, database, models, metrics, logger } = parts;
  const store = new PostgresConversationStore(database);
  const fusion = new ServingFusion(models, logger);
  const risk = new PostgresRiskAssessor({
    runtime: onnxChurnRuntime,
    logger,
    fusion: () => fusion.current(),
  });
  const riskAt: BehaviouralRiskAt = (tx, request) => risk.behaviouralRiskAt(tx, request);
  const rules = new ZenRuleEngine();
  const redemptions = new PostgresRedemptionDesk();
  const outcomes = new PostgresOutcomeRecorder();
  const nextItem = onnxNextItemRuntime();
  const recommender = new PostgresRecommender({ database, logger, nextItem });
  const knowledge = new ServingKnowledge({ database, logger }, models);
  const { LLM_BASE_URL: baseUrl, LLM_MODEL: model, LLM_API_KEY: apiKey } = config;
  const turn: TurnParts = {
    store,
    understander: models.understander,
    knowledge,
    risk,
    money: new PostgresMoneyDesk({ rules, behaviouralRiskAt: riskAt }),
    outcomes,
    recommender,
    shopData: new PostgresShopData({
      onCancelled: (tx, order) => undoCancelledOrder(tx, redemptions, order),
      guestLookups: { perConversation: config.GUEST_LOOKUPS, perAddress: config.ADDRESS_GUEST_LOOKUPS },
    }),
    handoffs: new PostgresHandoffQueue(),
    links: storefrontLinks,
    clock: systemClock,
    logger,
    metrics,
    answersByMail: Boolean(config.SMTP_URL && config.PUBLIC_ORIGIN),
    ...(baseUrl &&
      model && { phraser: createPhraser({ baseUrl, model, logger, ...(apiKey && { apiKey }) }) }),
  };
  let reviews: { readonly modelVersion: string; readonly reader: ReviewReader } | undefined;
  return {
    store,
    turns: new Turn(turn),
    turn,
    recommender,
    knowledge,
    redemptions,
    outcomes,
    rules,
    riskAt,
    atRisk: (shopId) => risk.valuableAtRisk(database, { shopId, now: systemClock.now() }),
    reviewReader: () => {
      const { modelVersion, root, embedder } = models;
      if (reviews?.modelVersion !== modelVersion)
        reviews = { modelVersion, reader: new ReviewReader(embedder, openReviewHeads(root)) };
      return reviews.reader;
    },
    async close() {
      await Promise.all([risk.close(), fusion.close(), nextItem.close()]);
    },
  };
}
