import { BadInputError, ConflictError } from '../../core/errors.ts';
import type { Transaction } from '../../core/transaction.ts';
import { appendAudit } from './audit-log.ts';
import { clientOf } from './database.ts';

/**
 * Has everybody erased whom a source told of, as it asked; a job does it within minutes.
 * @param request.name the shop's id, typed. @throws BadInputError when it is another, ConflictError when nothing waits.
 */
export async function confirmSourceErasure(
  tx: Transaction,
  request: { shopId: string; id: string; name: string; actor: string },
): Promise<void> {
  const { shopId, id, name, actor } = request;
  if (name !== shopId) throw new BadInputError(`name: type "${shopId}" to erase its customers`);
  const { rows } = await clientOf(tx).query<{ via: string }>(
    `update privacy_requests set state = 'confirmed'
     where shop_id = $1 and id = $2 and kind = 'erasure' and state = 'open'
       and shopper_id is null and conversation_id is null
     returning via`,
    [shopId, id],
  );
  if (!rows[0]) throw new ConflictError('this request waits no more');
  await appendAudit(tx, {
    shopId,
    actor,
    action: 'shop.erasure_confirmed',
    subject: `privacy_request:${id}`,
    before: null,
    after: { source: rows[0].via },
  });
}
