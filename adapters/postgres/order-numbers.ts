import type { Transaction } from '../../core/transaction.ts';
import { clientOf } from './database.ts';

/** Six digits, so that the chat knows an order number when it sees one. */
const firstNumber = 100_001;

/** The next numbers that shoppers quote; holds the shop's counter until the transaction ends. */
export async function nextOrderNumbers(tx: Transaction, shopId: string, count: number): Promise<string[]> {
  if (count === 0) return [];
  const { rows } = await clientOf(tx).query<{ after: number }>(
    `insert into order_counters as c (shop_id, next_number) values ($1, $2::bigint + $3::bigint)
     on conflict (shop_id) do update set next_number = c.next_number + $3::bigint
     returning next_number as after`,
    [shopId, firstNumber, count],
  );
  const from = rows[0]!.after - count;
  return Array.from({ length: count }, (_, i) => String(from + i));
}
