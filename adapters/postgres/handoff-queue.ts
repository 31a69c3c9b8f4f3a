import type { HandoffQueue, QueuePlace } from '../../bot/ports/handoff.ts';
import { newId } from '../../core/ids.ts';
import type { Transaction } from '../../core/transaction.ts';
import { clientOf, type Queryable } from './database.ts';

/** Fewer answered requests than this say nothing about the wait. */
const fewest = 5;
const recentDays = 7;
const recentRequests = 50;

/** $1 the shop, $2 now. */
const recentWait = `select case when count(*) >= ${fewest} then percentile_cont(0.5) within group (order by waited_seconds) end
  from (
    select waited_seconds from handoffs
    where shop_id = $1 and accepted_at > $2::timestamptz - interval '${recentDays} days' and waited_seconds is not null
    order by accepted_at desc limit ${recentRequests}) recent`;

/** Those who wait for a person, on Postgres. */
export class PostgresHandoffQueue implements HandoffQueue {
  placeAt(tx: Transaction, request: { shopId: string; dueAt: Date; now: Date }): Promise<QueuePlace> {
    return placeAt(clientOf(tx), request);
  }

  async rate(
    tx: Transaction,
    { key, handoffId, stars, now }: Parameters<HandoffQueue['rate']>[1],
  ): Promise<boolean> {
    const client = clientOf(tx);
    const { rowCount } = await client.query(
      `update handoffs set rating = $4, rated_at = $5, updated_at = now()
       where shop_id = $1 and conversation_id = $2 and id = $3 and accepted_at is not null`,
      [key.shopId, key.conversationId, handoffId, stars, now],
    );
    if (rowCount !== 1) return false;
    await recordHandoffOutcome(client, { ...key, handoffId, kind: 'rated', at: now });
    return true;
  }
}

/** One statement: how many are due before, and the median of the recent waits. */
export async function placeAt(
  db: Queryable,
  { shopId, dueAt, now }: { shopId: string; dueAt: Date; now: Date },
): Promise<QueuePlace> {
  const { rows } = await db.query<{ place: number; wait: number | null }>(
    `select
       (select count(*) + 1 from handoffs
        where shop_id = $1 and state in ('requested', 'accepted') and state = 'requested' and due_at < $3) as place,
       (${recentWait}) as wait`,
    [shopId, now, dueAt],
  );
  return { place: rows[0]!.place, recentWaitS: rows[0]!.wait };
}

/** The median of the recent waits alone. */
export async function recentWaitS(
  db: Queryable,
  { shopId, now }: { shopId: string; now: Date },
): Promise<number | null> {
  const { rows } = await db.query<{ wait: number | null }>(`select (${recentWait}) as wait`, [shopId, now]);
  return rows[0]!.wait;
}

/** Joins what became of a handoff to the money decision that stood in the conversation, where there was one. */
export async function recordHandoffOutcome(
  db: Queryable,
  outcome: {
    shopId: string;
    conversationId: string;
    handoffId: string;
    kind: 'rated' | 'resolved';
    at: Date;
  },
): Promise<void> {
  await db.query(
    `insert into outcomes (shop_id, id, decision_id, kind, ref, occurred_at)
     select d.shop_id, $3, d.id, $4, $5, $6
     from conversations c
     join decisions d on d.shop_id = c.shop_id and d.kind = 'money' and (
       d.conversation_id = c.id or (d.shopper_id = c.shopper_id and d.period_start > $6::timestamptz - interval '32 days'))
     where c.shop_id = $1 and c.id = $2
     order by d.created_at desc limit 1
     on conflict (shop_id, decision_id, kind, ref) do nothing`,
    [outcome.shopId, outcome.conversationId, newId(), outcome.kind, outcome.handoffId, outcome.at],
  );
}
