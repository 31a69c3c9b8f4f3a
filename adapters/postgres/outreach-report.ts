import type { Queryable } from './database.ts';
import type { OutreachArm } from './outreach-plan.ts';

/** How long after a shopper was first chosen orders are counted. */
export const outreachWindowDays = 30;

/** Counts of one arm, by the arm that was assigned, whatever was sent. Means are over `matured` shoppers; null: none. */
export interface OutreachArmReport {
  readonly arm: OutreachArm;
  readonly shoppers: number;
  readonly timesChosen: number;
  readonly messages: number;
  readonly mails: number;
  /** Messages that carried an offer, and what was set aside for these. */
  readonly offers: number;
  readonly reservedCents: number;
  /** Who withdrew at least one consent to be written to since. */
  readonly withdrew: number;
  /** Whose window is over. */
  readonly matured: number;
  readonly orders: number;
  readonly marginCents: number;
  readonly ordersPerShopper: number | null;
  readonly marginPerShopperCents: number | null;
}

/** What came of outreach in each arm as assigned: counts and means. Intervals come with the statistics. */
export async function outreachReport(db: Queryable, shopId: string, now: Date): Promise<OutreachArmReport[]> {
  const { rows } = await db.query<OutreachArmReport & { [column: string]: unknown }>(
    `with first as (
       select distinct on (coalesce(s.merged_into, s.id)) coalesce(s.merged_into, s.id) as shopper_id, o.arm,
         o.planned_at, o.planned_at + make_interval(days => $3) <= $2 as matured
       from outreach o join shoppers s on s.shop_id = o.shop_id and s.id = o.shopper_id
       where o.shop_id = $1
       order by coalesce(s.merged_into, s.id), o.planned_at, o.id),
     bought as (
       select f.shopper_id, count(distinct o.id) as orders,
         round(sum(case
           when l.unit_cost_cents is null then kept.cents * shop.margin_rate::numeric
           when paid.cents > 0 then kept.cents
             - l.unit_cost_cents::bigint * l.quantity * least(1, greatest(0, kept.cents::numeric / paid.cents))
           else kept.cents - l.unit_cost_cents::bigint * l.quantity end))::bigint as margin_cents
       from first f
       join shops shop on shop.id = $1
       join shoppers s on s.shop_id = $1 and (s.id = f.shopper_id or s.merged_into = f.shopper_id)
       join orders o on o.shop_id = $1 and o.shopper_id = s.id and o.state <> 'cancelled'
         and o.placed_at >= f.planned_at and o.placed_at < f.planned_at + make_interval(days => $3)
       join order_lines l on l.shop_id = $1 and l.order_id = o.id
       cross join lateral (select l.list_price_cents::bigint * l.quantity - l.discount_cents as cents) paid
       cross join lateral (select paid.cents - l.refund_cents as cents) kept
       where f.matured group by f.shopper_id),
     done as (
       select o.arm, count(*) as times, count(*) filter (where sequence is not null) as messages,
         count(*) filter (where mail_state = 'sent') as mails, count(g.id) as offers,
         coalesce(sum(g.reserved_cents), 0)::bigint as reserved
       from outreach o left join grants g on g.shop_id = o.shop_id and g.id = o.grant_id
       where o.shop_id = $1 group by o.arm)
     select f.arm, count(*) as shoppers, max(d.times) as "timesChosen", max(d.messages) as messages,
       max(d.mails) as mails, max(d.offers) as offers, max(d.reserved) as "reservedCents",
       count(*) filter (where exists (
         select 1 from consents c where c.shop_id = $1 and c.shopper_id = f.shopper_id and not c.granted
           and c.purpose in ('outreach_chat', 'outreach_email') and c.given_at >= f.planned_at)) as withdrew,
       count(*) filter (where f.matured) as matured, coalesce(sum(b.orders), 0)::bigint as orders,
       coalesce(sum(b.margin_cents), 0)::bigint as "marginCents",
       sum(coalesce(b.orders, 0)) filter (where f.matured)::float8 / nullif(count(*) filter (where f.matured), 0)
         as "ordersPerShopper",
       sum(coalesce(b.margin_cents, 0)) filter (where f.matured)::float8
         / nullif(count(*) filter (where f.matured), 0) as "marginPerShopperCents"
     from first f left join bought b on b.shopper_id = f.shopper_id join done d on d.arm = f.arm
     group by f.arm order by f.arm`,
    [shopId, now, outreachWindowDays],
  );
  return rows;
}
