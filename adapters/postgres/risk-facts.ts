import type { Transaction } from '../../core/transaction.ts';
import type { ChurnFacts } from '../../retention/churn/churn-facts.ts';
import { clientOf, type Queryable } from './database.ts';

export interface FactsRow {
  shopper_id: string;
  as_of: Date;
  order_count: number;
  orders_180: number;
  days_since_last_order: number;
  tenure_days: number;
  usual_gap_days: number | null;
  last_gap_days: number | null;
  clv_cents: number;
  sr_cents: number;
  list_cents: number;
  discount_cents: number;
  refund_cents: number;
  redeemed_orders: number;
  days_since_last_visit: number | null;
  visits_7: number;
  visits_30: number;
  visits_90: number;
  views_30: number;
  open_cart_adds_30: number;
  offers_180: number;
}

/**
 * Facts of shoppers at moments, everything strictly before them: $1 the shop, $2 the moments (timestamptz[]), and for
 * one shopper $3. Training and live scoring read the same statement, so that a model sees in service what it was
 * fitted on. Accounts that were merged count as the one they were merged into.
 */
export function factsStatement(whose: 'everybody' | 'one'): string {
  const onlyThem = whose === 'one' ? 'and (id = $3 or merged_into = $3)' : '';
  return `
    with moments as (select unnest($2::timestamptz[]) as as_of),
    people as (
      select id, coalesce(merged_into, id) as shopper_id from shoppers where shop_id = $1 ${onlyThem}
    ),
    purchases as (
      select p.shopper_id, m.as_of, o.id, o.placed_at, o.grant_id,
        sum(l.list_price_cents::bigint * l.quantity) as list_cents,
        sum(l.discount_cents) as discount_cents,
        sum(case when l.refunded_at < m.as_of then l.refund_cents else 0 end) as refund_cents
      from people p
      join orders o on o.shop_id = $1 and o.shopper_id = p.id
      join moments m on o.placed_at < m.as_of and (o.state <> 'cancelled' or o.cancelled_at >= m.as_of)
      join order_lines l on l.shop_id = $1 and l.order_id = o.id
      group by p.shopper_id, m.as_of, o.id, o.placed_at, o.grant_id
    ),
    numbered as (
      select *, list_cents - discount_cents - refund_cents as kept_cents, row_number() over in_time as t,
        (extract(epoch from placed_at - lag(placed_at) over in_time) / 86400)::float8 as gap_days
      from purchases
      window in_time as (partition by shopper_id, as_of order by placed_at, id)
    ),
    buying as (
      select shopper_id, as_of, count(*) as order_count,
        count(*) filter (where placed_at >= as_of - interval '180 days') as orders_180,
        (extract(epoch from as_of - max(placed_at)) / 86400)::float8 as days_since_last_order,
        max(placed_at) as last_order_at,
        (extract(epoch from as_of - min(placed_at)) / 86400)::float8 as tenure_days,
        percentile_cont(0.5) within group (order by gap_days) as usual_gap_days,
        (array_agg(gap_days order by t desc))[1] as last_gap_days,
        sum(kept_cents)::bigint as clv_cents,
        round(round(sum(kept_cents / t::numeric), 6))::bigint as sr_cents,
        sum(list_cents)::bigint as list_cents,
        sum(discount_cents)::bigint as discount_cents,
        sum(refund_cents)::bigint as refund_cents,
        count(grant_id) as redeemed_orders
      from numbered group by shopper_id, as_of
    ),
    browsing as (
      select b.shopper_id, b.as_of,
        (extract(epoch from b.as_of - max(e.occurred_at)) / 86400)::float8 as days_since_last_visit,
        count(*) filter (where e.kind = 'visit' and e.occurred_at >= b.as_of - interval '7 days') as visits_7,
        count(*) filter (where e.kind = 'visit' and e.occurred_at >= b.as_of - interval '30 days') as visits_30,
        count(*) filter (where e.kind = 'visit') as visits_90,
        count(*) filter (where e.kind = 'view' and e.occurred_at >= b.as_of - interval '30 days') as views_30,
        count(*) filter (where e.kind = 'cart_add' and e.occurred_at > b.last_order_at
          and e.occurred_at >= b.as_of - interval '30 days') as open_cart_adds_30
      from buying b
      join people p on p.shopper_id = b.shopper_id
      join events e on e.shop_id = $1 and e.shopper_id = p.id
        and e.occurred_at < b.as_of and e.occurred_at >= b.as_of - interval '90 days'
      group by b.shopper_id, b.as_of
    ),
    given as (
      select b.shopper_id, b.as_of, count(*) as offers_180
      from buying b
      join people p on p.shopper_id = b.shopper_id
      join grants g on g.shop_id = $1 and g.shopper_id = p.id
        and g.created_at < b.as_of and g.created_at >= b.as_of - interval '180 days'
      group by b.shopper_id, b.as_of
    )
    select b.*, w.days_since_last_visit, coalesce(w.visits_7, 0) as visits_7, coalesce(w.visits_30, 0) as visits_30,
      coalesce(w.visits_90, 0) as visits_90, coalesce(w.views_30, 0) as views_30,
      coalesce(w.open_cart_adds_30, 0) as open_cart_adds_30, coalesce(g.offers_180, 0) as offers_180
    from buying b
    left join browsing w using (shopper_id, as_of)
    left join given g using (shopper_id, as_of)`;
}

/** Facts of one shopper strictly before `asOf`; null when they had not bought anything by then. */
export async function churnFactsOf(
  tx: Transaction,
  request: { shopId: string; shopperId: string; asOf: Date },
): Promise<ChurnFacts | null> {
  const { rows } = await clientOf(tx).query<FactsRow>({
    // Named: parsed and planned once per connection, which is most of what it costs.
    name: 'churn-facts-of-one',
    text: factsStatement('one'),
    values: [request.shopId, [request.asOf], request.shopperId],
  });
  return rows[0] ? factsFrom(rows[0], true) : null;
}

/** Facts of everybody who had bought by each of the moments; one row per shopper and moment. */
export async function churnFactsOfEverybody(
  database: Queryable,
  request: { shopId: string; moments: readonly Date[]; browsingSince: Date | null },
): Promise<ChurnFacts[]> {
  const { rows } = await database.query<FactsRow>(factsStatement('everybody'), [
    request.shopId,
    request.moments,
  ]);
  const observedFrom = request.browsingSince ? request.browsingSince.getTime() + 30 * 86_400_000 : Infinity;
  return rows.map((row) => factsFrom(row, row.as_of.getTime() >= observedFrom));
}

function factsFrom(row: FactsRow, browsingObserved: boolean): ChurnFacts {
  return {
    shopperId: row.shopper_id,
    asOf: row.as_of,
    orderCount: row.order_count,
    orders180: row.orders_180,
    daysSinceLastOrder: row.days_since_last_order,
    tenureDays: row.tenure_days,
    usualGapDays: row.usual_gap_days,
    lastGapDays: row.last_gap_days,
    clvCents: row.clv_cents,
    srCents: row.sr_cents,
    listCents: row.list_cents,
    discountCents: row.discount_cents,
    refundCents: row.refund_cents,
    daysSinceLastVisit: row.days_since_last_visit,
    visits7: row.visits_7,
    visits30: row.visits_30,
    visits90: row.visits_90,
    views30: row.views_30,
    openCartAdds30: row.open_cart_adds_30,
    offers180: row.offers_180,
    redeemedOrders: row.redeemed_orders,
    browsingObserved,
  };
}
