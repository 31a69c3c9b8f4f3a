import type {
  ConversationKey,
  ConversationStore,
  StoredActivity,
} from '../../bot/ports/conversation-store.ts';
import type { TurnHandler } from '../../bot/turn-handler.ts';

/** The smallest real handler: every message is answered by its own text, in one commit a turn. */
export class EchoHandler implements TurnHandler {
  readonly #store: ConversationStore;
  readonly #before: (text: string) => Promise<void>;

  /** @param before runs ahead of each answer, outside the lock: a test throws or waits in it. */
  constructor(store: ConversationStore, before: (text: string) => Promise<void> = async () => {}) {
    this.#store = store;
    this.#before = before;
  }

  async answerPending(
    key: ConversationKey,
    arrived?: readonly StoredActivity[],
  ): Promise<readonly StoredActivity[]> {
    const replies: StoredActivity[] = [];
    for (const { sequence, activity } of arrived ?? (await this.#store.pendingOf(key))) {
      await this.#before(activity.text ?? '');
      const committed = await this.#store.inTurn(key, async (tx, load) => {
        if (!load.pending.some((pending) => pending.sequence === sequence)) return [];
        return this.#store.commitTurn(tx, {
          key,
          inboundSequence: sequence,
          understanding: null,
          assessment: null,
          replies: [{ role: 'bot', activity: { type: 'message', text: `echo: ${activity.text ?? ''}` } }],
          dialog: {},
          language: null,
          handoff: null,
        });
      });
      replies.push(...committed);
    }
    return replies;
  }
}
