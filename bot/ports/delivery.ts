import type { ConversationKey, StoredActivity } from './conversation-store.ts';

/** The beginning of a reply that is still being written. */
export interface ReplyPart {
  /** Names the stream; the message that replaces it carries the same name. */
  readonly streamId: string;
  /** 1, 2, 3 ... within the stream. */
  readonly sequence: number;
  /** The whole text so far, checked as every text that leaves; null: the stream ends and no message of it comes. */
  readonly text: string | null;
  /** True: tells of something that goes on, and is no beginning of a reply. */
  readonly informative?: boolean;
}

/** Brings what was committed to whoever listens, here and at other replicas. Never throws, never waits. */
export interface Delivery {
  /** @param activities what was committed now; empty when it is not known: read on from the watermark. */
  deliver(key: ConversationKey, activities: readonly StoredActivity[]): void;
  /** The bot is at work on a message. Not stored; may be lost. */
  typing(key: ConversationKey): void;
  /** More of a reply is written. Not stored; may be lost: the committed message has the whole of it. */
  writing(key: ConversationKey, part: ReplyPart): void;
}
