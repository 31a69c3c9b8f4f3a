import { OverloadedError } from '../core/errors.ts';
import type { Admission, Place } from './admission.ts';
import type { Appended, ConversationLog, InboundActivity } from './ports/conversation-log.ts';
import type { ConversationKey } from './ports/conversation-store.ts';
import type { Delivery } from './ports/delivery.ts';
import type { TurnMetrics } from './ports/turn-metrics.ts';
import type { TurnRunner } from './turn-runner.ts';

/** Messages of one conversation that may be unanswered at once; nobody types faster. */
const perConversation = 20;

/** Where every channel puts what it received: stored first, then acknowledged, then answered. */
export class Inbox {
  readonly #log: ConversationLog;
  readonly #runner: TurnRunner;
  readonly #delivery: Delivery;
  readonly #metrics: TurnMetrics;
  readonly #admission: Admission;
  readonly #unanswered = new Map<string, number>();
  /** Activities being stored just now, by conversation: by their client's name, so that the same one is one. */
  readonly #arriving = new Map<string, Map<string | symbol, number>>();

  constructor(parts: {
    log: ConversationLog;
    runner: TurnRunner;
    delivery: Delivery;
    metrics: TurnMetrics;
    admission: Admission;
  }) {
    this.#log = parts.log;
    this.#runner = parts.runner;
    this.#delivery = parts.delivery;
    this.#metrics = parts.metrics;
    this.#admission = parts.admission;
  }

  /**
   * Refuses at once when there is no room: what a channel asks before it does any work for a message. No place is
   * taken yet, so that a sender who never finishes holds none.
   * @throws OverloadedError, UnavailableError.
   */
  checkRoom(): void {
    this.#counting(() => this.#admission.check());
  }

  /**
   * Stores an activity and has it answered; resolves when it is stored, from when on it cannot be lost.
   * @throws OverloadedError, UnavailableError, NotFoundError: nothing is stored.
   */
  async accept(key: ConversationKey, inbound: InboundActivity): Promise<Appended> {
    const place = this.#counting(() => this.#admission.take());
    let passedOn = false;
    try {
      const appended = await this.#arrive(
        key.conversationId,
        inbound.clientActivityId ?? Symbol(),
        async () => {
          const begun = performance.now();
          const stored = await this.#log.appendInbound(key, inbound);
          this.#metrics.observeStep('append', performance.now() - begun);
          return stored;
        },
      );
      if (appended.duplicate) return appended;
      this.#delivery.deliver(key, [appended.stored]);
      if (inbound.needsTurn) {
        this.#runner.submit(key, appended.stored, this.#counted(key, place));
        passedOn = true;
      }
      return appended;
    } finally {
      if (!passedOn) place.release();
    }
  }

  /**
   * Refuses what a conversation has too much of. What is being stored counts too: sent all at once, one conversation's
   * messages would else take the places of all others.
   */
  async #arrive<T>(conversationId: string, name: string | symbol, store: () => Promise<T>): Promise<T> {
    const arriving = this.#arriving.get(conversationId) ?? new Map<string | symbol, number>();
    const waiting = (this.#unanswered.get(conversationId) ?? 0) + arriving.size;
    if (waiting >= perConversation && !arriving.has(name))
      throw new OverloadedError('too many messages of this conversation wait for an answer', 2);
    this.#arriving.set(conversationId, arriving.set(name, (arriving.get(name) ?? 0) + 1));
    try {
      return await store();
    } finally {
      const left = arriving.get(name)! - 1;
      if (left > 0) arriving.set(name, left);
      else arriving.delete(name);
      if (arriving.size === 0) this.#arriving.delete(conversationId);
    }
  }

  #counting<T>(admit: () => T): T {
    try {
      return admit();
    } catch (error) {
      this.#metrics.countTurn('refused');
      throw error;
    }
  }

  /**
   * Counts a message to its conversation until its place is released. Counted when it is stored and new: the same
   * activity fifty times at once is one.
   */
  #counted({ conversationId }: ConversationKey, place: Place): Place {
    this.#unanswered.set(conversationId, (this.#unanswered.get(conversationId) ?? 0) + 1);
    let inside = true;
    return {
      release: () => {
        place.release();
        if (!inside) return;
        inside = false;
        const left = this.#unanswered.get(conversationId)! - 1;
        if (left === 0) this.#unanswered.delete(conversationId);
        else this.#unanswered.set(conversationId, left);
      },
    };
  }
}
