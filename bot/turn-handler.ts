import type { ConversationKey, StoredActivity } from './ports/conversation-store.ts';
import type { ReplyPart } from './ports/delivery.ts';

/** Told of what a handler does while it is at it. */
export interface TurnListener {
  /** A turn was committed, and others may follow in the same call. */
  committed(replies: readonly StoredActivity[]): void;
  /** More of a reply is written. Nothing of it is committed: it may yet come to nothing. */
  part?(part: ReplyPart): void;
}

/**
 * Answers a conversation's unanswered activities, one turn each, in order; what the channels' runner calls.
 * Resolves with the outbound activities that were committed, for delivery to open sockets.
 * Throws when a turn could not be committed: nothing of it was stored and it will be run again; what earlier turns
 * of the same call committed stays.
 * The runner never calls it twice at a time for one conversation in one process; another process may.
 * @param arrived what the runner knows to be unanswered, oldest first; it saves reading ahead (`pendingOf`) before
 * the conversation is locked. Undefined: not known. There may be older ones, which a killed process left behind:
 * `TurnLoad.pending` is the truth, and its first is to be answered first.
 */
export interface TurnHandler {
  answerPending(
    key: ConversationKey,
    arrived?: readonly StoredActivity[],
    listener?: TurnListener,
  ): Promise<readonly StoredActivity[]>;
}
