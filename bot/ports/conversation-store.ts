import type { Transaction } from '../../core/transaction.ts';
import type { Language } from '../../core/words.ts';
import type { Understanding } from '../../nlp/understanding.ts';
import type { Assessment } from './risk.ts';

export interface ConversationKey {
  readonly shopId: string;
  readonly conversationId: string;
}

/** The plain part of a Bot Framework activity that the bot reads and writes (schema: Activity 3.0). */
export interface ActivityBody {
  readonly type: string;
  readonly text?: string;
  readonly [property: string]: unknown;
}

export interface StoredActivity {
  readonly sequence: number;
  readonly direction: 'inbound' | 'outbound';
  readonly role: 'shopper' | 'bot' | 'agent' | 'system';
  readonly clientActivityId: string | null;
  readonly activity: ActivityBody;
  /** Of an outbound activity: the inbound sequence that it answers. */
  readonly replyTo: number | null;
  readonly createdAt: Date;
}

export interface Conversation extends ConversationKey {
  readonly channel: string;
  readonly shopperId: string | null;
  readonly identityVerified: boolean;
  readonly visitorId: string;
  readonly language: Language | null;
  readonly heldBy: 'bot' | 'queue' | 'agent';
  /** The bot's own memory: an opaque JSON value to the store. */
  readonly dialog: unknown;
}

export interface ShopperProfile {
  readonly id: string;
  readonly displayName: string | null;
  readonly email: string | null;
  readonly language: Language | null;
  readonly country: string | null;
  readonly loyaltyPoints: number;
  readonly personalisationRefused: boolean;
}

/** Everything a turn starts from, read in one round trip under the conversation's row lock. */
export interface TurnLoad {
  readonly conversation: Conversation;
  readonly shopper: ShopperProfile | null;
  /** Inbound activities that no turn has answered, oldest first. */
  readonly pending: readonly StoredActivity[];
  /** The newest 10 activities before them, oldest first. */
  readonly recent: readonly StoredActivity[];
  /**
   * Of the shopper's latest messages, oldest first: sentiment (positive minus negative probability, -1..1), topic, and
   * log odds of leaving by the text, where it is known.
   */
  readonly recentUnderstandings: readonly {
    sequence: number;
    sentimentScore: number;
    topic: string;
    leaving: number | null;
  }[];
  readonly openHandoff: { id: string; state: 'requested' | 'accepted'; requestedAt: Date } | null;
}

/** What one turn writes about the conversation itself, all in the turn's transaction. */
export interface TurnCommit {
  readonly key: ConversationKey;
  /** Sequence of the inbound activity that this turn answers. */
  readonly inboundSequence: number;
  readonly understanding: Understanding | null;
  readonly assessment: Assessment | null;
  readonly replies: readonly { role: 'bot' | 'system'; activity: ActivityBody }[];
  readonly dialog: unknown;
  readonly language: Language | null;
  /** Set to ask for a person: opens a handoff and sets heldBy to 'queue'. */
  readonly handoff: {
    reason: string;
    priority: number;
    requestedAt: Date;
    firstReplyDueAt: Date;
    resolutionDueAt: Date;
    context: unknown;
  } | null;
  /** Where the open handoff may be answered beside the chat; left out: as it was. */
  readonly answerEmail?: string;
  /** The shopper wrote while an agent holds the conversation: by when a person's next word is due. */
  readonly nextReplyDueAt?: Date | null;
}

export interface ConversationStore {
  /**
   * Inbound activities that no turn has answered, oldest first, read without a lock: what a turn understands before
   * it holds the conversation. `TurnLoad.pending` is the truth.
   */
  pendingOf(key: ConversationKey): Promise<readonly StoredActivity[]>;
  /** Runs `work` in one transaction with the conversation's row locked; rolls back when it throws. */
  inTurn<T>(key: ConversationKey, work: (tx: Transaction, load: TurnLoad) => Promise<T>): Promise<T>;
  /**
   * Appends the replies with the next sequence numbers, marks the inbound activity done, writes the rest.
   * @throws ConflictError when that activity is answered already, or is not the oldest of those that are not.
   */
  commitTurn(tx: Transaction, commit: TurnCommit): Promise<readonly StoredActivity[]>;
}
