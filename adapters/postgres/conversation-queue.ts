import type { ConversationKey } from '../../bot/ports/conversation-store.ts';
import type { Retry } from '../../bot/ports/turn-queue.ts';
import type { Queryable } from './database.ts';

interface RetryRow {
  shop_id: string;
  conversation_id: string;
  sequence: number;
  attempts: number;
}

const retry = (row: RetryRow): Retry => ({
  key: { shopId: row.shop_id, conversationId: row.conversation_id },
  sequence: row.sequence,
  attempts: row.attempts,
});

/** Only a conversation's oldest unanswered activity is claimed: those behind it must not pay for its failures. */
export async function claimStale(db: Queryable, waitedMs: number, limit: number): Promise<readonly Retry[]> {
  const { rows } = await db.query<RetryRow>(
    `update activities a set attempted_at = now()
     from (
       select p.shop_id, p.conversation_id, p.sequence from activities p
       where p.turn_state = 'pending'
         and coalesce(p.attempted_at, p.created_at) <= now() - make_interval(secs => $1::float8 / 1000)
         and not exists (
           select 1 from activities o
           where o.shop_id = p.shop_id and o.conversation_id = p.conversation_id
             and o.turn_state = 'pending' and o.sequence < p.sequence)
       order by p.created_at
       limit $2
       for update skip locked) stale
     where a.shop_id = stale.shop_id and a.conversation_id = stale.conversation_id and a.sequence = stale.sequence
     returning a.shop_id, a.conversation_id, a.sequence, a.attempts`,
    [waitedMs, limit],
  );
  return rows.map(retry);
}

export async function noteAttempt(db: Queryable, key: ConversationKey): Promise<Retry | null> {
  const { rows } = await db.query<RetryRow>(
    `update activities set attempts = attempts + 1, attempted_at = now()
     where shop_id = $1 and conversation_id = $2 and turn_state = 'pending' and sequence = (
       select min(sequence) from activities
       where shop_id = $1 and conversation_id = $2 and turn_state = 'pending')
     returning shop_id, conversation_id, sequence, attempts`,
    [key.shopId, key.conversationId],
  );
  return rows[0] ? retry(rows[0]) : null;
}

/** True when the activity was still unanswered, and now is marked failed. */
export async function markFailed(db: Queryable, key: ConversationKey, sequence: number): Promise<boolean> {
  const { rowCount } = await db.query(
    `update activities set turn_state = 'failed'
     where shop_id = $1 and conversation_id = $2 and sequence = $3 and turn_state = 'pending'`,
    [key.shopId, key.conversationId, sequence],
  );
  return rowCount === 1;
}
