import type { ConversationKey, StoredActivity } from '../../bot/ports/conversation-store.ts';
import type { Transaction } from '../../core/transaction.ts';
import { clientOf } from './database.ts';
import { unassign } from './desk-holding.ts';
import type { HoldingRequest } from './desk-lock.ts';

/**
 * Puts everything that somebody holds or was assigned back into the queue, because they no longer work here.
 * @returns each conversation, with what is to be delivered once the transaction is committed.
 */
export async function returnConversations(
  tx: Transaction,
  agentId: string,
  requestOf: (tx: Transaction, key: ConversationKey) => Promise<HoldingRequest>,
): Promise<{ key: ConversationKey; activities: readonly StoredActivity[] }[]> {
  const { rows } = await clientOf(tx).query<ConversationKey>(
    `select shop_id as "shopId", conversation_id as "conversationId" from handoffs
     where agent_id = $1 and state in ('requested', 'accepted') order by shop_id, conversation_id`,
    [agentId],
  );
  const returned = [];
  for (const key of rows) {
    const { activities } = await unassign(tx, await requestOf(tx, key), 'vanished', agentId);
    if (activities.length > 0) returned.push({ key, activities });
  }
  return returned;
}
