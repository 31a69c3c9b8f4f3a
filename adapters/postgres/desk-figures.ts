import type { DeskFigures, DeskToday, OpenFigures, TeamFigures } from '../../core/contracts/desk-queue.ts';
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
  asked: number;
  handled: number;
  resolved: number;
  first50: number | null;
  first90: number | null;
  firsts: number;
  res50: number | null;
  res90: number | null;
  resolutions: number;
  breached: number;
  mean: number | null;
  ratings: number;
}

interface OpenRow extends OpenFigures {
  readonly id: string | null;
  readonly name: string | null;
  readonly whole: boolean;
}

/**
 * Requests of the last `days`, by the agent who had them last, and all together; one scan. What is open now is counted
 * whatever its age.
 * @param onlyAgentId the one agent whose own row is told; null: everybody's.
 */
export async function deskFigures(
  db: Queryable,
  asked: { shopId: string; days: number; now: Date; onlyAgentId: string | null },
): Promise<DeskFigures> {
  const { shopId, days, now, onlyAgentId } = asked;
  const { rows: open } = await db.query<OpenRow & Record<string, unknown>>(
    `select agent_id as id, max(agent_name) as name, grouping(agent_id) = 1 as whole,
       count(*) filter (where state = 'requested') as waiting, count(*) filter (where state = 'accepted') as held,
       count(*) filter (where due_at < $2) as breached
     from handoffs where shop_id = $1 and state in ('requested', 'accepted')
     group by grouping sets ((), (agent_id))`,
    [shopId, now],
  );
  const { rows } = await db.query<FigureRow>(
    `select agent_id as id, max(agent_name) as name, count(*) as asked,
       count(*) filter (where accepted_at is not null) as handled,
       count(*) filter (where state = 'resolved') as resolved,
       percentile_cont(0.5) within group (order by first_reply_seconds) as first50,
       percentile_cont(0.9) within group (order by first_reply_seconds) as first90,
       count(first_reply_seconds) as firsts,
       percentile_cont(0.5) within group (order by resolution_seconds) filter (where state = 'resolved') as res50,
       percentile_cont(0.9) within group (order by resolution_seconds) filter (where state = 'resolved') as res90,
       count(resolution_seconds) filter (where state = 'resolved') as resolutions,
       count(*) filter (where breached or coalesce(due_at < $3, false)) as breached,
       avg(rating)::float8 as mean, count(rating) as ratings
     from handoffs
     where shop_id = $1 and requested_at > $3::timestamptz - make_interval(days => $2)
     group by grouping sets ((), (agent_id))
     having grouping(agent_id) = 1 or agent_id is not null
     order by grouping(agent_id) desc, handled desc, agent_id`,
    [shopId, days, now],
  );
  const [team, ...agents] = rows;
  const openOf = new Map(open.filter(({ whole }) => !whole).map((row) => [row.id, row]));
  // Who holds something older than the days is there as well.
  const others = [...openOf.values()].filter(({ id }) => id !== null && !agents.some((row) => row.id === id));
  return {
    days,
    open: openFigures(open.find(({ whole }) => whole)),
    team: figures(team!),
    agents: [...agents, ...others.map(({ id, name }) => ({ ...nobody, id, name }))]
      .filter(({ id }) => onlyAgentId === null || id === onlyAgentId)
      .map((row) => ({
        agent: { id: row.id!, name: row.name ?? '' },
        open: openFigures(openOf.get(row.id)),
        ...figures(row),
      })),
  };
}

const nobody: Omit<FigureRow, 'id' | 'name'> = {
  asked: 0,
  handled: 0,
  resolved: 0,
  first50: null,
  first90: null,
  firsts: 0,
  res50: null,
  res90: null,
  resolutions: 0,
  breached: 0,
  mean: null,
  ratings: 0,
};

function openFigures(row: OpenRow | undefined): OpenFigures {
  return { waiting: row?.waiting ?? 0, held: row?.held ?? 0, breached: row?.breached ?? 0 };
}

function figures(row: FigureRow): TeamFigures {
  return {
    asked: row.asked,
    handled: row.handled,
    resolved: row.resolved,
    firstReplyS: { p50: row.first50, p90: row.first90, count: row.firsts },
    resolutionS: { p50: row.res50, p90: row.res90, count: row.resolutions },
    breached: row.breached,
    rating: { mean: row.mean, count: row.ratings },
  };
}
