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
    let next = arrived?.[0] ?? (await this.#store.pendingOf(key))[0];
    while (next) {
      const { sequence, activity } = next;
      await this.#before(activity.text ?? '');
      next = await this.#store.inTurn(key, async (tx, { pending }) => {
        // Another process answered it, or a killed one left an older one behind.
        if (pending[0]?.sequence !== sequence) return pending[0];
        const committed = await this.#store.commitTurn(tx, {
          key,
          inboundSequence: sequence,
          understanding: null,
          assessment: null,
          replies: [{ role: 'bot', activity: { type: 'message', text: `echo: ${activity.text ?? ''}` } }],
          dialog: {},
          language: null,
          handoff: null,
        });
        replies.push(...committed);
        return pending[1];
      });
    }
    return replies;
  }
}
