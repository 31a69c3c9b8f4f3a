import type { Transaction } from '../../core/transaction.ts';
import { appendAudit } from './audit-log.ts';
import { clientOf } from './database.ts';
import { type DataSubject, exportPersonalData, type PersonalDataExport } from './personal-data.ts';

/**
 * Hands what is kept about somebody to a person who works here: it is in the audit log, and whoever asked for it has
 * been served. @throws NotFoundError when there is no such shopper.
 */
export async function exportByStaff(
  tx: Transaction,
  key: { shopId: string; actor: string; now: Date } & DataSubject,
): Promise<PersonalDataExport> {
  const client = clientOf(tx);
  const { shopId, actor, now } = key;
  const data = await exportPersonalData(client, shopId, key, now);
  const [column, id] =
    'shopperId' in key ? ['shopper_id', key.shopperId] : ['conversation_id', key.conversationId];
  await client.query(
    `update privacy_requests set state = 'done', closed_at = $3
     where shop_id = $1 and ${column} = $2 and kind = 'export' and state = 'open'`,
    [shopId, id, now],
  );
  await appendAudit(tx, {
    shopId,
    actor,
    action: 'shopper.exported',
    subject: 'shopperId' in key ? `shopper:${id}` : `conversation:${id}`,
    before: null,
    after: null,
  });
  return data;
}
