import { newId } from '../../core/ids.ts';
import type { Transaction } from '../../core/transaction.ts';
import { appendAudit } from './audit-log.ts';
import { clientOf } from './database.ts';
import type { DataSubject } from './personal-data.ts';

/** Notes that an agent asks for somebody to be erased; an admin carries it out. Asking twice is asking once. */
export async function askErasure(
  tx: Transaction,
  asked: { shopId: string; conversationId: string; of: DataSubject; by: string; actor: string; now: Date },
): Promise<void> {
  const { shopId, conversationId, of, by, actor, now } = asked;
  const shopperId = 'shopperId' in of ? of.shopperId : null;
  const { rowCount } = await clientOf(tx).query(
    `insert into privacy_requests (shop_id, id, shopper_id, conversation_id, kind, requested_at, via, asked_by)
     values ($1, $2, $3, $4, 'erasure', $5, 'desk', $6) on conflict do nothing`,
    [shopId, newId(), shopperId, conversationId, now, by],
  );
  if (rowCount === 0) return;
  await appendAudit(tx, {
    shopId,
    actor,
    action: 'shopper.erasure_asked',
    subject: shopperId === null ? `conversation:${conversationId}` : `shopper:${shopperId}`,
    before: null,
    after: { conversationId },
  });
}
