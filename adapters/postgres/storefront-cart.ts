import { newId } from '../../core/ids.ts';
import type { Transaction } from '../../core/transaction.ts';
import { clientOf } from './database.ts';
import type { Buyer } from './storefront-shop.ts';

export interface StoredCart {
  readonly id: string;
  readonly lines: readonly { readonly productId: string; readonly quantity: number }[];
  readonly code: string | null;
}

/** The buyer's one cart, locked until the transaction ends; made when it is missing. */
export async function lockCart(tx: Transaction, shopId: string, buyer: Buyer): Promise<StoredCart> {
  const client = clientOf(tx);
  await client.query(
    'insert into carts (shop_id, id, shopper_id, visitor_id) values ($1, $2, $3, $4) on conflict do nothing',
    [shopId, newId(), buyer.shopperId, buyer.visitorId],
  );
  const { rows } = await client.query<StoredCart>(
    `select id, lines, code from carts
     where shop_id = $1 and case when $2::uuid is null then shopper_id is null and visitor_id = $3
       else shopper_id = $2 end for update`,
    [shopId, buyer.shopperId, buyer.visitorId],
  );
  return rows[0]!;
}

export async function saveCart(tx: Transaction, shopId: string, cart: StoredCart, now: Date): Promise<void> {
  await clientOf(tx).query(
    'update carts set lines = $3, code = $4, updated_at = $5 where shop_id = $1 and id = $2',
    [shopId, cart.id, JSON.stringify(cart.lines), cart.code, now],
  );
}

/** How many pieces are in the buyer's cart. */
export async function cartCount(tx: Transaction, shopId: string, buyer: Buyer): Promise<number> {
  const { rows } = await clientOf(tx).query<{ pieces: number }>(
    `select coalesce(sum((line->>'quantity')::int), 0)::int as pieces
     from carts, jsonb_array_elements(lines) as line
     where shop_id = $1 and case when $2::uuid is null then shopper_id is null and visitor_id = $3
       else shopper_id = $2 end`,
    [shopId, buyer.shopperId, buyer.visitorId],
  );
  return rows[0]!.pieces;
}
