import type { ShopperAction } from '../core/contracts/shopper-action.ts';
import type { Transaction } from '../core/transaction.ts';
import { answerAction, shopperActionOf } from './answer-action.ts';
import { answerEvent } from './answer-event.ts';
import { type Conversed, converse } from './converse.ts';
import { afterOfficeMinutes } from './handoff/office-clock.ts';
import { withHandoff } from './handoff/with-handoff.ts';
import { guardParts } from './money-check/guard-parts.ts';
import type { ConversationKey, StoredActivity, TurnLoad } from './ports/conversation-store.ts';
import type { PhraseRequest } from './ports/llm.ts';
import type { TurnStep } from './ports/turn-metrics.ts';
import { type ReadAhead, readAhead } from './read-ahead.ts';
import { noMessage } from './replies-without-topic.ts';
import { replyStreamId } from './say/reply-stream.ts';
import { skillContext } from './skill-context.ts';
import { skills } from './skills/all-skills.ts';
import type { Outcome, SkillContext } from './skills/skill.ts';
import type { TurnHandler, TurnListener } from './turn-handler.ts';
import type { TurnParts } from './turn-parts.ts';
import { withOffer } from './with-offer.ts';
import { phrasingOf, writeReplies } from './write-replies.ts';

/** A turn came for a message that was not read ahead: left by a process that died. */
interface Unread {
  readonly unread: StoredActivity;
}

interface Rehearsed {
  readonly rehearsed: Rehearsal;
}

/**
 * Thrown to roll a turn back once its words are known. A language model takes seconds; so the turn is rehearsed, its
 * words are phrased outside of lock and connection, and it is run again. What it decides does not change by that.
 */
class Rehearsal extends Error {
  readonly sequence: number;
  readonly ahead: ReadAhead;
  readonly request: PhraseRequest;
  constructor(sequence: number, ahead: ReadAhead, request: PhraseRequest) {
    super('a turn was rehearsed');
    this.sequence = sequence;
    this.ahead = ahead;
    this.request = request;
  }
}

interface Answered {
  readonly committed: readonly StoredActivity[];
  readonly more: boolean;
}

/**
 * One turn: a message is understood before the conversation is locked; then, in one transaction, everything known is
 * loaded, both risks are assessed, the skill answers, money is decided from account facts alone, every text is held
 * against those facts, and all of it is committed with the mark that the message is answered.
 */
export class Turn implements TurnHandler {
  readonly #parts: TurnParts;

  constructor(parts: TurnParts) {
    this.#parts = parts;
  }

