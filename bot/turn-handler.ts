import type { ConversationKey, StoredActivity } from './ports/conversation-store.ts';

/**
 * Answers a conversation's unanswered activities, one turn each, in order; what the channels' runner calls.
 * Resolves with the outbound activities that were committed, for delivery to open sockets.
 * Throws when a turn could not be committed: nothing of it was stored and it will be run again.
 */
export interface TurnHandler {
  answerPending(key: ConversationKey): Promise<readonly StoredActivity[]>;
}
