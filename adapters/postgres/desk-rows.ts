import type { DeskDue, QueueRow } from '../../core/contracts/desk-queue.ts';
import type { Language } from '../../core/words.ts';
import type { Queryable } from './database.ts';

interface Row {
  id: string;
  channel: string;
  language: Language | null;
  topic: string | null;
  sentiment: number | null;
  fused_risk: number | null;
  clv_cents: number | null;
  last_activity_at: Date;
  identity_verified: boolean;
  shopper_id: string | null;
  shopper_name: string | null;
  handoff_id: string | null;
  state: 'requested' | 'accepted' | 'given_back' | 'resolved' | 'cancelled' | null;
  reason: string | null;
  priority: number | null;
  agent_id: string | null;
  agent_name: string | null;
  requested_at: Date | null;
  waiting_since: Date | null;
  first_replied_at: Date | null;
  first_reply_due_at: Date | null;
  next_reply_due_at: Date | null;
  resolution_due_at: Date | null;
  last_role: 'shopper' | 'bot' | 'agent' | 'system' | null;
  last_text: string | null;
  last_at: Date | null;
  unread: number;
}

/** Characters of a message that a list shows. */
const previewLength = 200;

/** Rows of lists for these conversations, in their order; ids of other shops are left out. One round trip. */
export async function rowsOf(
  db: Queryable,
  request: { shopId: string; agentId: string; ids: readonly string[] },
): Promise<QueueRow[]> {
  if (request.ids.length === 0) return [];
  const { rows } = await db.query<Row>(
    `select c.id, c.channel, c.language, c.topic, c.sentiment, c.fused_risk, c.clv_cents, c.last_activity_at,
       c.identity_verified, c.shopper_id, s.display_name as shopper_name, h.id as handoff_id, h.state, h.reason,
       h.priority, h.agent_id, h.agent_name, h.requested_at, h.waiting_since, h.first_replied_at,
       h.first_reply_due_at, h.next_reply_due_at, h.resolution_due_at,
       m.role as last_role, left(m.text, ${previewLength}) as last_text, m.created_at as last_at, u.unread
     from unnest($2::uuid[]) with ordinality as wanted (id, place)
     join conversations c on c.shop_id = $1 and c.id = wanted.id
     left join shoppers s on s.shop_id = c.shop_id and s.id = c.shopper_id
     left join lateral (
       select * from handoffs where shop_id = c.shop_id and conversation_id = c.id
       order by requested_at desc limit 1) h on true
     left join lateral (
       select role, activity->>'text' as text, created_at from activities
       where shop_id = c.shop_id and conversation_id = c.id and type = 'message' and role <> 'system'
         and coalesce(activity->>'text', '') <> ''
       order by sequence desc limit 1) m on true
     left join lateral (
       select count(*) as unread from activities
       where shop_id = c.shop_id and conversation_id = c.id and role = 'shopper' and type = 'message'
         and sequence > coalesce((
           select sequence from desk_reads r
           where r.shop_id = c.shop_id and r.conversation_id = c.id and r.agent_id = $3), 0)) u on true
     order by wanted.place`,
    [request.shopId, request.ids, request.agentId],
  );
  return rows.map(queueRow);
}

function queueRow(row: Row): QueueRow {
  const state = { requested: 'waiting', accepted: 'held', resolved: 'resolved' } as const;
  return {
    conversationId: row.id,
    handoffId: row.handoff_id,
    state: state[row.state as keyof typeof state] ?? 'bot',
    shopper:
      row.shopper_id === null
        ? null
        : { id: row.shopper_id, name: row.shopper_name, verified: row.identity_verified },
    channel: row.channel,
    language: row.language,
    topic: row.topic,
    reason: row.reason,
    priority: row.priority,
    risk: row.fused_risk,
    clvCents: row.clv_cents,
    sentiment: row.sentiment,
    agent: row.agent_id === null ? null : { id: row.agent_id, name: row.agent_name ?? '' },
    requestedAt: row.requested_at?.toISOString() ?? null,
    waitingSince: row.waiting_since?.toISOString() ?? null,
    due: dueOf(row),
    lastMessage:
      row.last_role === null
        ? null
        : { role: row.last_role, text: row.last_text ?? '', at: row.last_at!.toISOString() },
    lastActivityAt: row.last_activity_at.toISOString(),
    unread: row.unread,
  };
}

function dueOf(row: Row): DeskDue | null {
  if (row.state !== 'requested' && row.state !== 'accepted') return null;
  const deadlines: [DeskDue['kind'], Date | null][] = [
    ['first_reply', row.first_replied_at === null ? row.first_reply_due_at : null],
    ['next_reply', row.next_reply_due_at],
    ['resolution', row.resolution_due_at],
  ];
  const open = deadlines.flatMap(([kind, at]) => (at ? [{ kind, at: at.toISOString() }] : []));
  return open.sort((a, b) => a.at.localeCompare(b.at))[0] ?? null;
}
