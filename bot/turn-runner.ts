import { MainstayError } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';
import type { Language } from '../core/words.ts';
import type { Place } from './admission.ts';
import type { ActivityBody, ConversationKey, StoredActivity } from './ports/conversation-store.ts';
import type { Delivery, ReplyPart } from './ports/delivery.ts';
import type { TurnMetrics } from './ports/turn-metrics.ts';
import type { TurnQueue } from './ports/turn-queue.ts';
import { endedStream } from './say/reply-stream.ts';
import type { TurnHandler } from './turn-handler.ts';
import { typingSign } from './typing-sign.ts';

export interface TurnRunnerParts {
  readonly handler: TurnHandler;
  readonly queue: TurnQueue;
  readonly delivery: Delivery;
  readonly metrics: TurnMetrics;
  readonly logger: Logger;
  /** What the shopper reads when their message could not be answered. */
  readonly apology: (language: Language | null) => ActivityBody;
}

export interface TurnRunnerOptions {
  /** Conversations worked on at once; more would only queue for the encoder and the database. */
  readonly concurrency?: number;
  /** Failed turns after which a message is given up. */
  readonly attempts?: number;
  readonly sweepEveryMs?: number;
  /** An unanswered message older than this belongs to nobody: its process died. */
  readonly staleAfterMs?: number;
}

/** What waits in one conversation. */
interface Line {
  readonly key: ConversationKey;
  state: 'idle' | 'ready' | 'running' | 'paused';
  arrived: { stored: StoredActivity; place: Place; since: number }[];
  /** Places of messages whose turn failed: held until the retry, so that a broken process takes no more on. */
  held: Place[];
  /** True when there is more to answer than what arrived: a retry, a sweep. */
  due: boolean;
  /** A process died before it was answered. */
  swept: boolean;
  /** More than one did while it ran: nothing else runs beside it. */
  suspect: boolean;
  failures: number;
  /** Takes the typing sign down; null: there is none. */
  endTyping: (() => void) | null;
}

const sweepLimit = 100;
/** Attempts that may have been cut short by what ran beside them. */
const suspectAfter = 2;

/**
 * Runs turns: one at a time for a conversation, a bounded number at once, and never loses one.
 *
 * A line is idle -> ready (submitted, swept) -> running -> ready again when something arrived meanwhile, else idle.
 * running -> paused when the turn threw: the failure is counted in the store, and after a pause the line is ready
 * again; after `attempts` failures the message is marked failed and answered with an apology, and the line goes on.
 * What a process took along when it died is found by the sweep of another one, or of its own next start. A swept line's
 * attempt is counted before it runs, since the process may die of it; one that was begun twice and is still unanswered
 * runs alone, so that a death is held against no message that merely ran beside it.
 */
export class TurnRunner {
  readonly #parts: TurnRunnerParts;
  readonly #concurrency: number;
  readonly #attempts: number;
  readonly #sweepEveryMs: number;
  readonly #staleAfterMs: number;
  readonly #lines = new Map<string, Line>();
  readonly #ready: Line[] = [];
  readonly #pauses = new Set<NodeJS.Timeout>();
  #running = 0;
  /** What runs now runs alone. */
  #alone = false;
  #sweeper: NodeJS.Timeout | undefined;
  #stopped = false;
  #whenIdle: (() => void) | undefined;

  constructor(parts: TurnRunnerParts, options: TurnRunnerOptions = {}) {
    this.#parts = parts;
    this.#concurrency = options.concurrency ?? 8;
    this.#attempts = options.attempts ?? 5;
    this.#sweepEveryMs = options.sweepEveryMs ?? 2_000;
    this.#staleAfterMs = options.staleAfterMs ?? 10_000;
  }

  /** Takes up what an earlier process left unanswered, and keeps sweeping. */
  start(): void {
    // At the start nothing here is in work, so whatever is unanswered is stale at once. That another replica may be
    // at it costs a wasted reading, not a second answer: the conversation's lock decides.
    void this.#sweep(0);
  }

  /** Runs a turn for an activity that has just been stored; `place` is released when it is over. */
  submit(key: ConversationKey, stored: StoredActivity, place: Place): void {
    const line = this.#line(key);
    line.arrived.push({ stored, place, since: performance.now() });
    if (stored.activity.type === 'message') this.#showTyping(line);
    if (line.state === 'idle') this.#makeReady(line);
  }

  /** Finishes what was accepted, at most `graceMs`; what is left is found by the next sweep. */
  async stop(graceMs = 10_000): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#sweeper);
    for (const pause of this.#pauses) clearTimeout(pause);
    for (const line of this.#lines.values()) if (line.state === 'paused') this.#endTyping(line);
    if (this.#running === 0 && this.#ready.length === 0) return;
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([
      new Promise<void>((resolve) => {
        this.#whenIdle = resolve;
      }),
      new Promise<void>((resolve) => {
        timer = setTimeout(resolve, graceMs);
      }),
    ]);
    clearTimeout(timer);
    this.#ready.length = 0;
  }

  #line(key: ConversationKey): Line {
    let line = this.#lines.get(key.conversationId);
    if (!line) {
      line = {
        key,
        state: 'idle',
        arrived: [],
        held: [],
        due: false,
        swept: false,
        suspect: false,
        failures: 0,
        endTyping: null,
      };
      this.#lines.set(key.conversationId, line);
    }
    return line;
  }

  #makeReady(line: Line): void {
    line.state = 'ready';
    this.#ready.push(line);
    this.#next();
  }

