import type { LoggedMoneyDecision } from '../../retention/off-policy/money-log.ts';
import type { Queryable } from './database.ts';

/** What of a shopper's orders in the rest of the period counts as the outcome; minor units, or a number of orders. */
export const moneyOutcomes = ['margin', 'revenue', 'orders'] as const;
export type MoneyOutcome = (typeof moneyOutcomes)[number];

/**
 * The newest money decisions, with what their shoppers did from the draw to the end of its period: all orders that were
 * not cancelled, whoever or whatever brought them, in the arithmetic of `marginOfLines`. Periods
 * that are not over have no outcome yet.
 */
export async function moneyDecisionLog(
  queryable: Queryable,
  { shopId, now, limit, outcome }: { shopId: string; now: Date; limit: number; outcome: MoneyOutcome },
): Promise<LoggedMoneyDecision[]> {
  const { rows } = await queryable.query<
    LoggedMoneyDecision & { margin: number; revenue: number; orders: number; matured: boolean }
  >(
    `with newest as materialized (
       select d.id, coalesce(s.merged_into, s.id) as shopper_id, d.created_at,
         (d.record #>> '{inputs,period,end}')::timestamptz as period_end, d.record - 'reservation' as record
       from decisions d join shoppers s on s.shop_id = d.shop_id and s.id = d.shopper_id
       where d.shop_id = $1 and d.kind = 'money'
       order by d.created_at desc, d.id desc limit $3),
     bought as (
       select n.id, count(distinct o.id) as orders, sum(kept.cents)::float8 as revenue,
         sum(case
           when l.unit_cost_cents is null then kept.cents * shop.margin_rate::numeric
           when paid.cents > 0 then kept.cents
             - l.unit_cost_cents::bigint * l.quantity * least(1, greatest(0, kept.cents::numeric / paid.cents))
           else kept.cents - l.unit_cost_cents::bigint * l.quantity end)::float8 as margin
       from newest n
       join shops shop on shop.id = $1
       join shoppers s on s.shop_id = $1 and (s.id = n.shopper_id or s.merged_into = n.shopper_id)
       join orders o on o.shop_id = $1 and o.shopper_id = s.id and o.state <> 'cancelled'
         and o.placed_at >= n.created_at and o.placed_at < n.period_end
       join order_lines l on l.shop_id = $1 and l.order_id = o.id
       cross join lateral (select l.list_price_cents::bigint * l.quantity - l.discount_cents as cents) paid
       cross join lateral (select paid.cents - l.refund_cents as cents) kept
       group by n.id)
     select n.id, n.shopper_id as "shopperId", n.record, n.period_end <= $2 as matured,
       coalesce(b.margin, 0) as margin, coalesce(b.revenue, 0) as revenue, coalesce(b.orders, 0)::int as orders
     from newest n left join bought b on b.id = n.id
     order by n.created_at desc, n.id desc`,
    [shopId, now, limit],
  );
  return rows.map(({ id, shopperId, record, matured, ...found }) => ({
    id,
    shopperId,
    record,
    outcome: matured ? found[outcome] : null,
  }));
}
