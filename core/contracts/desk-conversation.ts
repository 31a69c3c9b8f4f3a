import type { Localised } from '../localised.ts';
import type { Language, SentimentLabel } from '../words.ts';
import type { DeskPerson, DeskPresence } from './desk.ts';
import type { MessageRole, QueueRow } from './desk-queue.ts';
import type { RiskReason } from './handoff.ts';
import type { Card } from './message.ts';

/**
 * `GET conversations/:id`: the newest 100 entries; older ones by `GET conversations/:id/transcript?before=SEQUENCE`,
 * what came since by `?since=SEQUENCE` (both TranscriptPage).
 */
export interface ConversationView {
  readonly row: QueueRow;
  /** The last sequence: what a reply carries as `lastSequenceSeen`. */
  readonly version: number;
  readonly transcript: TranscriptPage;
  /** One point a message of the shopper, oldest first, the newest 100. `sure`: the label's probability. */
  readonly sentiment: readonly { readonly sequence: number; readonly score: number; readonly sure: number }[];
  readonly scheduled: readonly ScheduledReply[];
  readonly drafts: readonly Draft[];
  readonly here: readonly DeskPresence[];
  readonly handoff: HandoffView | null;
  /** Null: they were not told that the answer comes later. */
  readonly answerByMail: AnswerByMail | null;
}

/** `PUT conversations/:id/draft`; an empty text deletes it. */
export interface Draft {
  readonly mode: 'reply' | 'note';
  readonly text: string;
}

export interface HandoffView {
  readonly id: string;
  readonly state: 'requested' | 'accepted' | 'given_back' | 'resolved' | 'cancelled';
  readonly reason: string;
  readonly priority: number;
  readonly summary: Localised | null;
  readonly requestedAt: string;
  readonly acceptedAt: string | null;
  readonly closedAt: string | null;
  readonly resolution: string | null;
  readonly rating: number | null;
}

/** How an answer reaches a shopper who does not look at the chat. */
export interface AnswerByMail {
  /** Where they may be answered, left while nobody was in; null: they left none. */
  readonly email: string | null;
  /** False: no mail server is set up, and nothing is sent. */
  readonly works: boolean;
  /** A reply that is not read within so long goes out. */
  readonly afterMinutes: number;
  /** The latest e-mail; null: none was due yet. `waiting`: goes out at `at` unless it is read before. */
  readonly latest: {
    readonly state: 'waiting' | 'sending' | 'sent' | 'read' | 'failed';
    readonly at: string;
    /** `unknown`: the line broke before the server said whether it has it. */
    readonly failure: 'refused' | 'unreachable' | 'unknown' | null;
  } | null;
}

export interface TranscriptPage {
  /** Oldest first. */
  readonly entries: readonly TranscriptEntry[];
  /** True: there are older ones. */
  readonly more: boolean;
}

export type TranscriptEntry = MessageEntry | StatusEntry | NoteEntry | OfferEntry;

export interface MessageEntry {
  readonly kind: 'message';
  readonly sequence: number;
  readonly role: MessageRole;
  /** Of an agent's message; null for the others. */
  readonly agent: DeskPerson | null;
  readonly text: string;
  readonly at: string;
  readonly language: string | null;
  /** What a button sent, as `action` of ShopperAction; null for what was typed. */
  readonly action: string | null;
  readonly cards: readonly Card[];
  readonly sources: readonly { readonly title: string; readonly url?: string }[];
  readonly attachments: readonly {
    readonly name: string;
    readonly contentType: string;
    readonly url: string;
  }[];
  /** Of a shopper's message, once it is understood. */
  readonly sentiment: {
    readonly label: SentimentLabel;
    readonly score: number;
    readonly sure: number;
  } | null;
  readonly topic: { readonly label: string; readonly probability: number } | null;
  readonly risk: number | null;
}

