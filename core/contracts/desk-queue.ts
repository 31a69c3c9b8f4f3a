import type { Language } from '../words.ts';
import type { DeskPerson } from './desk.ts';

export const deskViews = ['mine', 'unassigned', 'all'] as const;
/** open: waiting and held, by due time. bot: never asked for a person, or given back; resolved: closed by an agent: newest first. */
export const deskStates = ['open', 'waiting', 'held', 'bot', 'resolved'] as const;

/** Query of `GET queue`; `limit` at most 100, default 50. */
export interface QueueQuery {
  readonly view?: (typeof deskViews)[number];
  readonly state?: (typeof deskStates)[number];
  readonly topic?: string;
  readonly language?: Language;
  /** At least this fused risk, 0..1. */
  readonly risk?: number;
  /** At least this CLV, minor units. */
  readonly value?: number;
  readonly after?: string;
  readonly limit?: number;
}

/** `GET queue`. Open ones come by time left to the next breach, those without a deadline last. */
export interface QueuePage {
  readonly rows: readonly QueueRow[];
  readonly next: string | null;
  /** The server's clock, to count down by. */
  readonly now: string;
}

export interface QueueRow {
  readonly conversationId: string;
  /** Null: no person was asked for. */
  readonly handoffId: string | null;
  readonly state: 'waiting' | 'held' | 'bot' | 'resolved';
  /** Null: a visitor. */
  readonly shopper: { readonly id: string; readonly name: string | null; readonly verified: boolean } | null;
  readonly channel: string;
  readonly language: Language | null;
  readonly topic: string | null;
  readonly reason: string | null;
  readonly priority: number | null;
  readonly risk: number | null;
  readonly clvCents: number | null;
  readonly sentiment: number | null;
  readonly agent: DeskPerson | null;
  readonly requestedAt: string | null;
  /** Since when the shopper has waited for a person's word; null: they do not. */
  readonly waitingSince: string | null;
  readonly due: DeskDue | null;
  readonly lastMessage: { readonly role: MessageRole; readonly text: string; readonly at: string } | null;
  readonly lastActivityAt: string;
  /** Messages of the shopper that I have not read. */
  readonly unread: number;
}

/** The next deadline; it stops when its reply is given and when the conversation is closed. Past `at`: breached. */
export interface DeskDue {
  readonly kind: 'first_reply' | 'next_reply' | 'resolution';
  readonly at: string;
}

export type MessageRole = 'shopper' | 'bot' | 'agent' | 'system';

/** `GET counts`: badges. `unread` counts shoppers' messages in conversations of mine. */
export interface DeskCounts {
  readonly mine: number;
  readonly unassigned: number;
  readonly all: number;
  readonly unread: number;
  readonly breached: number;
  readonly alerts: number;
}

/** `GET search?q=&after=`: words (the last one by its beginning), an order number, a name or an e-mail; newest first. */
export interface SearchPage {
  readonly rows: readonly QueueRow[];
  readonly next: string | null;
}

/** `GET views`, `POST views` (SavedViewRequest), `DELETE views/:id` (one's own, or shared ones). */
export interface SavedViews {
  readonly views: readonly SavedView[];
}
export interface SavedView extends SavedViewRequest {
  readonly id: string;
}
export interface SavedViewRequest {
  readonly name: string;
  readonly query: Omit<QueueQuery, 'after' | 'limit'>;
  /** True: every agent of the shop sees it. */
  readonly shared: boolean;
}

/** `GET today`: for the empty queue; since midnight in the shop's zone. Medians in seconds of office hours. */
export interface DeskToday {
  readonly asked: number;
  readonly answered: number;
  readonly resolved: number;
  readonly conversations: number;
  readonly medianFirstReplyS: number | null;
  readonly rating: { readonly mean: number | null; readonly count: number };
}

/** `GET figures?days=7` (at most 90): all together, and by agent; agents see no colleague's row. */
export interface DeskFigures {
  readonly days: number;
  readonly open: OpenFigures;
  readonly team: TeamFigures;
  readonly agents: readonly ({ readonly agent: DeskPerson; readonly open: OpenFigures } & TeamFigures)[];
}
/** As it is now, whatever the days. `breached`: past a deadline. */
export interface OpenFigures {
  readonly waiting: number;
  readonly held: number;
  readonly breached: number;
}
export interface TeamFigures {
  /** Requests for a person. */
  readonly asked: number;
  readonly handled: number;
  readonly resolved: number;
  readonly firstReplyS: Quantiles;
  readonly resolutionS: Quantiles;
  /** Requests of which a deadline passed before it was met. */
  readonly breached: number;
  readonly rating: { readonly mean: number | null; readonly count: number };
}
/** Seconds of office hours; null without any. */
export interface Quantiles {
  readonly p50: number | null;
  readonly p90: number | null;
  readonly count: number;
}
