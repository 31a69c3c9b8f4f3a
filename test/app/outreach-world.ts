import { StopLinks } from '../../adapters/http/outreach/stop-links.ts';
import { storefrontLinks } from '../../adapters/http/storefront-links.ts';
import { createMailer } from '../../adapters/mail/mailer.ts';
import { recordConsent } from '../../adapters/postgres/consents.ts';
import { PostgresConversationStore } from '../../adapters/postgres/conversation-store.ts';
import { PostgresMoneyDesk } from '../../adapters/postgres/money-desk.ts';
import { PostgresRecommender } from '../../adapters/postgres/recommender.ts';
import { PostgresRiskAssessor } from '../../adapters/postgres/risk-assessor.ts';
import { PostgresShopData } from '../../adapters/postgres/shop-data.ts';
import { onnxChurnRuntime } from '../../app/onnx-churn-runtime.ts';
import { type OutreachParts, runOutreach } from '../../app/outreach-job.ts';
import type { OutreachSettings } from '../../bot/outreach/outreach-settings.ts';
import type { ConsentPurpose } from '../../bot/ports/shop-data.ts';
import { FixedClock } from '../../core/clock.ts';
import { type Logger, silentLogger } from '../../core/logger.ts';
import { addDriftingShopper, addShop, engine, now } from '../adapters/postgres/money-world.ts';
import { openConversation } from '../support/conversations.ts';
import { createTestDatabase } from '../support/database.ts';
import { startMailServer } from '../support/mail-server.ts';

export const origin = 'http://shop.test';
export const secret = 'secret of the stop links in the tests, long enough';

export type OutreachWorld = Awaited<ReturnType<typeof openOutreachWorld>>;

/** Shops with goods, shoppers who drift away, a mail server, and the job as the server runs it. */
export async function openOutreachWorld() {
  const { database, connectionString, drop } = await createTestDatabase();
  const store = new PostgresConversationStore(database);
  const mails = await startMailServer();
  const mailer = createMailer({ url: mails.url, from: 'Lantern <hello@lantern.example>' });
  const links = new StopLinks({ secret, origin });
  const clock = new FixedClock(now);
  const errors: string[] = [];
  const logger: Logger = { ...silentLogger, error: (message) => errors.push(message) };
  const risk = new PostgresRiskAssessor({ runtime: onnxChurnRuntime, logger });
  const delivered: string[] = [];
  const parts: OutreachParts = {
    database,
    turn: {
      risk,
      recommender: new PostgresRecommender({ database, logger }),
      money: new PostgresMoneyDesk({ rules: engine }),
      shopData: new PostgresShopData(),
      links: storefrontLinks,
    },
    logger,
    clock,
    mail: {
      mailer,
      mailing: { origin, stopLink: ({ now: at, ...scope }) => links.create(scope, at) },
    },
    deliver: (key) => delivered.push(key.conversationId),
  };
  return {
    database,
    connectionString,
    store,
    mails,
    links,
    clock,
    errors,
    delivered,
    parts,
    run: (shopId: string) => runOutreach(parts, shopId),
    async shop(id: string, outreach: Partial<OutreachSettings>, holdoutShare = 0): Promise<string> {
      await addShop(database, id);
      await database.query(
        `insert into money_settings (shop_id, holdout_share) values ($1, $2)
         on conflict (shop_id) do update set holdout_share = excluded.holdout_share`,
        [id, holdoutShare],
      );
      await database.query('update shops set settings = $2 where id = $1', [
        id,
        JSON.stringify({ outreach: { enabled: true, contactShare: 1, ...outreach } }),
      ]);
      for (const [product, en, zh] of [
        ['lamp', 'Reading lamp', '台灯'],
        ['mug', 'Stoneware mug', '陶杯'],
        ['rug', 'Wool rug', '羊毛地毯'],
        ['p', 'Linen towel', '亚麻毛巾'],
      ] as const)
        await database.query(
          `insert into products (shop_id, id, category, name, description, price_cents, stock)
           values ($1, $2, 'home', $3, $3, 2500, 20)`,
          [id, product, JSON.stringify({ en, zh })],
        );
      return id;
    },
    /** Somebody at risk with a signed-in chat of yesterday, an e-mail, and consent to these. */
    async shopper(
      shopId: string,
      purposes: readonly ConsentPurpose[] = ['outreach_chat'],
      options: { language?: string; channel?: string } = {},
    ): Promise<{ shopperId: string; conversationId: string }> {
      const shopperId = await addDriftingShopper(database, shopId);
      await database.query('update shoppers set email = $2, language = $3 where id = $1', [
        shopperId,
        `${shopperId}@shoppers.example`,
        options.language ?? 'en',
      ]);
      const { conversationId } = await openConversation(store, {
        shopId,
        shopperId,
        identityVerified: true,
        channel: options.channel ?? 'directline',
      });
      await database.query(
        `update conversations set last_activity_at = $2::timestamptz - interval '1 day' where id = $1`,
        [conversationId, now],
      );
      if (purposes.length > 0) await this.consent(shopId, shopperId, purposes, true);
      return { shopperId, conversationId };
    },
    consent(shopId: string, shopperId: string, purposes: readonly ConsentPurpose[], granted: boolean) {
      const wording = granted ? 'May we write to you?' : 'Stop these messages';
      return database.transaction((tx) =>
        recordConsent(tx, { shopId, shopperId, purposes, granted, wording, via: 'chat', now: clock.now() }),
      );
    },
    async rows(shopId: string) {
      const { rows } = await database.query<{
        id: string;
        shopper_id: string;
        arm: string;
        state: string;
        mail_state: string | null;
        mail: unknown;
        conversation_id: string | null;
        decision_id: string | null;
      }>('select * from outreach where shop_id = $1 order by planned_at, id', [shopId]);
      return rows;
    },
    /** What the bot wrote into a conversation. */
    async written(conversationId: string) {
      const { rows } = await database.query<{ sequence: number; activity: Written }>(
        `select sequence, activity from activities where conversation_id = $1 and direction = 'outbound' order by sequence`,
        [conversationId],
      );
      return rows;
    },
    async close() {
      mailer.close();
      await mails.stop();
      await risk.close();
      await drop();
    },
  };
}

interface Written {
  readonly text: string;
  readonly suggestedActions: { readonly actions: readonly { title: string; value: unknown }[] };
  readonly channelData: {
    readonly mainstay: {
      readonly cards: readonly { kind: string; reason?: string; grantId?: string; notice?: string }[];
    };
  };
}
