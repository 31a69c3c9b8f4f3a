import type { Localised } from '../localised.ts';
import type { OwnDeskKeys } from './desk-keys.ts';

/*
 * The desk's JSON (the queue in desk-queue.ts, one conversation in desk-conversation.ts, what agents do in
 * desk-acting.ts, canned replies and alerts in desk-keeping.ts), all under /api/desk, for the roles agent and admin, behind the sign-in (every request that is no GET
 * carries x-csrf-token). One shop at a time: `?shop=ID` for people of every shop, else their own. Times are ISO 8601,
 * amounts minor units of the shop's currency, risks probabilities, sentiment -1..1. Lists are paged by key: `after` is
 * the `next` of the page before; null: no more. Texts of shoppers and agents are data: show them as text.
 *
 * Errors are `{error: {code, message, details?}}`:
 *   400 bad_input          what was wrong, where, and what would be right
 *   403 forbidden          role or shop
 *   404 not_found          also what belongs to another shop
 *   409 conflict           details: DeskConflict; nothing was written
 *   422 uncovered_money    details: UncoveredMoney; nothing was written
 *
 * Who holds a conversation:
 *   bot --(shopper asks, rule)--> queue --(take)--> agent --(give back)--> bot
 *   bot --(take: an agent takes over)--> agent --(unassign, agent's desk falls silent)--> queue
 *   agent, queue --(resolve)--> bot
 * In the queue the bot goes on serving; while an agent holds the conversation it is silent, decided under the lock of
 * the turn. A request may be assigned while it waits: it is that agent's ("mine"), and still the bot's to serve until
 * the agent takes it or replies.
 */

/** `GET me`. */
export interface DeskMe {
  readonly agent: DeskPerson;
  readonly role: 'agent' | 'admin';
  readonly shop: DeskShop;
  /** Shops that this person may work for. */
  readonly shops: readonly { readonly id: string; readonly name: Localised }[];
  readonly available: boolean;
  readonly ownKeys: OwnDeskKeys;
}

export interface DeskPerson {
  readonly id: string;
  readonly name: string;
}

export interface DeskPresence {
  readonly agent: DeskPerson;
  readonly state: 'reading' | 'writing';
}

export interface DeskShop {
  readonly id: string;
  readonly name: Localised;
  readonly currency: string;
  readonly timeZone: string;
  readonly sla: {
    readonly firstReplyMinutes: number;
    readonly urgentFirstReplyMinutes: number;
    readonly nextReplyMinutes: number;
    readonly resolutionMinutes: number;
  };
  readonly assignment: 'manual' | 'load';
  readonly undoMs: number;
  readonly agentTimeoutS: number;
  /** Null: people answer at any hour. */
  readonly hours: { readonly days: readonly number[]; readonly from: string; readonly to: string } | null;
}

/** `PUT me/availability`: whether requests are assigned to me by load. */
export interface AvailabilityRequest {
  readonly available: boolean;
}

/** `GET agents`: who can be assigned to. `online`: their desk was heard of lately. */
export interface DeskAgents {
  readonly agents: readonly (DeskPerson & {
    readonly available: boolean;
    readonly online: boolean;
    readonly open: number;
  })[];
}

/**
 * `GET live` as server-sent events; `data` is one of these. `changed` and `alert` are durable: their event id resumes
 * (Last-Event-ID), some may come twice, none is lost; a client that was away for too long gets `reset` and reads
 * everything anew. `typing` and `presence` are not kept. An open stream keeps the agent alive.
 */
export type DeskEvent =
  | {
      readonly kind: 'changed';
      readonly conversationId: string;
      /** Last sequence: read on with `?since=`. */
      readonly version: number;
      readonly heldBy: 'bot' | 'queue' | 'agent';
      readonly agentId: string | null;
    }
  | { readonly kind: 'alert'; readonly alertId: string; readonly ownerId: string | null }
  | { readonly kind: 'typing'; readonly conversationId: string; readonly who: 'shopper' }
  | { readonly kind: 'presence'; readonly conversationId: string; readonly here: readonly DeskPresence[] }
  | { readonly kind: 'reset' };
