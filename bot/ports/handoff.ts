import type { Transaction } from '../../core/transaction.ts';
import type { ConversationKey } from './conversation-store.ts';

/** Where somebody stands who waits for a person. */
export interface QueuePlace {
  /** 1: next. */
  readonly place: number;
  /** Median wait of those who were answered lately, in seconds of office hours; null: too few to say anything. */
  readonly recentWaitS: number | null;
}

/** What a turn asks of and tells to the queue for people. */
export interface HandoffQueue {
  /** The place that a request would get whose first reply is due at `dueAt`. */
  placeAt(tx: Transaction, request: { shopId: string; dueAt: Date; now: Date }): Promise<QueuePlace>;
  /** Keeps what the shopper thought of it; false when this conversation had no such handoff. */
  rate(
    tx: Transaction,
    rating: { key: ConversationKey; handoffId: string; stars: number; now: Date },
  ): Promise<boolean>;
}
