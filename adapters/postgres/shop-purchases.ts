import type { PurchaseRow } from '../../retention/value/summarise-purchases.ts';
import type { Queryable } from './database.ts';

export interface ShopPurchases {
  /** One row a shopper and day; amounts are margins in minor units, after what was refunded. */
  readonly rows: readonly PurchaseRow[];
  /** The last day on which an order or a visit was seen; null for a shop without orders. */
  readonly observedUntil: number | null;
}

/**
 * A shop's purchases by shopper and day of the shop's zone, strictly before `now`, with the arithmetic of
 * `marginOfLines`. Merged accounts count as the one they were merged into; orders of nobody known and of erased shoppers
 * are left out.
 */
export async function shopPurchases(database: Queryable, shopId: string, now: Date): Promise<ShopPurchases> {
  const { rows } = await database.query<{ shopper_id: string; day: number; margin: number }>(
    `with shop as (select time_zone, margin_rate::numeric as margin_rate from shops where id = $1),
     lines as (
       select coalesce(s.merged_into, s.id) as shopper_id,
         (o.placed_at at time zone (select time_zone from shop))::date - date '1970-01-01' as day,
         l.unit_cost_cents::bigint * l.quantity as cost_cents,
         l.list_price_cents::bigint * l.quantity - l.discount_cents as paid_cents,
         l.list_price_cents::bigint * l.quantity - l.discount_cents
           - case when l.refunded_at < $2 then l.refund_cents else 0 end as kept_cents
       from orders o
       join shoppers s on s.shop_id = $1 and s.id = o.shopper_id and s.erased_at is null
       join order_lines l on l.shop_id = $1 and l.order_id = o.id
       where o.shop_id = $1 and o.placed_at < $2 and (o.state <> 'cancelled' or o.cancelled_at >= $2)
     )
     select shopper_id, day, sum(case
         when cost_cents is null then kept_cents * (select margin_rate from shop)
         when paid_cents > 0 then kept_cents - cost_cents * least(1, greatest(0, kept_cents::numeric / paid_cents))
         else kept_cents - cost_cents end)::float8 as margin
     from lines group by shopper_id, day order by shopper_id, day`,
    [shopId, now],
  );
  const seen = await database.query<{ day: number | null }>(
    `select (greatest((select max(placed_at) from orders where shop_id = $1 and placed_at < $2),
                      (select max(occurred_at) from events where shop_id = $1 and occurred_at < $2))
             at time zone (select time_zone from shops where id = $1))::date - date '1970-01-01' as day`,
    [shopId, now],
  );
  return {
    rows: rows.map(({ shopper_id, day, margin }) => ({ shopper: shopper_id, day, amount: margin })),
    observedUntil: rows.length === 0 ? null : (seen.rows[0]?.day ?? null),
  };
}
