import { ConflictError } from '../../core/errors.ts';
import type { Transaction } from '../../core/transaction.ts';
import { appendAudit } from './audit-log.ts';
import { clientOf } from './database.ts';

/** Turns down what waits for a person. @throws ConflictError when it waits no more, or never did. */
export async function refusePrivacyRequest(
  tx: Transaction,
  request: { shopId: string; id: string; actor: string; now: Date },
): Promise<void> {
  const { shopId, id, actor, now } = request;
  const { rows } = await clientOf(tx).query<{ kind: string; shopper_id: string | null }>(
    `update privacy_requests set state = 'refused', closed_at = $3
     where shop_id = $1 and id = $2 and state = 'open' returning kind, shopper_id`,
    [shopId, id, now],
  );
  if (!rows[0]) throw new ConflictError('this request waits no more');
  await appendAudit(tx, {
    shopId,
    actor,
    action: 'shopper.request_refused',
    subject: rows[0].shopper_id === null ? `privacy_request:${id}` : `shopper:${rows[0].shopper_id}`,
    before: null,
    after: { kind: rows[0].kind },
  });
}
