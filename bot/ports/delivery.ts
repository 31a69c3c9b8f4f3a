import type { ConversationKey, StoredActivity } from './conversation-store.ts';

/** Brings what was committed to whoever listens, here and at other replicas. Never throws, never waits. */
export interface Delivery {
  /** @param activities what was committed now; empty when it is not known: read on from the watermark. */
  deliver(key: ConversationKey, activities: readonly StoredActivity[]): void;
  /** The bot has begun to work on a message. Not stored; may be lost. */
  typing(key: ConversationKey): void;
}