  #next(): void {
    while (this.#running < this.#concurrency && this.#ready.length > 0 && !this.#alone) {
      if (this.#ready[0]!.suspect && this.#running > 0) return;
      const line = this.#ready.shift()!;
      this.#alone = line.suspect;
      this.#running++;
      void this.#run(line).finally(() => {
        this.#running--;
        this.#alone = false;
        this.#next();
        if (this.#running === 0 && this.#ready.length === 0) this.#whenIdle?.();
      });
    }
  }

  async #run(line: Line): Promise<void> {
    const { handler, delivery, metrics } = this.#parts;
    const { key, arrived, due } = line;
    line.state = 'running';
    line.arrived = [];
    line.due = false;
    const begun = performance.now();
    for (const { since } of arrived) metrics.observeStep('wait', begun - since);
    if (due) this.#showTyping(line);
    const written = new Set<string>();
    const part = (one: ReplyPart) => {
      // What is being written says itself that somebody is at work.
      this.#endTyping(line);
      written.add(one.streamId);
      delivery.writing(key, one);
    };
    const committed = (replies: readonly StoredActivity[]) => {
      for (const { activity } of replies) written.delete(endedStream(activity) ?? '');
      delivery.deliver(key, replies);
    };
    // Streams that no message ends: the turn failed, or in the end there was nothing to say.
    const endStreams = () => {
      for (const streamId of written) delivery.writing(key, { streamId, sequence: 0, text: null });
    };
    try {
      if (line.swept) await this.#countAttempt(line);
      // A retry is not shown while it is written: clients have seen its stream end.
      const known = due ? undefined : arrived.map(({ stored }) => stored);
      committed(await handler.answerPending(key, known, due ? { committed } : { committed, part }));
      endStreams();
      const ended = performance.now();
      for (const { since, place } of arrived) {
        metrics.observeStep('total', ended - since);
        metrics.countTurn('answered');
        place.release();
      }
      this.#settle(line);
    } catch (error) {
      line.held.push(...arrived.map(({ place }) => place));
      endStreams();
      // Turns before the one that failed are committed: listeners read on from their watermark.
      delivery.deliver(key, []);
      await this.#afterFailure(line, error);
    }
  }

  /** The line has nothing left to retry. */
  #settle(line: Line): void {
    for (const place of line.held.splice(0)) place.release();
    line.failures = 0;
    if (line.arrived.length > 0 || line.due) {
      this.#makeReady(line);
    } else {
      line.state = 'idle';
      this.#endTyping(line);
      this.#lines.delete(line.key.conversationId);
    }
  }

  #showTyping(line: Line): void {
    line.endTyping ??= typingSign(() => this.#parts.delivery.typing(line.key));
  }

  #endTyping(line: Line): void {
    line.endTyping?.();
    line.endTyping = null;
  }

  async #afterFailure(line: Line, error: unknown): Promise<void> {
    const { logger, metrics, queue } = this.#parts;
    const { conversationId } = line.key;
    logger.warn('a turn failed', { conversationId, failures: line.failures + 1, error });
    metrics.countTurn('retried');
    line.failures++;
    try {
      // A full queue of the encoder is not the message's fault.
      const overloaded = error instanceof MainstayError && error.code === 'overloaded';
      const noted = overloaded ? null : await queue.noteAttempt(line.key);
      if (!overloaded && noted === null) return this.#settle(line);
      if (noted && noted.attempts >= this.#attempts) {
        await this.#giveUp(line.key, noted.sequence);
        line.failures = 0;
      }
    } catch (cause) {
      // The store does not answer either: nothing can be counted, the message stays unanswered and is tried again.
      logger.warn('a failed turn could not be noted', { conversationId, error: cause });
    }
    this.#pause(line);
  }

  async #countAttempt(line: Line): Promise<void> {
    line.swept = false;
    line.suspect = false;
    const noted = await this.#parts.queue.noteAttempt(line.key);
    if (noted && noted.attempts >= this.#attempts) await this.#giveUp(line.key, noted.sequence);
  }

  #pause(line: Line): void {
    line.due = true;
    line.state = 'paused';
    if (this.#stopped) return;
    const pauseMs = Math.min(5_000, 50 * 4 ** line.failures);
    const timer = setTimeout(() => {
      this.#pauses.delete(timer);
      this.#makeReady(line);
    }, pauseMs);
    this.#pauses.add(timer);
  }

  async #giveUp(key: ConversationKey, sequence: number): Promise<void> {
    const { queue, delivery, logger, metrics, apology } = this.#parts;
    const said = await queue.giveUp(key, sequence, apology);
    if (said === null) return;
    logger.error('a message was given up', { conversationId: key.conversationId, sequence });
    metrics.countTurn('failed');
    delivery.deliver(key, [said]);
  }

  async #sweep(waitedMs: number): Promise<void> {
    let claimed = 0;
    try {
      const stale = await this.#parts.queue.claimStale(waitedMs, sweepLimit);
      claimed = stale.length;
      for (const { key, attempts } of stale) {
        const line = this.#line(key);
        line.due = true;
        line.swept = true;
        line.suspect = attempts >= suspectAfter;
        if (line.state === 'idle' && !this.#stopped) this.#makeReady(line);
      }
      if (claimed > 0) this.#parts.logger.info('unanswered messages taken up', { count: claimed });
    } catch (error) {
      this.#parts.logger.warn('the sweep failed', { error });
    }
    if (this.#stopped) return;
    const again = claimed === sweepLimit ? 0 : this.#sweepEveryMs;
    this.#sweeper = setTimeout(() => void this.#sweep(this.#staleAfterMs), again);
  }
}
