import { freshDialog, readDialog } from '../../bot/dialog/dialog-state.ts';
import { handoffStatus } from '../../bot/handoff/handoff-event.ts';
import { afterOfficeMinutes, officeSecondsBetween } from '../../bot/handoff/office-clock.ts';
import { type ShopperNews, shopperNotice } from '../../bot/handoff/shopper-notice.ts';
import type { ConversationKey, StoredActivity } from '../../bot/ports/conversation-store.ts';
import type { DeskPerson } from '../../core/contracts/desk.ts';
import type { Held } from '../../core/contracts/desk-acting.ts';
import type { HandoffStatusValue } from '../../core/contracts/handoff.ts';
import { newId } from '../../core/ids.ts';
import type { Transaction } from '../../core/transaction.ts';
import { appendOutbound } from './conversation-append.ts';
import { clientOf, type Queryable } from './database.ts';
import { DeskConflictError } from './desk-conflict.ts';
import {
  type HoldingRequest,
  type LockedConversation,
  lockConversation,
  type OpenHandoff,
} from './desk-lock.ts';
import { flushSends } from './desk-sends.ts';
import { placeAt, recordHandoffOutcome } from './handoff-queue.ts';

/** What changed, and what of it goes to open sockets. */
export interface Holding {
  readonly held: Held;
  readonly activities: readonly StoredActivity[];
}

/**
 * Who holds a conversation, each change under the lock that turns take:
 *
 *   bot, queue --take, assign--> agent --giveBack--> bot
 *   agent --unassign, vanish--> queue
 *   agent, queue --resolve--> bot
 *
 * Each is one open handoff's step (requested -> accepted -> given_back or resolved), a handoff.status event in the
 * transcript, and a line for the shopper.
 */
export async function take(tx: Transaction, request: HoldingRequest, agent: DeskPerson): Promise<Holding> {
  const locked = await lockConversation(clientOf(tx), request.key);
  return takeLocked(tx, request, agent, locked);
}

/** As take, of a conversation that the caller has locked. */
export async function takeLocked(
  tx: Transaction,
  request: HoldingRequest,
  agent: DeskPerson,
  locked: LockedConversation,
): Promise<Holding> {
  const { handoff } = locked;
  if (handoff?.state === 'accepted') {
    if (handoff.agentId === agent.id) return unchanged(request.key, locked);
    throw new DeskConflictError(`${handoff.agentName ?? 'a colleague'} holds this conversation`, {
      why: 'held',
      agent: personOf(handoff),
    });
  }
  if (handoff?.agentId && handoff.agentId !== agent.id)
    throw new DeskConflictError(`this request is assigned to ${handoff.agentName ?? 'a colleague'}`, {
      why: 'held',
      agent: personOf(handoff),
    });
  return accept(tx, request, locked, agent, 'took');
}

/** Gives a conversation to an agent, whoever had it. A request that waits is theirs to take; the bot serves on. */
export async function assign(
  tx: Transaction,
  request: HoldingRequest,
  agent: DeskPerson,
  expectedAgentId?: string | null,
): Promise<Holding> {
  const client = clientOf(tx);
  const locked = await lockConversation(client, request.key);
  const { handoff } = locked;
  if (expectedAgentId !== undefined && expectedAgentId !== (handoff?.agentId ?? null))
    throw new DeskConflictError('somebody else has taken it meanwhile', {
      why: 'held',
      agent: handoff && personOf(handoff),
    });
  if (handoff?.agentId === agent.id) return unchanged(request.key, locked);
  if (handoff?.state === 'requested') {
    await client.query(
      `update handoffs set agent_id = $3, agent_name = $4, assigned_at = clock_timestamp(), updated_at = now()
       where shop_id = $1 and id = $2`,
      [request.key.shopId, handoff.id, agent.id, agent.name],
    );
    const status = await appendStatus(client, request, {
      state: 'accepted',
      handoffId: handoff.id,
      because: 'assigned',
      agentId: agent.id,
      agentName: agent.name,
    });
    return settled(request.key, 'queue', agent, [status]);
  }
  const flushed = handoff?.agentId ? await flushSends(tx, request, handoff, handoff.agentId) : [];
  const taken = await accept(tx, request, locked, agent, 'assigned');
  return { ...taken, activities: [...flushed, ...taken.activities] };
}

