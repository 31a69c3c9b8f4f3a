import type { ConversationLog } from '../../bot/ports/conversation-log.ts';
import type { ConversationKey, StoredActivity } from '../../bot/ports/conversation-store.ts';
import type { Delivery, ReplyPart } from '../../bot/ports/delivery.ts';
import type { Logger } from '../../core/logger.ts';
import type { ExportLinks } from './export-links.ts';
import type { QueueLine } from './queue-line.ts';
import type { ReplicaHints } from './replica-hints.ts';
import { SocketReader, type Wire } from './socket-reader.ts';

/**
 * The open sockets of this process by conversation. What is committed here goes out at once; what other replicas
 * commit is read from the store after a hint, or, when a hint was lost, at the next poll.
 */
export class ConversationSockets implements Delivery {
  readonly #log: ConversationLog;
  readonly #exports: ExportLinks;
  readonly #hints: ReplicaHints;
  readonly #logger: Logger;
  readonly #pollMs: number;
  readonly #queueLines: (keys: readonly ConversationKey[]) => Promise<ReadonlyMap<string, QueueLine>>;
  readonly #onRead: (key: ConversationKey, sequence: number) => void;
  readonly #readers = new Map<string, Set<SocketReader>>();
  #poller: NodeJS.Timeout | undefined;
  #count = 0;

  constructor(parts: {
    log: ConversationLog;
    exports: ExportLinks;
    hints: ReplicaHints;
    logger: Logger;
    pollMs?: number;
    /** The shopper has read a person's message. */
    onRead?: (key: ConversationKey, sequence: number) => void;
    /** Who of these waits for a person, and where they stand. */
    queueLines?: (keys: readonly ConversationKey[]) => Promise<ReadonlyMap<string, QueueLine>>;
  }) {
    this.#queueLines = parts.queueLines ?? (async () => new Map());
    this.#onRead = parts.onRead ?? (() => {});
    this.#log = parts.log;
    this.#exports = parts.exports;
    this.#hints = parts.hints;
    this.#logger = parts.logger;
    this.#pollMs = parts.pollMs ?? 1_000;
    this.#hints.onHint((conversationIds) => {
      for (const id of conversationIds) for (const reader of this.#readersOf(id)) reader.catchUp();
    });
  }

  start(): void {
    this.#poller = setTimeout(() => void this.#poll(), this.#pollMs);
  }

  stop(): void {
    clearTimeout(this.#poller);
    this.#poller = undefined;
  }

  /** Open sockets, of all conversations. */
  get count(): number {
    return this.#count;
  }

  countIn(conversationId: string): number {
    return this.#readers.get(conversationId)?.size ?? 0;
  }

  /** Sends everything above `watermark` and then what comes; returns how to say what was read, and how to leave. */
  join(key: ConversationKey, wire: Wire, watermark: number): { read(sequence: number): void; leave(): void } {
    const reader = new SocketReader({
      key,
      wire,
      watermark,
      log: this.#log,
      exports: this.#exports,
      logger: this.#logger,
    });
    const readers = this.#readers.get(key.conversationId) ?? new Set();
    this.#readers.set(key.conversationId, readers.add(reader));
    this.#count++;
    reader.catchUp();
    return {
      read: (sequence) => {
        if (reader.reads(sequence)) this.#onRead(key, sequence);
      },
      leave: () => {
        if (!readers.delete(reader)) return;
        this.#count--;
        reader.close();
        if (readers.size === 0) this.#readers.delete(key.conversationId);
      },
    };
  }

  deliver(key: ConversationKey, activities: readonly StoredActivity[]): void {
    for (const reader of this.#readersOf(key.conversationId)) reader.offer(activities);
    this.#hints.publish(key.conversationId);
  }

  typing(key: ConversationKey): void {
    for (const reader of this.#readersOf(key.conversationId)) reader.typing();
  }

  writing(key: ConversationKey, part: ReplyPart): void {
    for (const reader of this.#readersOf(key.conversationId)) reader.writing(part);
  }

  #readersOf(conversationId: string): Iterable<SocketReader> {
    return this.#readers.get(conversationId) ?? [];
  }

  async #poll(): Promise<void> {
    const keys = [...this.#readers.values()].flatMap((readers) =>
      [...readers].slice(0, 1).map(({ key }) => key),
    );
    try {
      if (keys.length > 0) {
        const newest = await this.#log.newestSequences(keys);
        for (const [id, sequence] of newest)
          for (const reader of this.#readersOf(id)) if (reader.sent < sequence) reader.catchUp();
        const lines = await this.#queueLines(keys);
        for (const { conversationId } of keys)
          for (const reader of this.#readersOf(conversationId))
            reader.standsAt(lines.get(conversationId) ?? null);
      }
    } catch (error) {
      this.#logger.warn('open conversations could not be polled', { error });
    }
    if (this.#poller) this.#poller = setTimeout(() => void this.#poll(), this.#pollMs);
  }
}
