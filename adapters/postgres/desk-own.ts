import type { ConversationKey } from '../../bot/ports/conversation-store.ts';
import type { Draft } from '../../core/contracts/desk-conversation.ts';
import type { SavedView, SavedViewRequest } from '../../core/contracts/desk-queue.ts';
import { NotFoundError } from '../../core/errors.ts';
import { isId, newId } from '../../core/ids.ts';
import type { Queryable } from './database.ts';

/** What an agent keeps for themselves: drafts, how far they have read, saved views. */
export async function saveDraft(
  db: Queryable,
  key: ConversationKey,
  agentId: string,
  { mode, text }: Draft,
): Promise<void> {
  const values = [key.shopId, key.conversationId, agentId, mode];
  if (text.trim() === '') {
    await db.query(
      'delete from desk_drafts where shop_id = $1 and conversation_id = $2 and agent_id = $3 and mode = $4',
      values,
    );
    return;
  }
  await db.query(
    `insert into desk_drafts (shop_id, conversation_id, agent_id, mode, body) values ($1, $2, $3, $4, $5)
     on conflict (shop_id, conversation_id, agent_id, mode) do update set body = excluded.body, updated_at = now()`,
    [...values, text],
  );
}

/** Read up to here; never back. */
export async function markRead(
  db: Queryable,
  key: ConversationKey,
  agentId: string,
  sequence: number,
): Promise<void> {
  await db.query(
    `insert into desk_reads as r (shop_id, conversation_id, agent_id, sequence)
     select $1, $2, $3, least($4, next_sequence - 1) from conversations where shop_id = $1 and id = $2
     on conflict (shop_id, conversation_id, agent_id)
       do update set sequence = greatest(r.sequence, excluded.sequence)`,
    [key.shopId, key.conversationId, agentId, sequence],
  );
}

export async function savedViews(db: Queryable, shopId: string, agentId: string): Promise<SavedView[]> {
  const { rows } = await db.query<SavedView & Record<string, unknown>>(
    `select id, name, query, agent_id is null as shared from desk_views
     where shop_id = $1 and (agent_id = $2 or agent_id is null) order by created_at, id`,
    [shopId, agentId],
  );
  return rows.map(({ id, name, query, shared }) => ({ id, name, query, shared }));
}

export async function saveView(
  db: Queryable,
  shopId: string,
  agentId: string,
  view: SavedViewRequest,
): Promise<SavedView> {
  const id = newId();
  await db.query('insert into desk_views (shop_id, id, agent_id, name, query) values ($1, $2, $3, $4, $5)', [
    shopId,
    id,
    view.shared ? null : agentId,
    view.name,
    JSON.stringify(view.query),
  ]);
  return { id, ...view };
}

/** @throws NotFoundError also for another agent's own view. */
export async function deleteView(db: Queryable, shopId: string, agentId: string, id: string): Promise<void> {
  const { rowCount } = isId(id)
    ? await db.query(
        'delete from desk_views where shop_id = $1 and id = $2 and (agent_id = $3 or agent_id is null)',
        [shopId, id, agentId],
      )
    : { rowCount: 0 };
  if (rowCount !== 1) throw new NotFoundError(`there is no view ${id}`);
}
