import type { KeyedPage, PageRequest } from '../../core/contracts/console-money.ts';
import type { MessageLabel, UnsureMessage } from '../../core/contracts/console-service.ts';
import { NotFoundError } from '../../core/errors.ts';
import type { Transaction } from '../../core/transaction.ts';
import type { TopicLabel } from '../../core/words.ts';
import { appendAudit } from './audit-log.ts';
import { clientOf, type Queryable } from './database.ts';

/** Messages of the last 90 days that nobody has labelled, the least sure first. */
export async function unsureMessages(
  queryable: Queryable,
  shopId: string,
  page: PageRequest,
): Promise<KeyedPage<UnsureMessage>> {
  const [probability, conversationId, sequence] = page.after?.split('|') ?? [null, null, null];
  const { rows } = await queryable.query<{
    conversation_id: string;
    sequence: number;
    at: Date;
    language: string;
    text: string;
    probabilities: Record<TopicLabel, number>;
    certainty: number;
  }>(
    `select * from (
       select u.conversation_id, u.sequence, u.said_at as at, u.language, u.redacted_text as text,
         u.topic -> 'probabilities' as probabilities, u.certainty
       ${unlabelled}) unsure
     where $2::float8 is null or (certainty, conversation_id, sequence) > ($2, $3::uuid, $4::bigint)
     order by certainty, conversation_id, sequence limit $5`,
    [shopId, probability, conversationId, sequence, page.limit + 1],
  );
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  return {
    rows: shown.map((row) => ({
      conversationId: row.conversation_id,
      sequence: row.sequence,
      at: row.at.toISOString(),
      language: row.language,
      text: row.text,
      guesses: (Object.entries(row.probabilities) as [TopicLabel, number][])
        .map(([topic, value]) => ({ topic, probability: value }))
        .sort((a, b) => b.probability - a.probability)
        .slice(0, 3),
    })),
    next:
      rows.length > page.limit && last ? `${last.certainty}|${last.conversation_id}|${last.sequence}` : null,
  };
}

/** How many messages the work list holds. */
export async function countUnsure(queryable: Queryable, shopId: string): Promise<number> {
  const { rows } = await queryable.query<{ count: number }>(`select count(*) as count ${unlabelled}`, [
    shopId,
  ]);
  return rows[0]!.count;
}

/** A topic at or above this probability is taken for understood; the index understandings_unsure ends there. */
export const unsureBelow = 0.6;

const unlabelled = `
  from understandings u
  where u.shop_id = $1 and u.certainty < ${unsureBelow} and u.said_at > now() - interval '90 days'
    and not exists (
      select 1 from labelled_messages l
      where l.shop_id = u.shop_id and l.conversation_id = u.conversation_id and l.sequence = u.sequence)`;

/**
 * Notes what a person says that a message meant; a second word on the same message replaces the first.
 * @throws NotFoundError when there is no such understood message.
 */
export async function labelMessage(
  tx: Transaction,
  message: { shopId: string; conversationId: string; sequence: number; by: string },
  { topic }: MessageLabel,
): Promise<void> {
  const { rowCount } = await clientOf(tx).query(
    `insert into labelled_messages (shop_id, conversation_id, sequence, language, redacted_text, guessed, topic, labelled_by)
     select u.shop_id, u.conversation_id, u.sequence, u.language, u.redacted_text, u.topic ->> 'label', $4, $5
     from understandings u where u.shop_id = $1 and u.conversation_id = $2 and u.sequence = $3
     on conflict (shop_id, conversation_id, sequence) do update set topic = excluded.topic,
       labelled_by = excluded.labelled_by, labelled_at = now()`,
    [message.shopId, message.conversationId, message.sequence, topic, message.by],
  );
  if (rowCount === 0) throw new NotFoundError('there is no such message');
  await appendAudit(tx, {
    shopId: message.shopId,
    actor: `user:${message.by}`,
    action: 'message.labelled',
    subject: `message:${message.conversationId}|${message.sequence}`,
    before: null,
    after: { topic },
  });
}

/** Takes a label back: the message is in the work list again. */
export async function unlabelMessage(
  tx: Transaction,
  message: { shopId: string; conversationId: string; sequence: number; by: string },
): Promise<void> {
  const { rows } = await clientOf(tx).query<{ topic: string | null }>(
    'delete from labelled_messages where shop_id = $1 and conversation_id = $2 and sequence = $3 returning topic',
    [message.shopId, message.conversationId, message.sequence],
  );
  if (!rows[0]) return;
  await appendAudit(tx, {
    shopId: message.shopId,
    actor: `user:${message.by}`,
    action: 'message.unlabelled',
    subject: `message:${message.conversationId}|${message.sequence}`,
    before: { topic: rows[0].topic },
    after: null,
  });
}
