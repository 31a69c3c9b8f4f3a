import type { Transaction } from '../../core/transaction.ts';
import type { Language } from '../../core/words.ts';
import type { Understanding } from '../../nlp/understanding.ts';
import { clientOf, type Queryable } from './database.ts';
import { insertRows } from './insert-rows.ts';

/** A shopper's message that no model has read. */
export interface UnreadMessage {
  readonly conversationId: string;
  readonly sequence: number;
  readonly text: string;
  readonly language: Language | null;
  readonly saidAt: Date;
}

export async function countUnread(queryable: Queryable, shopId: string): Promise<number> {
  const { rows } = await queryable.query<{ count: number }>(
    `select count(*) as count from activities a where ${unread}`,
    [shopId],
  );
  return rows[0]!.count;
}

/** The next in the order of conversations. @param after the last that was got; null: from the beginning. */
export async function unreadMessages(
  queryable: Queryable,
  shopId: string,
  after: UnreadMessage | null,
  limit: number,
): Promise<UnreadMessage[]> {
  const { rows } = await queryable.query<UnreadMessage>(
    `select a.conversation_id as "conversationId", a.sequence, a.activity ->> 'text' as text, c.language,
       a.created_at as "saidAt"
     from activities a join conversations c on c.shop_id = a.shop_id and c.id = a.conversation_id
     where ${unread} and ($2::uuid is null or (a.conversation_id, a.sequence) > ($2, $3))
     order by a.conversation_id, a.sequence limit $4`,
    [shopId, after?.conversationId ?? null, after?.sequence ?? 0, limit],
  );
  return rows;
}

/** Keeps what a model made of messages, as a turn would; the last of a conversation is what it is listed by. */
export async function saveUnderstandings(
  tx: Transaction,
  shopId: string,
  read: readonly { message: UnreadMessage; understanding: Understanding }[],
): Promise<void> {
  await insertRows(
    tx,
    'understandings',
    [
      ['shop_id', 'text', () => shopId],
      ['conversation_id', 'uuid', ({ message }) => message.conversationId],
      ['sequence', 'bigint', ({ message }) => message.sequence],
      ['language', 'text', ({ understanding }) => understanding.language],
      ['redacted_text', 'text', ({ understanding }) => understanding.redactedText],
      ['sentiment', 'jsonb', ({ understanding }) => understanding.sentiment],
      ['topic', 'jsonb', ({ understanding }) => understanding.topic],
      ['leaving', 'real', ({ understanding }) => understanding.leaving],
      ['model_version', 'text', ({ understanding }) => understanding.modelVersion],
      ['milliseconds', 'real', ({ understanding }) => understanding.milliseconds],
      ['said_at', 'timestamptz', ({ message }) => message.saidAt],
    ],
    read,
    'on conflict do nothing',
  );
  await clientOf(tx).query(
    `update conversations c set topic = u.topic ->> 'label',
       sentiment = (u.sentiment -> 'probabilities' ->> 'positive')::real
         - (u.sentiment -> 'probabilities' ->> 'negative')::real
     from (select distinct on (conversation_id) conversation_id, topic, sentiment from understandings
       where shop_id = $1 and conversation_id = any($2::uuid[]) order by conversation_id, sequence desc) u
     where c.shop_id = $1 and c.id = u.conversation_id`,
    [shopId, [...new Set(read.map(({ message }) => message.conversationId))]],
  );
}

const unread = `a.shop_id = $1 and a.direction = 'inbound' and a.type = 'message' and a.turn_state = 'done'
  and a.activity ->> 'text' <> ''
  and not exists (select 1 from understandings u
    where u.shop_id = a.shop_id and u.conversation_id = a.conversation_id and u.sequence = a.sequence)`;
