import type { AccountFacts } from '../../retention/facts.ts';
import type { MoneyDecisionRecord } from '../../retention/money/money-decision-record.ts';
import type { Offer } from '../../retention/offers/offer.ts';
import type { Queryable } from './database.ts';
import { defaultArm } from './learned-responses.ts';

/** A money decision outside the holdout with what came of it until now. */
export interface DecidedPeriod {
  readonly decisionId: string;
  readonly shopperId: string;
  readonly arm: string;
  readonly periodStart: Date;
  readonly periodEnd: Date;
  readonly decidedAt: Date;
  readonly facts: AccountFacts;
  readonly averages: MoneyDecisionRecord['inputs']['averages'];
  /** What was drawn, given or not: by intention to treat. null: nothing. */
  readonly offer: Offer | null;
  readonly deltaCents: number;
  /** Margin of the orders since, refunds and what their offer cost taken off; cancelled ones not counted. */
  readonly marginCents: number;
  readonly orders: number;
}

/** Those whose period began at `from` or later, in the order of their periods. */
export async function shopperPeriods(
  queryable: Queryable,
  request: { shopId: string; from: Date; now: Date },
): Promise<DecidedPeriod[]> {
  const { rows } = await queryable.query<DecidedPeriod & { [column: string]: unknown }>(
    `select d.id as "decisionId", d.shopper_id as "shopperId",
       coalesce(d.experiment_id || '|' || d.arm, $4) as arm, d.period_start as "periodStart",
       period.ends as "periodEnd", d.created_at as "decidedAt",
       d.record #> '{inputs,facts}' as facts, d.record #> '{inputs,averages}' as averages,
       jsonb_path_query_first(d.record, '$.inputs.candidates[*].offer ? (@.id == $action)',
         jsonb_build_object('action', d.action)) as offer,
       coalesce((jsonb_path_query_first(d.record, '$.choice.actions[*] ? (@.offerId == $action).deltaCents',
         jsonb_build_object('action', d.action)))::float8, 0) as "deltaCents",
       bought.margin - spent.cost as "marginCents", bought.orders
     from decisions d
     cross join lateral (select (d.record #>> '{inputs,period,end}')::timestamptz as ends) period
     cross join lateral (
       select coalesce(sum(list_price_cents::bigint * quantity - discount_cents - refund_cents
           - coalesce(unit_cost_cents, round(list_price_cents * (1 - (d.record #>> '{inputs,averages,marginRate}')::float8)))::bigint
             * quantity), 0)::float8 as margin,
         count(distinct o.id) as orders
       from orders o join order_lines l on l.shop_id = o.shop_id and l.order_id = o.id
       where o.shop_id = d.shop_id and o.state <> 'cancelled'
         and o.shopper_id = any(array(select s.id from shoppers s
           where s.shop_id = d.shop_id and (s.id = d.shopper_id or s.merged_into = d.shopper_id)))
         and o.placed_at >= d.created_at and o.placed_at < least(period.ends, $3)) bought
     cross join lateral (
       -- A percentage is on the lines already.
       select coalesce(sum(g.redeemed_cents), 0)::float8 as cost
       from grants g join orders o on o.shop_id = g.shop_id and o.id = g.order_id and o.state <> 'cancelled'
       where g.shop_id = d.shop_id and g.decision_id = d.id and g.state = 'redeemed' and g.terms ->> 'kind' <> 'percent') spent
     where d.shop_id = $1 and d.kind = 'money' and d.slice <> 'holdout' and d.period_start >= $2
       and d.created_at >= $2 and d.created_at <= $3
     order by d.period_start, d.id`,
    [request.shopId, request.from, request.now, defaultArm],
  );
  return rows;
}

/** After the period's end, for what comes back. */
const returnMs = 14 * 86_400_000;

/** Its window is over, and the time for returns. */
export function isMatured({ periodEnd }: DecidedPeriod, now: Date): boolean {
  return periodEnd.getTime() + returnMs <= now.getTime();
}
