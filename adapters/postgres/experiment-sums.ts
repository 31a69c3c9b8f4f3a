import type { ExperimentMetric } from '../../retention/experiments/experiment-metrics.ts';
import { metricDefinitions } from '../../retention/experiments/experiment-metrics.ts';
import type { DaySums } from '../../retention/experiments/read-metric.ts';
import type { Queryable } from './database.ts';

/** With the probabilities of the arms when they were drawn, in the order of the arms; null: not known. */
interface ShareSums extends Omit<DaySums, 'share'> {
  readonly shares: readonly number[] | null;
}

/** Days of history before the assignment that adjust an outcome. */
const historyDays = 365;

/**
 * Shoppers of an experiment who have been watched for the whole window, added up by arm, by the shares that were in
 * force when they were drawn, and by the day on which they matured. Whoever drew the holdout gets no offer in any arm and is left out, whose identities crossed arms too.
 * @param request experimentId: also 'holdout', which is then compared itself; null: no experiment, but everybody who
 * bought in the year before the window, as one arm, to plan with.
 */
export async function experimentSums(
  queryable: Queryable,
  request: {
    shopId: string;
    experimentId: string | null;
    metric: ExperimentMetric;
    windowDays: number;
    now: Date;
  },
): Promise<ShareSums[]> {
  const { kind, adjusted } = metricDefinitions[request.metric];
  const columns = ['y', ...(kind === 'ratio' ? ['d'] : []), ...(adjusted ? ['x'] : [])];
  const pairs = columns.flatMap((a, i) => columns.slice(i).map((b) => `${a} * ${b}`));
  const { rows } = await queryable.query<{
    arm: string;
    shares: number[] | null;
    day: string;
    n: number;
    sums: number[];
    products: number[];
  }>(
    `with enrolled as (${request.experimentId === null ? buyers : assigned}
     ),
     watched as (
       select e.arm, e.shares, (e.until at time zone (select time_zone from shops where id = $1))::date::text as day,
         coalesce(o.y, 0)::double precision as y${kind === 'ratio' ? ', coalesce(o.d, 0)::double precision as d' : ''}
         ${adjusted ? ', coalesce(b.x, 0)::double precision as x' : ''}
       from enrolled e
       -- A look-up for each shopper, whatever the planner knows of the sizes: it never multiplies shoppers by shoppers.
       left join lateral (${outcomes[request.metric]}) o on true
       ${adjusted ? `left join lateral (${before}) b on true` : ''}
     )
     select arm, shares, day, count(*) as n, array[${columns.map((column) => `sum(${column})`).join(', ')}] as sums,
       array[${pairs.map((pair) => `sum(${pair})`).join(', ')}] as products
     from watched group by arm, shares, day order by day, arm, shares`,
    [request.shopId, request.experimentId, request.windowDays, request.now],
  );
  return rows;
}

const assigned = `
       select a.shopper_id, a.arm, a.shares, a.assigned_at, a.assigned_at + make_interval(days => $3::integer) as until
       from assignments a join shoppers s on s.shop_id = a.shop_id and s.id = a.shopper_id and s.merged_into is null
       where a.shop_id = $1 and a.experiment_id = $2 and not a.crossed
         and a.assigned_at <= $4::timestamptz - make_interval(days => $3::integer)
         and ($2 = 'holdout' or not exists (
           select 1 from assignments h where h.shop_id = a.shop_id and h.experiment_id = 'holdout'
             and h.shopper_id = a.shopper_id and h.arm = 'holdout'))`;

const buyers = `
       select distinct coalesce(s.merged_into, s.id) as shopper_id, 'buyers' as arm, null::double precision[] as shares,
         $4::timestamptz - make_interval(days => $3::integer) as assigned_at, $4::timestamptz as until
       from orders o join shoppers s on s.shop_id = o.shop_id and s.id = o.shopper_id
       where o.shop_id = $1 and $2::text is null and o.placed_at < $4::timestamptz - make_interval(days => $3::integer)
         and o.placed_at >= $4::timestamptz - make_interval(days => $3::integer + 365)`;

