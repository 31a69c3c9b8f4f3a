import type { Queryable } from './database.ts';

/** Newest shoppers that sequences are read of; what others bought long ago says little of what is bought next. */
const mostShoppers = 50_000;
/** Newest products of one shopper. */
const mostProducts = 200;

/**
 * What each shopper bought, each product once, in order of time; of somebody known under several ids in one list.
 * Cancelled orders are no purchases.
 */
export async function shopSequences(
  database: Queryable,
  shopId: string,
  now: Date,
): Promise<{ shopperId: string; products: string[] }[]> {
  const { rows } = await database.query<{ shopper_id: string; products: string[] }>(
    `select * from (
       select coalesce(s.merged_into, s.id) as shopper_id,
         array_agg(l.product_id order by o.placed_at, o.id, l.line_no) as products
       from orders o
       join shoppers s on s.shop_id = o.shop_id and s.id = o.shopper_id
       join order_lines l on l.shop_id = o.shop_id and l.order_id = o.id
       where o.shop_id = $1 and o.state <> 'cancelled' and o.placed_at <= $2
       group by 1 order by max(o.placed_at) desc, 1 limit $3) newest
     order by shopper_id`,
    [shopId, now, mostShoppers],
  );
  return rows.map(({ shopper_id, products }) => ({
    shopperId: shopper_id,
    products: [...new Set(products)].slice(-mostProducts),
  }));
}
