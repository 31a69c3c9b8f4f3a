import { demoShopId, loadDemoShop } from '../../adapters/demo-shop/load-demo-shop.ts';
import { storefrontLinks } from '../../adapters/http/storefront-links.ts';
import { ShopKnowledge } from '../../adapters/llm/shop-knowledge.ts';
import { PostgresConversationStore } from '../../adapters/postgres/conversation-store.ts';
import type { Database } from '../../adapters/postgres/database.ts';
import { PostgresHandoffQueue } from '../../adapters/postgres/handoff-queue.ts';
import { undoCancelledOrder } from '../../adapters/postgres/money-cancellations.ts';
import { PostgresMoneyDesk } from '../../adapters/postgres/money-desk.ts';
import { PostgresOutcomeRecorder } from '../../adapters/postgres/money-outcomes.ts';
import { PostgresRedemptionDesk } from '../../adapters/postgres/money-redemptions.ts';
import { seedMoney } from '../../adapters/postgres/money-seed.ts';
import { PostgresRecommender } from '../../adapters/postgres/recommender.ts';
import { PostgresRiskAssessor } from '../../adapters/postgres/risk-assessor.ts';
import { PostgresShopData } from '../../adapters/postgres/shop-data.ts';
import { ZenRuleEngine } from '../../adapters/rules/zen-engine.ts';
import { onnxChurnRuntime } from '../../app/onnx-churn-runtime.ts';
import type { ActivityBody, ConversationKey } from '../../bot/ports/conversation-store.ts';
import type { Phraser } from '../../bot/ports/llm.ts';
import { noTurnMetrics } from '../../bot/ports/turn-metrics.ts';
import { Turn } from '../../bot/turn.ts';
import type { TurnHandler } from '../../bot/turn-handler.ts';
import { FixedClock } from '../../core/clock.ts';
import type { Card } from '../../core/contracts/message.ts';
import { newId } from '../../core/ids.ts';
import { type Logger, silentLogger } from '../../core/logger.ts';
import { startTextModels, type TextModels } from '../../nlp/text-models.ts';
import { createTestDatabase } from '../support/database.ts';

/** A Friday noon: the demo shop's people are in. */
export const worldNow = new Date('2026-11-20T12:00:00Z');

export interface Reply {
  readonly text: string;
  readonly cards: readonly Card[];
  readonly sources: readonly { title: string; url?: string }[];
  readonly quickReplies: readonly string[];
  readonly activity: ActivityBody;
}

export interface Talk {
  readonly key: ConversationKey;
  /** Sends a message, or any other activity, and runs its turn. */
  say(message: string | ActivityBody): Promise<Reply[]>;
}

export interface BotWorld {
  readonly database: Database;
  readonly connectionString: string;
  readonly store: PostgresConversationStore;
  readonly models: TextModels;
  readonly clock: FixedClock;
  /** What the bot logged as an error: a reply that its own money check refused. */
  readonly errors: string[];
  shopperId(externalId: string): Promise<string>;
  /** The bot as a channel runs it. */
  turns(phraser?: Phraser): TurnHandler;
  talk(
    externalId: string | null,
    options?: { locale?: string; phraser?: Phraser; answersByMail?: boolean },
  ): Promise<Talk>;
  close(): Promise<void>;
}

/** The demo shop on Postgres with the real models, policy, recommender and retrieval; the bot on top. */
export async function openBotWorld(): Promise<BotWorld> {
  const { database, connectionString, drop } = await createTestDatabase();
  const rules = new ZenRuleEngine();
  await loadDemoShop(database, {
    now: worldNow,
    shopperCount: 150,
    prepare: (tx, shop) => seedMoney(tx, { ...shop, engine: rules }),
  });
  const errors: string[] = [];
  const logger: Logger = { ...silentLogger, error: (message) => errors.push(message) };
  const models = await startTextModels({ workers: 1 });
  const knowledge = new ShopKnowledge({ database, embedder: models.embedder, modelVersion: 'test', logger });
  await knowledge.refresh(demoShopId, { kinds: ['article', 'product'] });
  const store = new PostgresConversationStore(database);
  const risk = new PostgresRiskAssessor({ runtime: onnxChurnRuntime, logger });
  const redemptions = new PostgresRedemptionDesk();
  const clock = new FixedClock(worldNow);
  const turnWith = (phraser?: Phraser, answersByMail = true) =>
    new Turn({
      store,
      understander: models.understander,
      knowledge,
      risk,
      money: new PostgresMoneyDesk({ rules }),
      outcomes: new PostgresOutcomeRecorder(),
      recommender: new PostgresRecommender({ database, logger }),
      shopData: new PostgresShopData({
        onCancelled: (tx, order) => undoCancelledOrder(tx, redemptions, order),
      }),
      handoffs: new PostgresHandoffQueue(),
      links: storefrontLinks,
      clock,
      logger,
      metrics: noTurnMetrics,
      answersByMail,
      ...(phraser ? { phraser } : {}),
    });
  const shopperId = async (externalId: string) => {
    const { rows } = await database.query<{ id: string }>(
      'select id from shoppers where shop_id = $1 and external_id = $2',
      [demoShopId, externalId],
    );
    return rows[0]!.id;
  };
  return {
    database,
    connectionString,
    store,
    models,
    clock,
    errors,
    shopperId,
    turns: turnWith,
    async talk(externalId, { locale, phraser, answersByMail } = {}) {
      const key = { shopId: demoShopId, conversationId: newId() };
      await store.open({
        ...key,
        channel: 'directline',
        shopperId: externalId === null ? null : await shopperId(externalId),
        identityVerified: externalId !== null,
        visitorId: 'visitor',
        language: null,
        reference: null,
      });
      const turn = turnWith(phraser, answersByMail);
      return {
        key,
        async say(message) {
          const activity =
            typeof message === 'string'
              ? { type: 'message', text: message, ...(locale && { locale }) }
              : message;
          const { stored } = await store.appendInbound(key, {
            clientActivityId: null,
            activity,
            needsTurn: true,
          });
          return (await turn.answerPending(key, [stored])).map(({ activity: said }) => readReply(said));
        },
      };
    },
    async close() {
      await risk.close();
      await models.close();
      await drop();
    },
  };
}

function readReply(activity: ActivityBody): Reply {
  const extras = (activity.channelData as { mainstay: { cards?: Card[]; sources?: Reply['sources'] } })
    .mainstay;
  const suggested = activity.suggestedActions as { actions: { value: string }[] } | undefined;
  return {
    text: activity.text ?? '',
    cards: extras.cards ?? [],
    sources: extras.sources ?? [],
    quickReplies: suggested?.actions.map(({ value }) => value) ?? [],
    activity,
  };
}

export function textOf(replies: readonly Reply[]): string {
  return replies.map(({ text }) => text).join('\n');
}
