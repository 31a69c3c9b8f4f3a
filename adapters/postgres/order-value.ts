import type { Transaction } from '../../core/transaction.ts';
import { clientOf } from './database.ts';

/** R of an order: merchandise paid after discounts and refunds, without tax and shipping, minor units. */
export async function orderValue(tx: Transaction, shopId: string, orderId: string): Promise<number> {
  const { rows } = await clientOf(tx).query<{ value: number }>(
    `select coalesce(sum(list_price_cents::bigint * quantity - discount_cents - refund_cents), 0)::bigint as value
     from order_lines where shop_id = $1 and order_id = $2`,
    [shopId, orderId],
  );
  return rows[0]!.value;
}
