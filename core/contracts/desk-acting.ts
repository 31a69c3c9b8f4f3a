import type { Localised } from '../localised.ts';
import type { DeskPerson } from './desk.ts';
import type { ScheduledReply, TranscriptEntry } from './desk-conversation.ts';
import type { CannedReply } from './desk-keeping.ts';

/**
 * `POST conversations/:id/take`: mine from now on; once more is no fault, one that a colleague holds is a conflict.
 * `POST .../assign` (AssignRequest), `POST .../unassign`, `POST .../give-back`, `POST .../resolve` (ResolveRequest);
 * all answer Held. Replies of mine that still wait for Undo go out first when the conversation is given away.
 */
export interface Held {
  readonly conversationId: string;
  readonly heldBy: 'bot' | 'queue' | 'agent';
  readonly agent: DeskPerson | null;
  readonly version: number;
}

export interface AssignRequest {
  readonly agentId: string;
  /** Who holds it as far as the sender knows; left out: not checked. */
  readonly expectedAgentId?: string | null;
}

export interface ResolveRequest {
  /** A word of the shop: solved, no_answer, spam ... */
  readonly reason: string;
  /** Ask the shopper how it was. */
  readonly askRating: boolean;
}

/**
 * `POST conversations/:id/replies`: held on the server for `undoMs`, then sent once, also over a restart. Takes the
 * conversation when nobody holds it. 409 `colleague_wrote` when another agent's message is newer than
 * `lastSequenceSeen` or waits to be sent; send again with what was shown to send all the same.
 */
export interface ReplyRequest {
  /** Chosen by the page: the same id again is the same reply. */
  readonly id: string;
  readonly text: string;
  readonly lastSequenceSeen: number;
  /** Replies of colleagues on their way that the sender was shown. */
  readonly scheduledSeen?: readonly string[];
  readonly productIds?: readonly string[];
}
export interface ReplyAnswer {
  readonly id: string;
  readonly sendsAt: string;
  readonly undoMs: number;
}
/** `DELETE conversations/:id/replies/:replyId`: Undo. 409 `already_sent`. Answers the text, to go on with. */
export interface UndoAnswer {
  readonly id: string;
  readonly text: string;
}

export type DeskConflict =
  | {
      readonly why: 'colleague_wrote';
      readonly version: number;
      readonly since: readonly TranscriptEntry[];
      readonly scheduled: readonly ScheduledReply[];
    }
  | { readonly why: 'held'; readonly agent: DeskPerson | null }
  | { readonly why: 'not_held' }
  | { readonly why: 'already_sent'; readonly sequence: number | null }
  | { readonly why: 'version'; readonly current: CannedReply }
  | { readonly why: 'nothing_to_give' }
  | { readonly why: 'given_before' }
  | { readonly why: 'budget' };

/** Places of the text that no grant, order or catalogue fact bears out. */
export interface UncoveredMoney {
  readonly found: readonly string[];
}

/** `POST conversations/:id/notes`; answers NoteEntry. */
export interface NoteRequest {
  readonly text: string;
}

/**
 * `POST presence`, every 10 s while the desk is open, and at once when the conversation or the state changes: keeps
 * the agent alive, tells colleagues, and shows the shopper that somebody types ('writing', when I hold it).
 */
export interface PresenceRequest {
  /** Null: the queue alone. */
  readonly conversationId: string | null;
  readonly state: 'reading' | 'writing';
}
/** `POST conversations/:id/read`: read up to here. */
export interface ReadRequest {
  readonly sequence: number;
}

/** `GET products?q=`: to attach; at most 20. */
export interface ProductChoices {
  readonly products: readonly {
    readonly id: string;
    readonly name: Localised;
    readonly priceCents: number;
    readonly inStock: boolean;
    readonly pictureUrl: string;
  }[];
}

/**
 * `GET conversations/:id/suggestion`: what the bot would say to the shopper's last message, from its skill and the
 * shop's texts; it passed the money check. Null: it has nothing to say.
 */
export interface Suggestion {
  readonly suggestion: {
    readonly text: string;
    readonly topic: string;
    readonly sources: readonly { readonly title: string; readonly url?: string }[];
    readonly productIds: readonly string[];
    /** The message that it answers. */
    readonly sequence: number;
  } | null;
}

/**
 * `GET conversations/:id/giving`: what may be given now. `POST .../entitlement` sends the offer that this period's draw
 * gave the shopper, whoever asks for it; `POST .../remedies` (RemedyRequest) gives a remedy. Both answer Given.
 */
export interface Giving {
  /** Null with the reason why not. */
  readonly entitlement: { readonly grantId: string; readonly name: Localised; readonly code: string } | null;
  readonly entitlementWhyNot: 'unverified' | 'refused_personalisation' | 'drew_nothing' | 'used' | null;
  readonly facts: readonly RemedyFact[];
}

export const remedyFacts = ['late', 'broken', 'wrong'] as const;

export interface RemedyFact {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly fact: (typeof remedyFacts)[number];
  /** shipment, return: the shop's own data bear it out. null: a file of this conversation must be named. */
  readonly borneOutBy: 'shipment' | 'return' | null;
  readonly given: boolean;
  readonly offers: readonly {
    readonly id: string;
    readonly name: Localised;
    readonly maximumCents: number;
  }[];
}

export interface RemedyRequest {
  readonly orderId: string;
  readonly fact: (typeof remedyFacts)[number];
  readonly offerId: string;
  /** Id of a file that the shopper sent here (`uploads/ID` in an attachment's url), with what the agent sees in it. */
  readonly uploadId?: string;
  readonly statement?: string;
}

export interface Given {
  readonly grantId: string;
  readonly code: string;
  readonly version: number;
}
