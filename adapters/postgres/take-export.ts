import type { ConversationKey } from '../../bot/ports/conversation-store.ts';
import type { Transaction } from '../../core/transaction.ts';
import type { Language } from '../../core/words.ts';
import { appendAudit } from './audit-log.ts';
import { clientOf, type Queryable } from './database.ts';
import { exportPersonalData, type PersonalDataExport } from './personal-data.ts';

export interface OfferedExport extends ConversationKey {
  readonly requestId: string;
  readonly now: Date;
}

/**
 * What is offered and not over: in this conversation, to the shopper that it still belongs to, whose identity was
 * proven there; or to a visitor who is one still.
 */
const stillOffered = `r.shop_id = $1 and r.conversation_id = $2 and r.id = $3 and r.kind = 'export' and r.state = 'offered'
  and r.expires_at > $4 and c.shop_id = r.shop_id and c.id = r.conversation_id
  and c.shopper_id is not distinct from r.shopper_id and (r.shopper_id is null or c.identity_verified)`;

/** Looks and takes nothing: the conversation's language when the export can be fetched; null when it cannot. */
export async function findExport(
  queryable: Queryable,
  { shopId, conversationId, requestId, now }: OfferedExport,
): Promise<{ language: Language } | null> {
  const { rows } = await queryable.query<{ language: string | null }>(
    `select c.language from privacy_requests r, conversations c where ${stillOffered}`,
    [shopId, conversationId, requestId, now],
  );
  return rows[0] ? { language: rows[0].language === 'zh' ? 'zh' : 'en' } : null;
}

/** Takes what was offered, once: of two who come at the same moment the second gets null. */
export async function takeExport(
  tx: Transaction,
  { shopId, conversationId, requestId, now }: OfferedExport,
): Promise<PersonalDataExport | null> {
  const client = clientOf(tx);
  const { rows } = await client.query<{ shopper_id: string | null }>(
    `update privacy_requests r set state = 'done', closed_at = $4 from conversations c where ${stillOffered}
     returning r.shopper_id`,
    [shopId, conversationId, requestId, now],
  );
  if (!rows[0]) return null;
  const { shopper_id: shopperId } = rows[0];
  const subject = shopperId === null ? { conversationId } : { shopperId };
  const data = await exportPersonalData(client, shopId, subject, now);
  const name = shopperId === null ? `conversation:${conversationId}` : `shopper:${shopperId}`;
  await appendAudit(tx, {
    shopId,
    actor: name,
    action: 'shopper.exported',
    subject: name,
    before: null,
    after: { conversationId },
  });
  return data;
}
