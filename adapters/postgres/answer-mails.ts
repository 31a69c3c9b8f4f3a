import type { ConversationKey } from '../../bot/ports/conversation-store.ts';
import { newId } from '../../core/ids.ts';
import type { Queryable } from './database.ts';

/** How long the shopper has to read a reply in the chat before it goes out by e-mail; further replies begin it anew. */
export const answerMailAfterS = 180;
/** A burst that does not end is not waited for longer than this. */
const longestBurstS = 900;
/** An address counts for so long after a person was asked for. */
const addressDays = 30;

/** The address that a shopper left in a conversation ($1 shop, $2 conversation), the latest first. */
export const answerAddress = `select answer_email from handoffs
  where shop_id = $1 and conversation_id = $2 and answer_email is not null
    and requested_at > now() - interval '${addressDays} days'
  order by requested_at desc limit 1`;

/** An agent's reply was written: it joins the e-mail that waits, or begins one, where the shopper left an address. */
export async function queueAnswerMail(db: Queryable, key: ConversationKey, sequence: number): Promise<void> {
  await db.query(
    `insert into answer_mails (shop_id, id, conversation_id, first_sequence, last_sequence, due_at)
     select $1, $3, $2, $4, $4, now() + make_interval(secs => $5) where exists (${answerAddress})
     on conflict (shop_id, conversation_id) where state = 'waiting' do update set
       last_sequence = excluded.last_sequence, updated_at = now(),
       due_at = least(excluded.due_at, answer_mails.created_at + make_interval(secs => $6))`,
    [key.shopId, key.conversationId, newId(), sequence, answerMailAfterS, longestBurstS],
  );
}

/** The shopper's window shows everything up to this activity, and somebody looks at it. */
export async function noteRead(db: Queryable, key: ConversationKey, sequence: number): Promise<void> {
  await db.query(
    `update answer_mails set read_sequence = greatest(read_sequence, $3::bigint), updated_at = now(),
       state = case when state = 'waiting' and last_sequence <= $3 then 'read' else state end
     where shop_id = $1 and conversation_id = $2 and state in ('waiting', 'sending')`,
    [key.shopId, key.conversationId, sequence],
  );
}