  async answerPending(
    key: ConversationKey,
    arrived?: readonly StoredActivity[],
    listener?: TurnListener,
  ): Promise<readonly StoredActivity[]> {
    const { store } = this.#parts;
    const read = new Map<number, ReadAhead>();
    const replies: StoredActivity[] = [];
    for (const stored of arrived ?? (await store.pendingOf(key)))
      read.set(stored.sequence, await readAhead(this.#parts, key, stored));
    for (;;) {
      const waiting = performance.now();
      const result = await this.#oneTurn(key, read, waiting);
      if ('unread' in result) {
        read.set(result.unread.sequence, await readAhead(this.#parts, key, result.unread));
      } else if ('rehearsed' in result) {
        read.set(result.rehearsed.sequence, await this.#phrase(key, result.rehearsed, listener));
      } else {
        replies.push(...result.committed);
        if (!result.more) return replies;
        listener?.committed(result.committed);
      }
    }
  }

  async #oneTurn(
    key: ConversationKey,
    read: ReadonlyMap<number, ReadAhead>,
    waiting: number,
  ): Promise<Unread | Rehearsed | Answered> {
    try {
      return await this.#parts.store.inTurn(key, async (tx, load): Promise<Unread | Answered> => {
        this.#observe('lock', waiting);
        const next = load.pending[0];
        if (!next) return { committed: [], more: false };
        const ahead = read.get(next.sequence);
        if (!ahead) return { unread: next };
        return { committed: await this.#answer(tx, load, next, ahead), more: load.pending.length > 1 };
      });
    } catch (error) {
      if (error instanceof Rehearsal) return { rehearsed: error };
      throw error;
    }
  }

  /** Asks for better words while nothing is locked; the turn is then run with what came, or without. */
  async #phrase(
    { conversationId }: ConversationKey,
    { sequence, request, ahead }: Rehearsal,
    listener: TurnListener | undefined,
  ): Promise<ReadAhead> {
    const { phraser, logger } = this.#parts;
    const started = performance.now();
    const streamId = replyStreamId(conversationId, sequence);
    let shown = 0;
    const onPart = guardParts(
      request.facts,
      (text) => listener?.part?.({ streamId, sequence: ++shown, text }),
      () => logger.warn('a reply was held back by the money check while it was written', { conversationId }),
    );
    const text = await phraser?.phrase(request, listener?.part ? { onPart } : {});
    this.#observe('phrase', started);
    return { ...ahead, phrased: new Map(text ? [[request.template, text]] : []) };
  }

  async #answer(
    tx: Transaction,
    load: TurnLoad,
    stored: StoredActivity,
    ahead: ReadAhead,
  ): Promise<readonly StoredActivity[]> {
    const { store } = this.#parts;
    const assessing = performance.now();
    const context = await skillContext(this.#parts, tx, load, stored, ahead);
    this.#observe('assess', assessing);

    const answering = performance.now();
    const silent = load.conversation.heldBy === 'agent';
    const conversed = await withHandoff(
      this.#parts.handoffs,
      context,
      load,
      await this.#conversed(context, stored, silent),
    );
    this.#observe('skill', answering);

    const deciding = performance.now();
    const outcome = await this.#withMoney(context, stored, conversed.outcome, silent);
    this.#observe('decide', deciding);

    const whole = { ...conversed, outcome };
    const request = this.#parts.phraser && !ahead.phrased && phrasingOf(context, load, whole);
    if (request) throw new Rehearsal(stored.sequence, ahead, request);
    const written = writeReplies(this.#parts, context, whole, ahead.phrased);

    const committing = performance.now();
    const committed = await store.commitTurn(tx, {
      key: context.key,
      inboundSequence: stored.sequence,
      understanding: ahead.understanding,
      assessment: stored.activity.type === 'message' ? context.assessment : null,
      nextReplyDueAt:
        silent && stored.activity.type === 'message'
          ? afterOfficeMinutes(context.now, context.shop.desk.sla.nextReplyMinutes, context.shop)
          : null,
      ...written,
    });
    this.#observe('commit', committing);
    return committed;
  }

  async #conversed(context: SkillContext, stored: StoredActivity, silent: boolean): Promise<Conversed> {
    const spoken = (outcome: Outcome): Conversed => ({
      outcome,
      paused: context.dialog.paused,
      skill: 'small_talk',
    });
    if (stored.activity.type !== 'message')
      return spoken(await answerEvent(this.#parts, context, stored, silent));
    const action: ShopperAction | null = shopperActionOf(stored.activity);
    // What a button does is done whoever holds the conversation; what the bot would say to it is not.
    if (action) return spoken(await answerAction(this.#parts, context, action));
    if (silent) return spoken({ said: [] });
    const simple = noMessage(context, stored);
    return simple ? spoken(simple) : converse(context, skills);
  }

  /**
   * The period's draw, and the offer where this is the moment for it. What was said has no way into the draw, nor has
   * who answers: that a complaint brought a person in must not decide whether there is a draw at all.
   */
  async #withMoney(
    context: SkillContext,
    stored: StoredActivity,
    outcome: Outcome,
    silent: boolean,
  ): Promise<Outcome> {
    const unsaid = silent ? { ...outcome, said: [] } : outcome;
    const { verifiedShopperId, money, tx, shop, key, now } = context;
    if (verifiedShopperId === null || stored.activity.type !== 'message') return unsaid;
    const decision = await money.decide(tx, {
      shopId: shop.id,
      shopperId: verifiedShopperId,
      identityVerified: true,
      conversationId: key.conversationId,
      sequence: stored.sequence,
      now,
    });
    return silent ? unsaid : withOffer(context, outcome, decision);
  }

  #observe(step: TurnStep, since: number): void {
    this.#parts.metrics.observeStep(step, performance.now() - since);
  }
}
