import type {
  ActivityBody,
  ConversationKey,
  ConversationStore,
  StoredActivity,
} from '../../bot/ports/conversation-store.ts';
import type { TurnHandler } from '../../bot/turn-handler.ts';

/** Answers each activity with what a test wrote down for it, in one commit a turn, like any real handler. */
export class ScriptedHandler implements TurnHandler {
  readonly #store: ConversationStore;
  readonly #script: (activity: ActivityBody) => readonly ActivityBody[];

  constructor(store: ConversationStore, script: (activity: ActivityBody) => readonly ActivityBody[]) {
    this.#store = store;
    this.#script = script;
  }

  async answerPending(key: ConversationKey): Promise<readonly StoredActivity[]> {
    const replies: StoredActivity[] = [];
    for (const { sequence, activity } of await this.#store.pendingOf(key)) {
      const committed = await this.#store.inTurn(key, async (tx, load) => {
        if (!load.pending.some((pending) => pending.sequence === sequence)) return [];
        return this.#store.commitTurn(tx, {
          key,
          inboundSequence: sequence,
          understanding: null,
          assessment: null,
          replies: this.#script(activity).map((reply) => ({ role: 'bot' as const, activity: reply })),
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
