import type { DeskFigures, DeskToday, TeamFigures } from '../../core/contracts/desk-queue.ts';
import type { Queryable } from './database.ts';

/** Since midnight by the shop's clock. */
export async function deskToday(
  db: Queryable,
  { shopId, timeZone, now }: { shopId: string; timeZone: string; now: Date },
): Promise<DeskToday> {
  const { rows } = await db.query<{
    asked: number;
    answered: number;
    resolved: number;
    conversations: number;
    median: number | null;
    mean: number | null;
    ratings: number;
  }>(
    `with day as (select date_trunc('day', $3::timestamptz at time zone $2) at time zone $2 as start)
     select
       (select count(*) from handoffs h, day where h.shop_id = $1 and h.requested_at >= day.start
          and h.reason <> 'agent_took_over') as asked,
       (select count(*) from handoffs h, day where h.shop_id = $1 and h.accepted_at >= day.start) as answered,
       (select count(*) from handoffs h, day
        where h.shop_id = $1 and h.closed_at >= day.start and h.state = 'resolved') as resolved,
       (select count(*) from conversations c, day
        where c.shop_id = $1 and c.last_activity_at >= day.start and c.next_sequence > 1) as conversations,
       (select percentile_cont(0.5) within group (order by first_reply_seconds) from handoffs h, day
        where h.shop_id = $1 and h.requested_at >= day.start and first_reply_seconds is not null) as median,
       (select avg(rating)::float8 from handoffs h, day
        where h.shop_id = $1 and h.closed_at >= day.start and rating is not null) as mean,
       (select count(rating) from handoffs h, day where h.shop_id = $1 and h.closed_at >= day.start) as ratings`,
    [shopId, timeZone, now],
  );
  const { asked, answered, resolved, conversations, median, mean, ratings } = rows[0]!;
  return {
    asked,
    answered,
    resolved,
    conversations,
    medianFirstReplyS: median,
    rating: { mean, count: ratings },
  };
}

interface FigureRow {
  id: string | null;
  name: string | null;
  handled: number;
  resolved: number;
  first50: number | null;
  first90: number | null;
  firsts: number;
  res50: number | null;
  res90: number | null;
  resolutions: number;
  breached: number | null;
  mean: number | null;
  ratings: number;
}

/** Requests of the last `days`, by the agent who had them last, and all together; one scan. */
export async function deskFigures(
  db: Queryable,
  { shopId, days, now }: { shopId: string; days: number; now: Date },
): Promise<DeskFigures> {
  const { rows: open } = await db.query<DeskFigures['open'] & Record<string, unknown>>(
    `select count(*) filter (where state = 'requested') as waiting, count(*) filter (where state = 'accepted') as held,
       count(*) filter (where due_at < $2) as breached
     from handoffs where shop_id = $1 and state in ('requested', 'accepted')`,
    [shopId, now],
  );
  const { rows } = await db.query<FigureRow>(
    `select agent_id as id, max(agent_name) as name, count(*) filter (where accepted_at is not null) as handled,
       count(*) filter (where state = 'resolved') as resolved,
       percentile_cont(0.5) within group (order by first_reply_seconds) as first50,
       percentile_cont(0.9) within group (order by first_reply_seconds) as first90,
       count(first_reply_seconds) as firsts,
       percentile_cont(0.5) within group (order by resolution_seconds) filter (where state = 'resolved') as res50,
       percentile_cont(0.9) within group (order by resolution_seconds) filter (where state = 'resolved') as res90,
       count(resolution_seconds) filter (where state = 'resolved') as resolutions,
       avg((breached or coalesce(due_at < $3, false))::int)::float8 as breached,
       avg(rating)::float8 as mean, count(rating) as ratings
     from handoffs
     where shop_id = $1 and requested_at > $3::timestamptz - make_interval(days => $2)
     group by grouping sets ((), (agent_id))
     having grouping(agent_id) = 1 or agent_id is not null
     order by grouping(agent_id) desc, handled desc, agent_id`,
    [shopId, days, now],
  );
  const [team, ...agents] = rows;
  return {
    days,
    open: { waiting: open[0]!.waiting, held: open[0]!.held, breached: open[0]!.breached },
    team: figures(team!),
    agents: agents.map((row) => ({ agent: { id: row.id!, name: row.name ?? '' }, ...figures(row) })),
  };
}

function figures(row: FigureRow): TeamFigures {
  return {
    handled: row.handled,
    resolved: row.resolved,
    firstReplyS: { p50: row.first50, p90: row.first90, count: row.firsts },
    resolutionS: { p50: row.res50, p90: row.res90, count: row.resolutions },
    breachedShare: row.breached,
    rating: { mean: row.mean, count: row.ratings },
  };
}
