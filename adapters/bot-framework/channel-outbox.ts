import type { ActivityBody } from '../../bot/ports/conversation-store.ts';

/** A committed activity that has not reached its channel yet. */
export interface OutgoingActivity {
  readonly shopId: string;
  readonly id: number;
  readonly conversationId: string;
  readonly activity: ActivityBody;
  /** The conversation reference by which the channel takes it. */
  readonly reference: unknown;
  /** Tries, this one included. */
  readonly attempts: number;
}

export interface ChannelOutbox {
  /** The oldest undelivered one of each conversation, claimed for a minute. */
  claim(limit: number): Promise<readonly OutgoingActivity[]>;
  delivered(sent: OutgoingActivity): Promise<void>;
  postpone(failed: OutgoingActivity, delayMs: number): Promise<void>;
}
