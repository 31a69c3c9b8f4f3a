import type { Queryable } from './database.ts';

/** One conversation as it stands, for the desk's live stream. */
export interface DeskChange {
  readonly conversationId: string;
  readonly version: number;
  readonly heldBy: 'bot' | 'queue' | 'agent';
  readonly agentId: string | null;
  /** Differs whenever something that the desk shows has changed. */
  readonly mark: string;
}

const columns = `c.id as "conversationId", c.next_sequence - 1 as version, c.held_by as "heldBy", h.agent_id as "agentId",
  concat_ws('/', c.next_sequence, c.held_by, h.agent_id, h.updated_at,
    (select max(n.created_at) from desk_notes n where n.shop_id = c.shop_id and n.conversation_id = c.id),
    (select count(*) from desk_sends s where s.shop_id = c.shop_id and s.conversation_id = c.id and s.state = 'scheduled'),
    (select max(m.updated_at) from answer_mails m where m.shop_id = c.shop_id and m.conversation_id = c.id)
  ) as mark`;
const source = `join conversations c on c.shop_id = $1 and c.id = wanted.id
  left join handoffs h on h.shop_id = c.shop_id and h.conversation_id = c.id and h.state in ('requested', 'accepted')`;

/** Conversations in which something happened after `since` (milliseconds of the database's clock), at most `limit`. */
export async function changesSince(
  db: Queryable,
  shopId: string,
  sinceMs: number,
  limit: number,
): Promise<{ changes: DeskChange[]; nowMs: number }> {
  const { rows: clock } = await db.query<{ now: number }>(
    'select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as now',
  );
  const { rows } = await db.query<DeskChange & Record<string, unknown>>(
    `with since as (select to_timestamp($2::float8 / 1000) as at),
     wanted as (
       select id from conversations, since where shop_id = $1 and last_activity_at > since.at
       union
       select conversation_id from handoffs, since where shop_id = $1 and updated_at > since.at
       union
       select conversation_id from answer_mails, since where shop_id = $1 and updated_at > since.at
       union
       select conversation_id from desk_notes, since where shop_id = $1 and created_at > since.at
       limit $3)
     select ${columns} from wanted ${source}`,
    [shopId, sinceMs, limit],
  );
  return { changes: rows, nowMs: clock[0]!.now };
}

/** How these conversations stand; ids of other shops are left out. */
export async function changesOf(
  db: Queryable,
  shopId: string,
  ids: readonly string[],
): Promise<DeskChange[]> {
  const { rows } = await db.query<DeskChange & Record<string, unknown>>(
    `select ${columns} from unnest($2::uuid[]) as wanted (id) ${source}`,
    [shopId, ids],
  );
  return rows;
}

export async function alertsSince(
  db: Queryable,
  shopId: string,
  sinceMs: number,
): Promise<{ id: string; ownerId: string | null }[]> {
  const { rows } = await db.query<{ id: string; ownerId: string | null }>(
    `select id, owner_id as "ownerId" from desk_alerts
     where shop_id = $1 and created_at > to_timestamp($2::float8 / 1000) order by created_at limit 100`,
    [shopId, sinceMs],
  );
  return rows;
}
