import type { Transaction } from '../../core/transaction.ts';
import { clientOf } from './database.ts';
import { type GrantRow, grantColumns } from './money-grants.ts';
import { reserve } from './money-ledger.ts';
import { recordCancelled } from './money-outcomes.ts';
import { lockShopper, movePoints, type PostgresRedemptionDesk } from './money-redemptions.ts';

interface CancelledOrder {
  readonly shopId: string;
  readonly orderId: string;
  readonly now: Date;
}

/**
 * Takes back what an order brought, once it is cancelled and in the same transaction: its loyalty points, what its
 * code cost the budget, its 'ordered' outcomes; and gives a single-use code that is still valid back to its shopper.
 * Call it once an order.
 */
export async function undoCancelledOrder(
  tx: Transaction,
  redemptions: PostgresRedemptionDesk,
  order: CancelledOrder,
): Promise<void> {
  const { shopId, orderId, now } = order;
  const { rows } = await clientOf(tx).query<{ shopper_id: string | null; points: number }>(
    'select shopper_id, points from orders where shop_id = $1 and id = $2',
    [shopId, orderId],
  );
  const { shopper_id: shopperId, points } = rows[0] ?? { shopper_id: null, points: 0 };
  if (shopperId !== null) await lockShopper(tx, shopId, shopperId);
  if (shopperId !== null && points > 0) await movePoints(tx, shopId, shopperId, -points);
  await redemptions.reverse(tx, order);
  await giveCodeBack(tx, order);
  await recordCancelled(tx, { shopId, orderId, cancelledAt: now });
}

/**
 * The code of a cancelled order is good again until its day, when its budget still has room for it: it is reserved
 * anew, as at the grant. Without room it stays used. The ledger keeps all of it: redeem, reverse, reserve.
 */
async function giveCodeBack(tx: Transaction, { shopId, orderId, now }: CancelledOrder): Promise<void> {
  const client = clientOf(tx);
  const { rows } = await client.query<GrantRow>(
    `select ${grantColumns} from grants g
     where g.shop_id = $1 and g.order_id = $2 and g.state = 'redeemed' and g.expires_at > $3
     for no key update`,
    [shopId, orderId, now],
  );
  const grant = rows[0];
  if (!grant) return;
  const movement = { shopId, budgetId: grant.budget_id, grantId: grant.id, now };
  if (!(await reserve(tx, movement, grant.reserved_cents))) return;
  await client.query(
    `update grants set state = 'accepted', redeemed_cents = null, order_id = null
     where shop_id = $1 and id = $2`,
    [shopId, grant.id],
  );
}