/**
 * Margin of one line as marginOfLines has it. Every return counts, whenever it came.
 * @param refund what of the refund counts.
 */
const lineMargin = (refund: string) => {
  const paid = '(l.list_price_cents::bigint * l.quantity - l.discount_cents)';
  const kept = `(${paid} - ${refund})`;
  return `case
    when l.unit_cost_cents is null then ${kept} * (select margin_rate::numeric from shops where id = $1)
    when ${paid} > 0 then ${kept} - l.unit_cost_cents::bigint * l.quantity * least(1, greatest(0, ${kept}::numeric / ${paid}))
    else ${kept} - l.unit_cost_cents::bigint * l.quantity end`;
};

/** The shopper and whoever was merged into them. */
const theirs = `(select e.shopper_id as id union all
  select m.id from shoppers m where m.shop_id = $1 and m.merged_into = e.shopper_id) p`;

/** Orders of the shopper in the window. */
const orders = `${theirs}
  join orders o on o.shop_id = $1 and o.shopper_id = p.id and o.placed_at >= e.assigned_at and o.placed_at < e.until
    and o.state <> 'cancelled'`;

/** A percentage is in the lines as their discount; what else was redeemed (shipping, points) is a cost of its own. */
const outcomes: Record<ExperimentMetric, string> = {
  margin: `
    select sum(cents) as y from (
      select ${lineMargin('l.refund_cents')} as cents
      from ${orders} join order_lines l on l.shop_id = $1 and l.order_id = o.id
      union all
      select -g.redeemed_cents
      from ${orders} join grants g on g.shop_id = $1 and g.order_id = o.id and g.state = 'redeemed'
        and g.terms ->> 'kind' <> 'percent') each`,
  sr: `
    select sum(kept / t::numeric) as y from (
      select row_number() over (order by o.placed_at, o.id) as t,
        sum(l.list_price_cents::bigint * l.quantity - l.discount_cents - l.refund_cents) as kept
      from ${orders} join order_lines l on l.shop_id = $1 and l.order_id = o.id
      group by o.id, o.placed_at) purchases`,
  complaints: `
    select exists (
      select 1 from ${theirs}
      join conversations c on c.shop_id = $1 and c.shopper_id = p.id
      join understandings u on u.shop_id = $1 and u.conversation_id = c.id and u.topic_label = 'complaint'
        and u.said_at >= e.assigned_at and u.said_at < e.until)::integer as y`,
  opt_outs: `
    select exists (
      select 1 from ${theirs}
      join shoppers s on s.shop_id = $1 and s.id = p.id
      left join consents c on c.shop_id = $1 and c.shopper_id = p.id and not c.granted
        and c.given_at >= e.assigned_at and c.given_at < e.until
      where c.id is not null
        or (s.personalisation_refused_at >= e.assigned_at and s.personalisation_refused_at < e.until))::integer as y`,
  handoffs: `
    select count(*) as d, count(*) filter (where exists (
        select 1 from handoffs h
        where h.shop_id = $1 and h.conversation_id = c.id and h.requested_at >= e.assigned_at)) as y
    from ${theirs}
    -- The one in which the arm was drawn began before.
    join conversations c on c.shop_id = $1 and c.shopper_id = p.id and c.topic is not null
      and c.last_activity_at >= e.assigned_at and c.created_at < e.until`,
};

/** Margin of the year before, as it was known at the assignment: nothing that the arm could have moved. */
const before = `
    select sum(${lineMargin('case when l.refunded_at < e.assigned_at then l.refund_cents else 0 end')}) as x
    from ${theirs}
    join orders o on o.shop_id = $1 and o.shopper_id = p.id and o.placed_at < e.assigned_at
      and o.placed_at >= e.assigned_at - interval '${historyDays} days'
      and (o.state <> 'cancelled' or o.cancelled_at >= e.assigned_at)
    join order_lines l on l.shop_id = $1 and l.order_id = o.id`;