/** Back to the queue: by the agent, or because their desk fell silent. Told to the shopper once. */
export async function unassign(
  tx: Transaction,
  request: HoldingRequest,
  because: 'unassigned' | 'vanished',
  onlyIfHeldBy?: string,
): Promise<Holding> {
  const client = clientOf(tx);
  const locked = await lockConversation(client, request.key);
  const { handoff } = locked;
  if (!handoff?.agentId || (onlyIfHeldBy && handoff.agentId !== onlyIfHeldBy)) {
    if (because === 'vanished') return unchanged(request.key, locked);
    throw notHeld();
  }
  const flushed = await flushSends(tx, request, handoff, handoff.agentId);
  const { shop, now, key } = request;
  const held = handoff.state === 'accepted';
  // Who waits again has a first word to wait for, from now on.
  await client.query(
    `update handoffs set state = 'requested', agent_id = null, agent_name = null, updated_at = now(),
       waiting_since = coalesce(waiting_since, case when $3 then $4::timestamptz end),
       next_reply_due_at = case when first_replied_at is null then null else coalesce(next_reply_due_at, $5) end
     where shop_id = $1 and id = $2`,
    [key.shopId, handoff.id, held, now, afterOfficeMinutes(now, shop.desk.sla.nextReplyMinutes, shop)],
  );
  const status = await appendStatus(client, request, {
    state: 'failed',
    handoffId: handoff.id,
    because,
    agentId: handoff.agentId,
    agentName: handoff.agentName,
    message: because === 'vanished' ? 'the desk of the agent fell silent' : 'the agent put it back',
  });
  if (!held) return settled(key, 'queue', null, [...flushed, status]);
  await hold(client, key, 'queue');
  const { rows } = await client.query<{ due_at: Date }>(
    `select case when due_at = 'infinity' then now() else due_at end as due_at from handoffs where shop_id = $1 and id = $2`,
    [key.shopId, handoff.id],
  );
  const queue = await placeAt(client, { shopId: key.shopId, dueAt: rows[0]!.due_at, now });
  const told = await tell(client, request, locked, {
    what: 'returned',
    agentName: handoff.agentName ?? shop.name[locked.language],
    queue,
  });
  return settled(key, 'queue', null, [...flushed, status, told]);
}

/** The bot goes on, with nothing of what it had asked before. */
export async function giveBack(
  tx: Transaction,
  request: HoldingRequest,
  agent: DeskPerson,
): Promise<Holding> {
  const locked = await lockConversation(clientOf(tx), request.key);
  if (locked.handoff?.state !== 'accepted') throw notHeld();
  return close(tx, request, locked, locked.handoff, {
    state: 'given_back',
    agent,
    resolution: null,
    news: { what: 'given_back', agentName: locked.handoff.agentName ?? agent.name },
  });
}

/** Closes the case; the shopper is asked how it was when `askRating`. */
export async function resolve(
  tx: Transaction,
  request: HoldingRequest,
  agent: DeskPerson,
  { reason, askRating }: { reason: string; askRating: boolean },
): Promise<Holding> {
  const locked = await lockConversation(clientOf(tx), request.key);
  const { handoff } = locked;
  if (!handoff) throw notHeld();
  const served = handoff.state === 'accepted';
  const closed = await close(tx, request, locked, handoff, {
    state: 'resolved',
    agent,
    resolution: reason,
    news: {
      what: 'resolved',
      agentName: served ? (handoff.agentName ?? agent.name) : null,
      rate: askRating && served ? handoff.id : null,
    },
  });
  await recordHandoffOutcome(clientOf(tx), {
    ...request.key,
    handoffId: handoff.id,
    kind: 'resolved',
    at: request.now,
  });
  return closed;
}

