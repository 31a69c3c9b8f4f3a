import { createHash } from 'node:crypto';
import type { GuestLookup, GuestOrder } from '../../bot/ports/shop-data.ts';
import type { Transaction } from '../../core/transaction.ts';
import { type AttemptLimit, attemptAllowed } from './attempt-counts.ts';
import { clientOf } from './database.ts';

/** Look-ups within an hour. */
export interface GuestLookupLimits {
  readonly perConversation: number;
  readonly perAddress: number;
}

export const defaultGuestLookups: GuestLookupLimits = { perConversation: 5, perAddress: 30 };

/**
 * The state of a guest's order when number and e-mail belong together. Every look-up is counted, a right one like a
 * wrong one: for the conversation, for the address it was opened from, and for the order, so that many addresses
 * together cannot guess whose it is. Beyond that nothing is looked up, so that the answer tells nothing.
 */
export async function guestOrder(
  tx: Transaction,
  limits: GuestLookupLimits,
  lookup: GuestLookup,
): Promise<GuestOrder | 'unknown' | 'too many'> {
  const { shopId, conversationId, number, emailDigest, now } = lookup;
  const client = clientOf(tx);
  const opened = await client.query<{ opened_from: string | null }>(
    'select opened_from from conversations where shop_id = $1 and id = $2',
    [shopId, conversationId],
  );
  const address = opened.rows[0]?.opened_from;
  const ofOrder = digest(number.toUpperCase());
  const asked: AttemptLimit[] = [
    { subject: `guest-order/conversation/${conversationId}`, perHour: limits.perConversation },
    { subject: `guest-order/number/${ofOrder}`, perHour: limits.perAddress },
    ...(address ? [{ subject: `guest-order/address/${address}`, perHour: limits.perAddress }] : []),
  ];
  if (!(await attemptAllowed(tx, shopId, asked, now))) return 'too many';
  const { rows } = await client.query<GuestOrder>(
    `select o.state, s.promised_at as "promisedAt", s.state as "shipmentState"
     from orders o
     join shoppers u on u.shop_id = o.shop_id and u.id = o.shopper_id
     left join shipments s on s.shop_id = o.shop_id and s.order_id = o.id
     where o.shop_id = $1 and upper(o.number) = upper($2)
       and encode(sha256(convert_to($4 || '/' || lower(u.email), 'UTF8')), 'hex') = $3`,
    [shopId, number, emailDigest, conversationId],
  );
  return rows[0] ?? 'unknown';
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
