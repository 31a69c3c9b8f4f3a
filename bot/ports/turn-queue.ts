import type { Language } from '../../core/words.ts';
import type { ActivityBody, ConversationKey, StoredActivity } from './conversation-store.ts';

/** One try more for the oldest unanswered activity of a conversation. */
export interface Retry {
  readonly key: ConversationKey;
  readonly sequence: number;
  /** How often a turn for it was started again. */
  readonly attempts: number;
}

/** Unanswered inbound activities, as the runner's sweep sees them. The queue is the transcript itself. */
export interface TurnQueue {
  /**
   * Claims conversations whose oldest unanswered activity has waited longer than `waitedMs` since it was stored or
   * last claimed. That counts no attempt: many may be claimed and few begun before a process dies. Two processes never claim the same one at once.
   */
  claimStale(waitedMs: number, limit: number): Promise<readonly Retry[]>;
  /** Counts an attempt for the oldest unanswered activity; null when none is left. */
  noteAttempt(key: ConversationKey): Promise<Retry | null>;
  /** Marks it failed and appends the apology in one transaction; null when a turn has answered it meanwhile. */
  giveUp(
    key: ConversationKey,
    sequence: number,
    apology: (language: Language | null) => ActivityBody,
  ): Promise<StoredActivity | null>;
}
