import type { ConversationKey } from '../../bot/ports/conversation-store.ts';
import type { DeskAgents, DeskPerson, DeskPresence } from '../../core/contracts/desk.ts';
import type { PresenceRequest } from '../../core/contracts/desk-acting.ts';
import type { Queryable } from './database.ts';

/** A page says it every 10 s; two that are lost are not yet a colleague gone. */
const presentS = 25;

/**
 * The agent's desk lives; where they are, and whether they write.
 * @returns conversations in which who is there, or what they do, is new.
 */
export async function notePresence(
  db: Queryable,
  shopId: string,
  agent: DeskPerson,
  { conversationId, state }: PresenceRequest,
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `with alive as (
       insert into desk_agents (shop_id, agent_id, seen_at) values ($1, $2, clock_timestamp())
       on conflict (shop_id, agent_id) do update set seen_at = clock_timestamp()),
     gone as (
       delete from desk_presence
       where shop_id = $1 and agent_id = $2 and conversation_id is distinct from $4::uuid
       returning conversation_id),
     before as (
       select state, seen_at from desk_presence where shop_id = $1 and agent_id = $2 and conversation_id = $4::uuid),
     here as (
     insert into desk_presence (shop_id, conversation_id, agent_id, agent_name, state, seen_at)
     select $1, $4, $2, $3, $5, clock_timestamp()
     where exists (select 1 from conversations where shop_id = $1 and id = $4::uuid)
     on conflict (shop_id, conversation_id, agent_id)
       do update set state = excluded.state, seen_at = excluded.seen_at
     returning conversation_id)
     select conversation_id as id from gone
     union
     select conversation_id from here where not exists (
       select 1 from before
       where state = $5 and seen_at > clock_timestamp() - make_interval(secs => ${presentS}))`,
    [shopId, agent.id, agent.name, conversationId, state],
  );
  return rows.map(({ id }) => id);
}

/** An open live stream says that the agent's desk lives. */
export async function noteAlive(db: Queryable, shopId: string, agentId: string): Promise<void> {
  await db.query(
    `insert into desk_agents (shop_id, agent_id, seen_at) values ($1, $2, clock_timestamp())
     on conflict (shop_id, agent_id) do update set seen_at = clock_timestamp()`,
    [shopId, agentId],
  );
}

export async function presenceIn(
  db: Queryable,
  { shopId, conversationId }: ConversationKey,
): Promise<DeskPresence[]> {
  const { rows } = await db.query<{ id: string; name: string; state: DeskPresence['state'] }>(
    `select agent_id as id, agent_name as name, state from desk_presence
     where shop_id = $1 and conversation_id = $2 and seen_at > clock_timestamp() - make_interval(secs => ${presentS})
     order by agent_name, agent_id`,
    [shopId, conversationId],
  );
  return rows.map(({ id, name, state }) => ({ agent: { id, name }, state }));
}

export async function setAvailable(
  db: Queryable,
  shopId: string,
  agentId: string,
  available: boolean,
): Promise<void> {
  await db.query(
    `insert into desk_agents (shop_id, agent_id, available, seen_at) values ($1, $2, $3, clock_timestamp())
     on conflict (shop_id, agent_id) do update set available = excluded.available, seen_at = excluded.seen_at`,
    [shopId, agentId, available],
  );
}

export async function isAvailable(db: Queryable, shopId: string, agentId: string): Promise<boolean> {
  const { rows } = await db.query<{ available: boolean }>(
    'select available from desk_agents where shop_id = $1 and agent_id = $2',
    [shopId, agentId],
  );
  return rows[0]?.available ?? true;
}

/** Who may hold conversations of the shop, with what they hold. */
export async function agentsOf(
  db: Queryable,
  shopId: string,
  timeoutS: number,
): Promise<DeskAgents['agents']> {
  const { rows } = await db.query<DeskAgents['agents'][number] & Record<string, unknown>>(
    `select u.id, u.name, coalesce(d.available, true) as available,
       coalesce(d.seen_at > clock_timestamp() - make_interval(secs => $2), false) as online,
       (select count(*) from handoffs h
        where h.shop_id = $1 and h.agent_id = u.id and h.state in ('requested', 'accepted')) as open
     from users u left join desk_agents d on d.shop_id = $1 and d.agent_id = u.id
     where (u.shop_id = $1 or u.shop_id is null) and u.role in ('agent', 'admin') and u.removed_at is null
     order by u.name, u.id`,
    [shopId, timeoutS],
  );
  return rows.map(({ id, name, available, online, open }) => ({ id, name, available, online, open }));
}