/** asked: a person was asked for; the others as in HandoffStatusValue. */
export interface StatusEntry {
  readonly kind: 'status';
  readonly sequence: number;
  readonly at: string;
  readonly what: 'asked' | 'took' | 'assigned' | 'unassigned' | 'vanished' | 'given_back' | 'resolved';
  readonly agent: DeskPerson | null;
  readonly reason: string | null;
}

export interface NoteEntry {
  readonly kind: 'note';
  readonly id: string;
  /** Stands after this sequence. */
  readonly sequence: number;
  readonly at: string;
  readonly agent: DeskPerson;
  readonly text: string;
}

/** A decision about money that was drawn or shown here, and why. */
export interface OfferEntry {
  readonly kind: 'offer';
  readonly sequence: number;
  readonly at: string;
  readonly decisionId: string;
  readonly action: string;
  readonly slice: string;
  readonly propensity: number;
  /** Sentences. */
  readonly why: Readonly<Record<Language, readonly string[]>>;
  readonly outcomes: readonly string[];
}

export interface ScheduledReply {
  readonly id: string;
  readonly agent: DeskPerson;
  readonly text: string;
  readonly sendsAt: string;
}

/** `GET conversations/:id/panel`. */
export interface ShopperPanel {
  readonly shopper: {
    readonly id: string;
    readonly name: string | null;
    readonly email: string | null;
    readonly externalId: string | null;
    readonly language: string | null;
    readonly country: string | null;
    readonly loyaltyPoints: number;
    readonly since: string;
    /** When what was known of them was erased. */
    readonly erasedAt: string | null;
    readonly personalisationRefused: boolean;
    /** False: nobody has proven to be this shopper; orders and money are not to be spoken of. */
    readonly verified: boolean;
  } | null;
  readonly value: {
    readonly clvCents: number;
    readonly srCents: number;
    readonly orders: number;
    readonly marginCents: number;
    /** What the shop's lifetime model expects; null: none fits yet, or nothing was bought when it was fitted. */
    readonly expected: {
      readonly aliveProbability: number;
      /** Purchases within twelve months, and their discounted margin. */
      readonly purchases: number;
      readonly residualCents: number;
      readonly fittedAt: string;
    } | null;
  } | null;
  readonly behaviouralRisk: number | null;
  readonly behaviouralReasons: readonly RiskReason[];
  readonly fusedRisk: number | null;
  readonly fusedReasons: readonly RiskReason[];
  readonly orders: readonly PanelOrder[];
  readonly grants: readonly PanelGrant[];
  readonly consents: readonly {
    readonly purpose: string;
    readonly granted: boolean;
    readonly wording: string;
    readonly at: string;
  }[];
  /** When an erasure was asked for that still waits for an admin; null: none does. */
  readonly erasureAskedAt: string | null;
  /** Other conversations of the shopper, newest first, at most 20. */
  readonly earlier: readonly {
    readonly conversationId: string;
    readonly at: string;
    readonly topic: string | null;
    readonly resolution: string | null;
    readonly rating: number | null;
    readonly messages: number;
  }[];
}

export interface PanelOrder {
  readonly id: string;
  readonly number: string;
  readonly placedAt: string;
  readonly state: string;
  readonly totalCents: number;
  readonly lines: readonly {
    readonly name: Localised;
    readonly quantity: number;
    readonly paidCents: number;
  }[];
  readonly shipment: {
    readonly carrier: string;
    readonly trackingNumber: string;
    readonly state: string;
    readonly promisedAt: string | null;
    readonly deliveredAt: string | null;
  } | null;
  readonly returns: readonly { readonly number: string; readonly state: string }[];
}

export interface PanelGrant {
  readonly id: string;
  readonly name: Localised;
  readonly code: string;
  readonly state: 'reserved' | 'accepted' | 'redeemed' | 'void' | 'expired';
  readonly expiresAt: string;
  /** Null: drawn by the policy. */
  readonly givenBy: DeskPerson | null;
}
