import type { ConversationKey } from '../../bot/ports/conversation-store.ts';
import type { ShopFacts } from '../../bot/ports/shop-data.ts';
import type { ConversationView, Draft, HandoffView } from '../../core/contracts/desk-conversation.ts';
import type { HandoffValue } from '../../core/contracts/handoff.ts';
import { NotFoundError } from '../../core/errors.ts';
import { isId } from '../../core/ids.ts';
import { answerByMail } from './answer-mail-view.ts';
import type { Queryable } from './database.ts';
import { presenceIn } from './desk-presence.ts';
import { rowsOf } from './desk-rows.ts';
import { scheduledSends } from './desk-sends.ts';
import { transcriptPage } from './desk-transcript.ts';

/** All that a conversation's page shows but for the panel. @throws NotFoundError, also for another shop's. */
export async function conversationView(
  db: Queryable,
  key: ConversationKey,
  agentId: string,
  mail: { shop: ShopFacts; works: boolean },
): Promise<ConversationView> {
  const version = await versionOf(db, key);
  const [row] = await rowsOf(db, { shopId: key.shopId, agentId, ids: [key.conversationId] });
  const { rows: sentiment } = await db.query<ConversationView['sentiment'][number]>(
    `select sequence, score, sure from (
       select sequence,
         (sentiment->'probabilities'->>'positive')::float8 - (sentiment->'probabilities'->>'negative')::float8 as score,
         (sentiment->'probabilities'->>(sentiment->>'label'))::float8 as sure
       from understandings where shop_id = $1 and conversation_id = $2
       order by sequence desc limit 100) newest
     order by sequence`,
    [key.shopId, key.conversationId],
  );
  return {
    row: row!,
    version,
    transcript: await transcriptPage(db, key),
    sentiment,
    scheduled: await scheduledSends(db, key),
    drafts: await draftsOf(db, key, agentId),
    here: await presenceIn(db, key),
    handoff: await handoffView(db, key),
    answerByMail: await answerByMail(db, key, mail),
  };
}

/** The conversation's last sequence. @throws NotFoundError when this shop has no such conversation. */
export async function versionOf(db: Queryable, key: ConversationKey): Promise<number> {
  const { rows } = isId(key.conversationId)
    ? await db.query<{ version: number }>(
        'select next_sequence - 1 as version from conversations where shop_id = $1 and id = $2',
        [key.shopId, key.conversationId],
      )
    : { rows: [] };
  if (!rows[0]) throw new NotFoundError(`there is no conversation ${key.conversationId} in this shop`);
  return rows[0].version;
}

async function draftsOf(db: Queryable, key: ConversationKey, agentId: string): Promise<Draft[]> {
  const { rows } = await db.query<{ mode: Draft['mode']; text: string }>(
    'select mode, body as text from desk_drafts where shop_id = $1 and conversation_id = $2 and agent_id = $3',
    [key.shopId, key.conversationId, agentId],
  );
  return rows;
}

async function handoffView(db: Queryable, key: ConversationKey): Promise<HandoffView | null> {
  const { rows } = await db.query<{
    id: string;
    state: HandoffView['state'];
    reason: string;
    priority: number;
    summary: HandoffValue['summary'] | null;
    requested_at: Date;
    accepted_at: Date | null;
    closed_at: Date | null;
    resolution: string | null;
    rating: number | null;
  }>(
    `select id, state, reason, priority, event #> '{value,summary}' as summary, requested_at, accepted_at, closed_at,
       resolution, rating
     from handoffs where shop_id = $1 and conversation_id = $2 order by requested_at desc limit 1`,
    [key.shopId, key.conversationId],
  );
  const row = rows[0];
  return row
    ? {
        id: row.id,
        state: row.state,
        reason: row.reason,
        priority: row.priority,
        summary: row.summary,
        requestedAt: row.requested_at.toISOString(),
        acceptedAt: row.accepted_at?.toISOString() ?? null,
        closedAt: row.closed_at?.toISOString() ?? null,
        resolution: row.resolution,
        rating: row.rating,
      }
    : null;
}
