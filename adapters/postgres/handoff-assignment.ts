import type { ConversationKey } from '../../bot/ports/conversation-store.ts';
import type { DeskPerson } from '../../core/contracts/desk.ts';
import type { Queryable } from './database.ts';

/**
 * Who gets the next request by load: of those who are available and whose desk lives, the one who holds least; among
 * equals the one whose turn is longest ago.
 */
export async function leastLoaded(
  db: Queryable,
  shopId: string,
  timeoutS: number,
): Promise<DeskPerson | null> {
  const { rows } = await db.query<{ id: string; name: string }>(
    `select u.id, u.name
     from desk_agents d join users u on u.id = d.agent_id
     left join lateral (
       select count(*) as open from handoffs h
       where h.shop_id = d.shop_id and h.agent_id = d.agent_id and h.state in ('requested', 'accepted')) load on true
     where d.shop_id = $1 and d.available and d.seen_at > clock_timestamp() - make_interval(secs => $2)
       and u.removed_at is null and u.role in ('agent', 'admin') and (u.shop_id is null or u.shop_id = $1)
     order by load.open, d.assigned_at nulls first, u.id limit 1`,
    [shopId, timeoutS],
  );
  return rows[0] ?? null;
}

/** Conversations whose agent's desk has not been heard of for longer than their shop allows, or who was removed. */
export async function abandoned(
  db: Queryable,
  defaultTimeoutS: number,
  limit = 100,
): Promise<{ key: ConversationKey; agentId: string }[]> {
  const { rows } = await db.query<{ shopId: string; conversationId: string; agentId: string }>(
    `select h.shop_id as "shopId", h.conversation_id as "conversationId", h.agent_id as "agentId"
     from handoffs h
     join shops s on s.id = h.shop_id
     left join desk_agents d on d.shop_id = h.shop_id and d.agent_id = h.agent_id
     left join users u on u.id = h.agent_id
     where h.state in ('requested', 'accepted') and h.agent_id is not null
       and (u.removed_at is not null
         or greatest(d.seen_at, h.assigned_at) < clock_timestamp() - make_interval(secs =>
           coalesce((s.settings #>> '{desk,agentTimeoutS}')::float8, $1)))
     limit $2`,
    [defaultTimeoutS, limit],
  );
  return rows.map(({ shopId, conversationId, agentId }) => ({ key: { shopId, conversationId }, agentId }));
}

/** Requests that nobody has, in shops that assign by load; the most urgent first. */
export async function unassignedByLoad(db: Queryable, limit = 20): Promise<ConversationKey[]> {
  const { rows } = await db.query<{ shopId: string; conversationId: string }>(
    `select h.shop_id as "shopId", h.conversation_id as "conversationId"
     from shops s join handoffs h on h.shop_id = s.id
     where s.settings #>> '{desk,assignment}' = 'load' and h.state = 'requested' and h.agent_id is null
     order by h.due_at limit $1`,
    [limit],
  );
  return rows;
}
