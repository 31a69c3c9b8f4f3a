import { officeSecondsBetween } from '../../bot/handoff/office-clock.ts';
import type { ActivityBody, ConversationKey, StoredActivity } from '../../bot/ports/conversation-store.ts';
import type { ScheduledReply } from '../../core/contracts/desk-conversation.ts';
import type { Transaction } from '../../core/transaction.ts';
import { queueAnswerMail } from './answer-mails.ts';
import { appendOutbound } from './conversation-append.ts';
import { storableJson } from './conversation-rows.ts';
import { clientOf, type Database, type Queryable } from './database.ts';
import { DeskConflictError } from './desk-conflict.ts';
import { type HoldingRequest, lockConversation, type OpenHandoff } from './desk-lock.ts';

/*
 * A reply on its way: scheduled -> sent (once, under the conversation's lock) or undone. It is a row, so that a restart
 * loses none; whichever replica sweeps next sends it.
 */

interface SendRow {
  id: string;
  agentId: string;
  agentName: string;
  activity: ActivityBody;
  dueAt: Date;
}

const sendColumns = `id, agent_id as "agentId", agent_name as "agentName", activity, due_at as "dueAt"`;

/** Puts a reply by for the time of Undo; the same id again changes nothing. @returns when it goes out. */
export async function scheduleSend(
  tx: Transaction,
  send: {
    key: ConversationKey;
    id: string;
    agent: { id: string; name: string };
    activity: ActivityBody;
    undoMs: number;
  },
): Promise<Date> {
  const { rows } = await clientOf(tx).query<{ dueAt: Date }>(
    `with added as (
       insert into desk_sends (shop_id, id, conversation_id, agent_id, agent_name, activity, due_at)
       values ($1, $2, $3, $4, $5, $6, clock_timestamp() + make_interval(secs => $7::float8 / 1000))
       on conflict do nothing
       returning due_at)
     select due_at as "dueAt" from added
     union all
     select due_at from desk_sends where shop_id = $1 and id = $2 and conversation_id = $3 and agent_id = $4
     limit 1`,
    [
      send.key.shopId,
      send.id,
      send.key.conversationId,
      send.agent.id,
      send.agent.name,
      storableJson(send.activity),
      send.undoMs,
    ],
  );
  if (!rows[0])
    throw new DeskConflictError('this id is another reply', { why: 'already_sent', sequence: null });
  return rows[0].dueAt;
}

/** Takes an agent's own reply back while it waits. @returns its text. @throws DeskConflictError `already_sent`. */
export async function undoSend(
  db: Queryable,
  request: { key: ConversationKey; id: string; agentId: string },
): Promise<string> {
  const { key, id, agentId } = request;
  const { rows } = await db.query<{ activity: ActivityBody }>(
    `update desk_sends set state = 'undone'
     where shop_id = $1 and conversation_id = $2 and id = $3 and agent_id = $4 and state = 'scheduled'
     returning activity`,
    [key.shopId, key.conversationId, id, agentId],
  );
  if (rows[0]) return rows[0].activity.text ?? '';
  const { rows: sent } = await db.query<{ sequence: number | null }>(
    'select sent_sequence as sequence from desk_sends where shop_id = $1 and id = $2',
    [key.shopId, id],
  );
  throw new DeskConflictError('this reply has gone out already', {
    why: 'already_sent',
    sequence: sent[0]?.sequence ?? null,
  });
}

export async function scheduledSends(
  db: Queryable,
  { shopId, conversationId }: ConversationKey,
): Promise<ScheduledReply[]> {
  const { rows } = await db.query<SendRow>(
    `select ${sendColumns} from desk_sends
     where shop_id = $1 and conversation_id = $2 and state = 'scheduled' order by due_at`,
    [shopId, conversationId],
  );
  return rows.map(({ id, agentId, agentName, activity, dueAt }) => ({
    id,
    agent: { id: agentId, name: agentName },
    text: activity.text ?? '',
    sendsAt: dueAt.toISOString(),
  }));
}

/** Sends what an agent has waiting in a locked conversation at once: they leave it. */
export async function flushSends(
  tx: Transaction,
  request: HoldingRequest,
  handoff: OpenHandoff,
  agentId: string,
): Promise<StoredActivity[]> {
  const { key } = request;
  const { rows } = await clientOf(tx).query<SendRow>(
    `select ${sendColumns} from desk_sends
     where shop_id = $1 and conversation_id = $2 and agent_id = $3 and state = 'scheduled'
     order by due_at for update`,
    [key.shopId, key.conversationId, agentId],
  );
  const sent = [];
  for (const row of rows) sent.push(await sendNow(tx, request, handoff, row));
  return sent;
}

/** An agent's message into the transcript of a locked conversation; what it says to the clocks of the case. */
export async function sendNow(
  tx: Transaction,
  { key, shop, now, answersByMail }: HoldingRequest,
  handoff: OpenHandoff | null,
  row: Pick<SendRow, 'agentId' | 'activity'> & { id?: string },
): Promise<StoredActivity> {
  const client = clientOf(tx);
  const stored = await appendOutbound(client, key, 'agent', row.activity, null);
  await client.query(
    'update activities set agent_id = $4 where shop_id = $1 and conversation_id = $2 and sequence = $3',
    [key.shopId, key.conversationId, stored.sequence, row.agentId],
  );
  if (answersByMail) await queueAnswerMail(client, key, stored.sequence);
  if (row.id)
    await client.query(
      `update desk_sends set state = 'sent', sent_sequence = $3 where shop_id = $1 and id = $2`,
      [key.shopId, row.id, stored.sequence],
    );
  if (handoff)
    await client.query(
      `update handoffs set updated_at = now(), waiting_since = null, next_reply_due_at = null,
         breached = breached
           or (first_replied_at is null and coalesce(first_reply_due_at < $3, false))
           or coalesce(next_reply_due_at < $3, false),
         first_reply_seconds = coalesce(first_reply_seconds, $4),
         first_replied_at = coalesce(first_replied_at, $3)
       where shop_id = $1 and id = $2`,
      [key.shopId, handoff.id, now, officeSecondsBetween(handoff.requestedAt, now, shop)],
    );
  return stored;
}

/**
 * Sends what is due, each in a transaction of its own: the conversation is locked first, as every turn does, and then
 * the row is looked at again, so that two replicas send it once.
 * @param requestOf the shop's facts and the clock.
 * @returns conversations with what went out.
 */
export async function sendDue(
  database: Database,
  requestOf: (tx: Transaction, key: ConversationKey) => Promise<HoldingRequest>,
  limit = 50,
): Promise<{ key: ConversationKey; activities: StoredActivity[] }[]> {
  const { rows: due } = await database.query<{ shopId: string; conversationId: string; id: string }>(
    `select shop_id as "shopId", conversation_id as "conversationId", id from desk_sends
     where state = 'scheduled' and due_at <= clock_timestamp() order by due_at limit $1`,
    [limit],
  );
  const sent: { key: ConversationKey; activities: StoredActivity[] }[] = [];
  for (const { shopId, conversationId, id } of due) {
    const key = { shopId, conversationId };
    const activity = await database.transaction(async (tx) => {
      const { handoff } = await lockConversation(clientOf(tx), key);
      const { rows } = await clientOf(tx).query<SendRow>(
        `select ${sendColumns} from desk_sends
         where shop_id = $1 and id = $2 and state = 'scheduled' for update`,
        [shopId, id],
      );
      return rows[0] ? sendNow(tx, await requestOf(tx, key), handoff, rows[0]) : null;
    });
    if (activity) sent.push({ key, activities: [activity] });
  }
  return sent;
}
