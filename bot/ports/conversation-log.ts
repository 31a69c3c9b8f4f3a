import type { Transaction } from '../../core/transaction.ts';
import type { Language } from '../../core/words.ts';
import type { ActivityBody, Conversation, ConversationKey, StoredActivity } from './conversation-store.ts';

/** An activity as a channel received it, its sender bound already. */
export interface InboundActivity {
  /** The client's own name for it: the same name again is the same activity. */
  readonly clientActivityId: string | null;
  readonly activity: ActivityBody;
  /** False: kept in the transcript, but no turn answers it. */
  readonly needsTurn: boolean;
}

export interface Appended {
  readonly stored: StoredActivity;
  /** True when it had been stored before; nothing was written now. */
  readonly duplicate: boolean;
}

export interface NewConversation extends ConversationKey {
  readonly channel: string;
  readonly shopperId: string | null;
  readonly identityVerified: boolean;
  readonly visitorId: string;
  readonly language: Language | null;
  /** Where a Bot Framework channel wants its replies: a conversation reference. */
  readonly reference: unknown;
  /** Tag of the client's address, to count by; left out where there is none. */
  readonly openedFrom?: string;
}

/** The transcript as channels see it: append, and read on from a watermark. Sequences have no gaps. */
export interface ConversationLog {
  /** Creates the conversation unless it is there already; says whether it was created now. */
  open(conversation: NewConversation): Promise<boolean>;
  find(key: ConversationKey): Promise<Conversation | null>;
  /** @throws NotFoundError for an unknown conversation; UnavailableError when the database does not answer. */
  appendInbound(key: ConversationKey, inbound: InboundActivity): Promise<Appended>;
  /** A message that no turn writes: from an agent, or on the bot's own initiative. Without `tx`: at once. */
  appendOutbound(
    key: ConversationKey,
    role: 'bot' | 'agent' | 'system',
    activity: ActivityBody,
    tx?: Transaction,
  ): Promise<StoredActivity>;
  /** Activities with a sequence above `watermark`, in order, at most `limit`. */
  activitiesSince(key: ConversationKey, watermark: number, limit: number): Promise<readonly StoredActivity[]>;
  /** The newest sequence of each conversation that exists; 0 when it has no activity. */
  newestSequences(keys: readonly ConversationKey[]): Promise<ReadonlyMap<string, number>>;
}
