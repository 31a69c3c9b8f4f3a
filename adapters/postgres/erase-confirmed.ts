import type { ConversationKey, StoredActivity } from '../../bot/ports/conversation-store.ts';
import { messageActivity } from '../../bot/say/message-activity.ts';
import { speaker } from '../../bot/say/speaker.ts';
import type { Logger } from '../../core/logger.ts';
import type { Transaction } from '../../core/transaction.ts';
import { appendOutbound } from './conversation-append.ts';
import { clientOf, type Database } from './database.ts';
import { eraseSource } from './erase-source.ts';
import { erasePersonalData } from './personal-data.ts';
import type { WebhookSource } from './webhook-secrets.ts';

interface Confirmed {
  readonly shop_id: string;
  readonly id: string;
  /** Of everybody whom it told of; null: of one shopper or visitor, in the chat. */
  readonly source: WebhookSource | null;
}

/**
 * Erases what was confirmed: by shoppers in the chat, one transaction each: erased, told in the conversation and in the audit log,
 * or none of it, and tried again at the next run; by an admin, when the shop has left the system its customers came from.
 * @returns what was written into the conversations.
 */
export async function eraseConfirmed(
  database: Database,
  logger: Logger,
): Promise<{ key: ConversationKey; activities: readonly StoredActivity[] }[]> {
  const { rows } = await database.query<Confirmed>(
    `select shop_id, id, case when conversation_id is null and shopper_id is null then via end as source
     from privacy_requests where state = 'confirmed' order by requested_at limit 500`,
  );
  const told: { key: ConversationKey; activities: readonly StoredActivity[] }[] = [];
  for (const request of rows) {
    try {
      if (request.source !== null) {
        await eraseSource(database, { shopId: request.shop_id, id: request.id, source: request.source });
        continue;
      }
      const one = await database.transaction((tx) => eraseOne(tx, request));
      if (one) told.push(one);
    } catch (error) {
      // One that fails keeps nobody else waiting.
      logger.error('a confirmed erasure failed', { shopId: request.shop_id, requestId: request.id, error });
    }
  }
  return told;
}

async function eraseOne(tx: Transaction, { shop_id: shopId, id }: Confirmed) {
  const client = clientOf(tx);
  // The row itself is written by the erasure, after it has locked the conversations, as everything else does.
  await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`erasure/${shopId}/${id}`]);
  const { rows } = await client.query<{
    shopper_id: string | null;
    conversation_id: string;
    language: string | null;
  }>(
    `select shopper_id, conversation_id, language from privacy_requests
     where shop_id = $1 and id = $2 and state = 'confirmed'`,
    [shopId, id],
  );
  if (!rows[0]) return null;
  const { shopper_id: shopperId, conversation_id: conversationId } = rows[0];
  const language = rows[0].language === 'zh' ? 'zh' : 'en';
  const key = { shopId, conversationId };
  const subject = shopperId === null ? { conversationId } : { shopperId };
  const actor = shopperId === null ? `conversation:${conversationId}` : `shopper:${shopperId}`;
  await erasePersonalData(tx, { shopId, actor, ...subject });
  const say = speaker(language, id);
  const activity = messageActivity({ text: say('account.erased') }, [], language, say);
  return { key, activities: [await appendOutbound(client, key, 'bot', activity, null)] };
}