async function accept(
  tx: Transaction,
  request: HoldingRequest,
  locked: LockedConversation,
  agent: DeskPerson,
  because: 'took' | 'assigned',
): Promise<Holding> {
  const { key, shop, now } = request;
  const client = clientOf(tx);
  const { handoff } = locked;
  const id = handoff?.id ?? newId();
  if (handoff)
    await client.query(
      `update handoffs set state = 'accepted', agent_id = $3, agent_name = $4, updated_at = now(),
         assigned_at = clock_timestamp(),
         accepted_at = coalesce(accepted_at, $5),
         waited_seconds = coalesce(waited_seconds, case when accepted_at is null then $6::int end)
       where shop_id = $1 and id = $2`,
      [key.shopId, id, agent.id, agent.name, now, officeSecondsBetween(handoff.requestedAt, now, shop)],
    );
  else
    await client.query(
      `insert into handoffs (shop_id, id, conversation_id, state, reason, priority, agent_id, agent_name, at_sequence,
         requested_at, accepted_at, assigned_at, first_reply_due_at, resolution_due_at)
       values ($1, $2, $3, 'accepted', 'agent_took_over', 0.5, $4, $5, $6, $7, $7, clock_timestamp(), $8, $9)`,
      [
        key.shopId,
        id,
        key.conversationId,
        agent.id,
        agent.name,
        locked.version,
        now,
        afterOfficeMinutes(now, shop.desk.sla.firstReplyMinutes, shop),
        afterOfficeMinutes(now, shop.desk.sla.resolutionMinutes, shop),
      ],
    );
  await hold(client, key, 'agent');
  const status = await appendStatus(client, request, {
    state: 'accepted',
    handoffId: id,
    because,
    agentId: agent.id,
    agentName: agent.name,
  });
  const told = await tell(client, request, locked, { what: 'accepted', agentName: agent.name });
  return settled(key, 'agent', agent, [status, told]);
}

async function close(
  tx: Transaction,
  request: HoldingRequest,
  locked: LockedConversation,
  handoff: OpenHandoff,
  how: {
    state: 'given_back' | 'resolved';
    agent: DeskPerson;
    resolution: string | null;
    news: ShopperNews;
  },
): Promise<Holding> {
  const { key, shop, now } = request;
  const client = clientOf(tx);
  const flushed = handoff.agentId ? await flushSends(tx, request, handoff, handoff.agentId) : [];
  await client.query(
    `update handoffs set state = $3, closed_at = $4, updated_at = now(), resolution = $5, waiting_since = null,
       next_reply_due_at = null, resolution_seconds = $6, breached = breached or coalesce(due_at < $4, false)
     where shop_id = $1 and id = $2`,
    [
      key.shopId,
      handoff.id,
      how.state,
      now,
      how.resolution,
      officeSecondsBetween(handoff.requestedAt, now, shop),
    ],
  );
  const { introduced, shownGrants } = readDialog(locked.dialog);
  await hold(client, key, 'bot', { ...freshDialog, introduced, shownGrants });
  const status = await appendStatus(client, request, {
    state: 'completed',
    handoffId: handoff.id,
    because: how.state,
    agentId: how.agent.id,
    agentName: how.agent.name,
    ...(how.resolution === null ? {} : { message: how.resolution }),
  });
  const told = await tell(client, request, locked, how.news);
  return settled(key, 'bot', null, [...flushed, status, told]);
}

async function hold(
  db: Queryable,
  { shopId, conversationId }: ConversationKey,
  heldBy: Held['heldBy'],
  dialog?: unknown,
): Promise<void> {
  await db.query(
    'update conversations set held_by = $3, dialog = coalesce($4::jsonb, dialog) where shop_id = $1 and id = $2',
    [shopId, conversationId, heldBy, dialog === undefined ? null : JSON.stringify(dialog)],
  );
}

function appendStatus(
  db: Queryable,
  { key, now }: HoldingRequest,
  value: HandoffStatusValue,
): Promise<StoredActivity> {
  return appendOutbound(db, key, 'system', handoffStatus(key.conversationId, value, now.toISOString()), null);
}

function tell(
  db: Queryable,
  { key }: HoldingRequest,
  { language }: LockedConversation,
  news: ShopperNews,
): Promise<StoredActivity> {
  return appendOutbound(db, key, 'system', shopperNotice(news, language), null);
}

function settled(
  { conversationId }: ConversationKey,
  heldBy: Held['heldBy'],
  agent: DeskPerson | null,
  activities: readonly StoredActivity[],
): Holding {
  return { held: { conversationId, heldBy, agent, version: activities.at(-1)!.sequence }, activities };
}

function unchanged({ conversationId }: ConversationKey, locked: LockedConversation): Holding {
  const { heldBy, version, handoff } = locked;
  return { held: { conversationId, heldBy, agent: handoff && personOf(handoff), version }, activities: [] };
}

function personOf({ agentId, agentName }: OpenHandoff): DeskPerson | null {
  return agentId === null ? null : { id: agentId, name: agentName ?? '' };
}

function notHeld(): DeskConflictError {
  return new DeskConflictError('no agent holds this conversation; take it first', { why: 'not_held' });
}
