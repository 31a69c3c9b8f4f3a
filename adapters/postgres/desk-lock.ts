import type { ConversationKey } from '../../bot/ports/conversation-store.ts';
import type { ShopFacts } from '../../bot/ports/shop-data.ts';
import { NotFoundError } from '../../core/errors.ts';
import { isId } from '../../core/ids.ts';
import type { Language } from '../../core/words.ts';
import type { Queryable } from './database.ts';

/** What every change of a conversation's holding starts from. */
export interface HoldingRequest {
  readonly key: ConversationKey;
  readonly shop: ShopFacts;
  readonly now: Date;
  /** Answers go to the address that a shopper left as well. */
  readonly answersByMail: boolean;
}

/** A conversation as an agent's action finds it, locked. */
export interface LockedConversation {
  readonly heldBy: 'bot' | 'queue' | 'agent';
  readonly language: Language;
  readonly version: number;
  readonly shopperId: string | null;
  readonly identityVerified: boolean;
  readonly dialog: unknown;
  readonly handoff: OpenHandoff | null;
}

export interface OpenHandoff {
  readonly id: string;
  readonly state: 'requested' | 'accepted';
  readonly agentId: string | null;
  readonly agentName: string | null;
  readonly reason: string;
  readonly requestedAt: Date;
  readonly firstReplyDueAt: Date | null;
  readonly nextReplyDueAt: Date | null;
  readonly resolutionDueAt: Date | null;
  readonly firstRepliedAt: Date | null;
  readonly dueAt: Date | null;
}

/**
 * Takes the same row lock as a turn does, so that who holds a conversation is decided for both; two statements, so
 * that the second sees what stands after the wait.
 * @throws NotFoundError, also for what belongs to another shop.
 */
export async function lockConversation(db: Queryable, key: ConversationKey): Promise<LockedConversation> {
  const unknown = () => new NotFoundError(`there is no conversation ${key.conversationId} in this shop`);
  if (!isId(key.conversationId)) throw unknown();
  const { rowCount } = await db.query(
    'select 1 from conversations where shop_id = $1 and id = $2 for no key update',
    [key.shopId, key.conversationId],
  );
  if (rowCount !== 1) throw unknown();
  const { rows } = await db.query<
    Omit<LockedConversation, 'handoff'> & { [K in keyof OpenHandoff]: OpenHandoff[K] }
  >(
    `select c.held_by as "heldBy", coalesce(c.language, s.language, 'en') as language,
       c.next_sequence - 1 as version, c.shopper_id as "shopperId", c.identity_verified as "identityVerified", c.dialog,
       h.id, h.state, h.agent_id as "agentId", h.agent_name as "agentName", h.reason, h.requested_at as "requestedAt",
       h.first_reply_due_at as "firstReplyDueAt", h.next_reply_due_at as "nextReplyDueAt",
       h.resolution_due_at as "resolutionDueAt", h.first_replied_at as "firstRepliedAt",
       nullif(h.due_at, 'infinity') as "dueAt"
     from conversations c
     left join shoppers s on s.shop_id = c.shop_id and s.id = c.shopper_id
     left join handoffs h on h.shop_id = c.shop_id and h.conversation_id = c.id and h.state in ('requested', 'accepted')
     where c.shop_id = $1 and c.id = $2`,
    [key.shopId, key.conversationId],
  );
  const row = rows[0]!;
  return {
    heldBy: row.heldBy,
    language: row.language === 'zh' ? 'zh' : 'en',
    version: row.version,
    shopperId: row.shopperId,
    identityVerified: row.identityVerified,
    dialog: row.dialog,
    handoff: row.id === null ? null : row,
  };
}
