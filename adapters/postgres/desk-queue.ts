import type { DeskCounts, QueuePage, QueueQuery } from '../../core/contracts/desk-queue.ts';
import type { Queryable } from './database.ts';
import { rowsOf } from './desk-rows.ts';
import { pageKey, readPageKey } from './page-key.ts';

export interface QueueRequest {
  readonly shopId: string;
  readonly agentId: string;
  readonly query: QueueQuery;
  readonly now: Date;
}

interface KeyRow {
  id: string;
  key: string;
  tie: string;
}

/** One page of the queue: keys by index first, then everything that a row shows for those alone. */
export async function queuePage(db: Queryable, request: QueueRequest): Promise<QueuePage> {
  const { shopId, agentId, query, now } = request;
  const limit = query.limit ?? 50;
  const state = query.state ?? 'open';
  const keys =
    state === 'bot'
      ? await botKeys(db, request, limit + 1)
      : state === 'resolved'
        ? await resolvedKeys(db, request, limit + 1)
        : await openKeys(db, request, openStates[state], limit + 1);
  const page = keys.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: await rowsOf(db, { shopId, agentId, ids: page.map(({ id }) => id) }),
    next: keys.length > limit && last ? pageKey([last.key, last.tie]) : null,
    now: now.toISOString(),
  };
}

const openStates = {
  open: ['requested', 'accepted'],
  waiting: ['requested'],
  held: ['accepted'],
} as const;

/** $1 shop, $2 view, $3 agent, $4..$7 filters, $8 and $9 the key, $10 limit. */
function values({ shopId, agentId, query }: QueueRequest, limit: number): unknown[] {
  const after = readPageKey(query.after, 2);
  return [
    shopId,
    query.view ?? 'all',
    agentId,
    query.topic ?? null,
    query.language ?? null,
    query.risk ?? null,
    query.value ?? null,
    after?.[0] ?? null,
    after?.[1] ?? null,
    limit,
  ];
}

const filters = `($4::text is null or c.topic = $4) and ($5::text is null or c.language = $5)
  and ($6::float8 is null or c.fused_risk >= $6) and ($7::bigint is null or c.clv_cents >= $7)`;
const viewed = `($2::text = 'all' or ($2 = 'mine' and h.agent_id = $3::uuid) or ($2 = 'unassigned' and h.agent_id is null))`;

async function openKeys(
  db: Queryable,
  request: QueueRequest,
  states: readonly string[],
  limit: number,
): Promise<KeyRow[]> {
  const mine = request.query.view === 'mine' ? 'and h.agent_id = $3::uuid' : '';
  const { rows } = await db.query<KeyRow>(
    `select c.id, h.due_at::text as key, h.id::text as tie
     from handoffs h join conversations c on c.shop_id = h.shop_id and c.id = h.conversation_id
     where h.shop_id = $1 and h.state in ('requested', 'accepted') and h.state = any($11) ${mine}
       and ${viewed} and ${filters}
       and ($8::text is null or (h.due_at, h.id) > ($8::timestamptz, $9::uuid))
     order by h.due_at, h.id limit $10`,
    [...values(request, limit), states],
  );
  return rows;
}

async function resolvedKeys(db: Queryable, request: QueueRequest, limit: number): Promise<KeyRow[]> {
  const { rows } = await db.query<KeyRow>(
    `select c.id, h.closed_at::text as key, h.id::text as tie
     from handoffs h join conversations c on c.shop_id = h.shop_id and c.id = h.conversation_id
     where h.shop_id = $1 and h.closed_at is not null and h.state = 'resolved' and ${viewed} and ${filters}
       and not exists (
         select 1 from handoffs later
         where later.shop_id = h.shop_id and later.conversation_id = h.conversation_id
           and later.requested_at > h.requested_at)
       and ($8::text is null or (h.closed_at, h.id) < ($8::timestamptz, $9::uuid))
     order by h.closed_at desc, h.id desc limit $10`,
    values(request, limit),
  );
  return rows;
}

async function botKeys(db: Queryable, request: QueueRequest, limit: number): Promise<KeyRow[]> {
  const { rows } = await db.query<KeyRow>(
    `select c.id, c.last_activity_at::text as key, c.id::text as tie
     from conversations c
     left join lateral (
       select state, agent_id from handoffs where shop_id = c.shop_id and conversation_id = c.id
       order by requested_at desc limit 1) h on true
     where c.shop_id = $1 and c.held_by = 'bot' and c.next_sequence > 1 and h.state is distinct from 'resolved'
       and ${viewed} and ${filters}
       and ($8::text is null or (c.last_activity_at, c.id) < ($8::timestamptz, $9::uuid))
     order by c.last_activity_at desc, c.id desc limit $10`,
    values(request, limit),
  );
  return rows;
}

/** The badges, in one statement. */
export async function deskCounts(
  db: Queryable,
  { shopId, agentId, now }: { shopId: string; agentId: string; now: Date },
): Promise<DeskCounts> {
  const { rows } = await db.query<DeskCounts & Record<string, unknown>>(
    `with open as (
       select conversation_id, agent_id, due_at from handoffs
       where shop_id = $1 and state in ('requested', 'accepted'))
     select count(*) filter (where agent_id = $2) as mine, count(*) filter (where agent_id is null) as unassigned,
       count(*) as "all", count(*) filter (where due_at < $3) as breached,
       (select count(*) from open o
        join activities a on a.shop_id = $1 and a.conversation_id = o.conversation_id
          and a.role = 'shopper' and a.type = 'message'
        left join desk_reads r on r.shop_id = $1 and r.conversation_id = o.conversation_id and r.agent_id = $2
        where o.agent_id = $2 and a.sequence > coalesce(r.sequence, 0)) as unread,
       (select count(*) from desk_alerts where shop_id = $1 and state = 'open' and owner_id = $2) as alerts
     from open`,
    [shopId, agentId, now],
  );
  const { mine, unassigned, all, breached, unread, alerts } = rows[0]!;
  return { mine, unassigned, all, unread, breached, alerts };
}
