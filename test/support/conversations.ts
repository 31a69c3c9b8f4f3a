import type { PostgresConversationStore } from '../../adapters/postgres/conversation-store.ts';
import type { Database } from '../../adapters/postgres/database.ts';
import type { NewConversation } from '../../bot/ports/conversation-log.ts';
import type { ConversationKey } from '../../bot/ports/conversation-store.ts';
import { newId } from '../../core/ids.ts';

export const testShopId = 'lantern';
export const testIdentitySecret = 'identity secret of the test shop';

/** A shop for the conversations of a test. */
export async function createShop(database: Database, shopId = testShopId): Promise<void> {
  await database.query(
    `insert into shops (id, name, currency, country, identity_secret)
     values ($1, '{"en": "Lantern", "zh": "灯笼"}', 'GBP', 'GB', $2)`,
    [shopId, testIdentitySecret],
  );
}

export async function openConversation(
  store: PostgresConversationStore,
  options: Partial<NewConversation> = {},
): Promise<ConversationKey> {
  const key = { shopId: options.shopId ?? testShopId, conversationId: options.conversationId ?? newId() };
  await store.open({
    channel: 'directline',
    shopperId: null,
    identityVerified: false,
    visitorId: 'visitor',
    language: null,
    reference: null,
    ...options,
    ...key,
  });
  return key;
}
