import type { OwnDataRequest } from '../../bot/ports/shop-data.ts';
import { newId } from '../../core/ids.ts';
import type { Transaction } from '../../core/transaction.ts';
import type { Language } from '../../core/words.ts';
import { attemptAllowed } from './attempt-counts.ts';
import { clientOf } from './database.ts';

/** How long an export that was offered can be fetched. */
const exportMs = 30 * 60_000;
/** A person, and an address that many may share, within an hour. */
const perHour = { subject: 3, address: 30 };

/** As ShopData.requestExport. */
export async function requestExport(
  tx: Transaction,
  request: OwnDataRequest & { shopperId: string },
): Promise<void> {
  await clientOf(tx).query(
    `insert into privacy_requests (shop_id, id, shopper_id, conversation_id, kind, requested_at)
     values ($1, $2, $3, $4, 'export', $5)
     on conflict (shop_id, shopper_id, kind) where state = 'open' do nothing`,
    [request.shopId, newId(), request.shopperId, request.conversationId, request.now],
  );
}

/** As ShopData.offerExport. */
export async function offerExport(
  tx: Transaction,
  request: OwnDataRequest,
): Promise<{ id: string; until: Date } | 'too many'> {
  if (!(await allowed(tx, 'export', request))) return 'too many';
  const { shopId, shopperId, conversationId, now } = request;
  const id = newId();
  const until = new Date(now.getTime() + exportMs);
  await clientOf(tx).query(
    `with over as (
       update privacy_requests set state = 'done', closed_at = $5
       where shop_id = $1 and conversation_id = $4 and kind = 'export' and state = 'offered')
     insert into privacy_requests (shop_id, id, shopper_id, conversation_id, kind, state, requested_at, expires_at)
     values ($1, $2, $3, $4, 'export', 'offered', $5, $6)`,
    [shopId, id, shopperId, conversationId, now, until],
  );
  return { id, until };
}

/** As ShopData.confirmErasure. */
export async function confirmErasure(
  tx: Transaction,
  request: OwnDataRequest & { language: Language },
): Promise<'confirmed' | 'too many'> {
  if (!(await allowed(tx, 'erasure', request))) return 'too many';
  const { shopId, shopperId, conversationId, now, language } = request;
  await clientOf(tx).query(
    `insert into privacy_requests (shop_id, id, shopper_id, conversation_id, kind, state, requested_at, language)
     values ($1, $2, $3, $4, 'erasure', 'confirmed', $5, $6)
     on conflict (shop_id, conversation_id) where state = 'confirmed' do nothing`,
    [shopId, newId(), shopperId, conversationId, now, language],
  );
  return 'confirmed';
}

async function allowed(
  tx: Transaction,
  kind: 'export' | 'erasure',
  { shopId, shopperId, conversationId, now }: OwnDataRequest,
): Promise<boolean> {
  const { rows } = await clientOf(tx).query<{ opened_from: string | null }>(
    'select opened_from from conversations where shop_id = $1 and id = $2',
    [shopId, conversationId],
  );
  const address = rows[0]?.opened_from;
  const subject = `own-data/${kind}/${shopperId ?? conversationId}`;
  return attemptAllowed(
    tx,
    shopId,
    [
      { subject, perHour: perHour.subject },
      ...(address ? [{ subject: `own-data/address/${address}`, perHour: perHour.address }] : []),
    ],
    now,
  );
}
