import type { Queryable } from './database.ts';

export interface ShopperValue {
  readonly orderCount: number;
  readonly clvCents: number;
  readonly srCents: number;
  readonly marginCents: number;
}

/**
 * CLV_u, SR_u and margin of many shoppers in one statement, from what happened strictly before `asOf`: the same
 * arithmetic as `valueOfPurchases` and `marginOfLines`. Merged accounts count as the one they were merged into;
 * shoppers without orders are left out.
 * @param shopperIds undefined: everybody.
 */
export async function valuesOfShoppers(
  database: Queryable,
  request: { shopId: string; asOf: Date; shopperIds?: readonly string[] },
): Promise<ReadonlyMap<string, ShopperValue>> {
  const { rows } = await database.query<{
    shopper_id: string;
    order_count: number;
    clv_cents: number;
    sr_cents: number;
    margin_cents: number;
  }>(
    `with people as (
       select id, coalesce(merged_into, id) as shopper_id from shoppers
       where shop_id = $1 ${request.shopperIds ? 'and (merged_into is null and id = any($3) or merged_into = any($3))' : ''}
     ),
     lines as (
       select p.shopper_id, o.id as order_id, o.placed_at, l.unit_cost_cents::bigint * l.quantity as cost_cents,
         l.list_price_cents::bigint * l.quantity - l.discount_cents as paid_cents,
         l.list_price_cents::bigint * l.quantity - l.discount_cents
           - case when l.refunded_at < $2 then l.refund_cents else 0 end as kept_cents
       from people p
       join orders o on o.shop_id = $1 and o.shopper_id = p.id
         and o.placed_at < $2 and (o.state <> 'cancelled' or o.cancelled_at >= $2)
       join order_lines l on l.shop_id = $1 and l.order_id = o.id
     ),
     purchases as (
       select shopper_id, sum(kept_cents) as kept_cents,
         row_number() over (partition by shopper_id order by placed_at, order_id) as t,
         sum(case
           when cost_cents is null then kept_cents * (select margin_rate::numeric from shops where id = $1)
           when paid_cents > 0 then
             kept_cents - cost_cents * least(1, greatest(0, kept_cents::numeric / paid_cents))
           else kept_cents - cost_cents end) as margin_cents
       from lines group by shopper_id, order_id, placed_at
     )
     select shopper_id, count(*) as order_count, sum(kept_cents)::bigint as clv_cents,
       round(round(sum(kept_cents / t::numeric), 6))::bigint as sr_cents,
       round(sum(margin_cents))::bigint as margin_cents
     from purchases group by shopper_id`,
    [request.shopId, request.asOf, ...(request.shopperIds ? [request.shopperIds] : [])],
  );
  return new Map(
    rows.map((row) => [
      row.shopper_id,
      {
        orderCount: row.order_count,
        clvCents: row.clv_cents,
        srCents: row.sr_cents,
        marginCents: row.margin_cents,
      },
    ]),
  );
}

/** CLV_u and SR_u of everybody, added up. */
export async function totalValue(
  database: Queryable,
  shopId: string,
  asOf: Date,
): Promise<{ clvCents: number; srCents: number }> {
  let [clvCents, srCents] = [0, 0];
  for (const value of (await valuesOfShoppers(database, { shopId, asOf })).values()) {
    clvCents += value.clvCents;
    srCents += value.srCents;
  }
  return { clvCents, srCents };
}
