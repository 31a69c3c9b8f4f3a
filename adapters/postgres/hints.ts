import pg from 'pg';
import type { Logger } from '../../core/logger.ts';
import type { ReplicaHints, Signal } from '../direct-line/replica-hints.ts';

const channel = 'mainstay_hints';
const signalChannel = 'mainstay_signals';
/** A notification carries at most 8,000 bytes; an id is 36 and a comma. */
const idsPerHint = 200;

/**
 * "Something was committed in these conversations", told to other replicas by NOTIFY. On a connection of its own
 * (a pooled one cannot listen) and coalesced, because every NOTIFY takes a lock of the whole server at commit: never
 * within a turn's transaction. Hints may be lost; whoever listens also polls.
 */
export class PostgresHints implements ReplicaHints {
  readonly #connectionString: string;
  readonly #logger: Logger;
  readonly #coalesceMs: number;
  readonly #waiting = new Set<string>();
  #onHint: (conversationIds: readonly string[]) => void = () => {};
  #onCommit: (conversationIds: readonly string[]) => void = () => {};
  readonly #onSignal: ((signal: Signal) => void)[] = [];
  #client: pg.Client | undefined;
  #flush: NodeJS.Timeout | undefined;
  #reconnect: NodeJS.Timeout | undefined;
  #stopped = false;
  #notified: Promise<void> = Promise.resolve();

  constructor(options: { connectionString: string; logger: Logger; coalesceMs?: number }) {
    this.#connectionString = options.connectionString;
    this.#logger = options.logger;
    this.#coalesceMs = options.coalesceMs ?? 20;
  }

  onHint(listener: (conversationIds: readonly string[]) => void): void {
    this.#onHint = listener;
  }

  /** Called with what this process published and with what others did. */
  onCommit(listener: (conversationIds: readonly string[]) => void): void {
    this.#onCommit = listener;
  }

  /** Called with every signal, this process's own included. */
  onSignal(listener: (signal: Signal) => void): void {
    this.#onSignal.push(listener);
  }

  signal(signal: Signal): void {
    for (const listener of this.#onSignal) listener(signal);
    void this.#notify(signalChannel, JSON.stringify(signal));
  }

  publish(conversationId: string): void {
    this.#onCommit([conversationId]);
    this.#waiting.add(conversationId);
    this.#arm();
  }

  /** Connects, and again whenever the connection breaks; resolves after the first try. */
  async start(): Promise<void> {
    const client = new pg.Client({ connectionString: this.#connectionString });
    const lost = (error?: Error) => {
      if (this.#client === client) this.#client = undefined;
      client.removeAllListeners('end');
      client.end().catch(() => {});
      if (this.#stopped) return;
      this.#logger.warn('hints between replicas are off until the database answers', { error });
      this.#reconnect = setTimeout(() => void this.start(), 1_000);
    };
    client.on('error', () => {});
    client.on('notification', (notification) => {
      const { payload, processId } = notification;
      if (!payload || processId === (client as { processID?: number }).processID) return;
      if (notification.channel === signalChannel) {
        const signal = JSON.parse(payload) as Signal;
        for (const listener of this.#onSignal) listener(signal);
        return;
      }
      const ids = payload.split(',');
      this.#onHint(ids);
      this.#onCommit(ids);
    });
    try {
      await client.connect();
      await client.query(`listen ${channel}; listen ${signalChannel}`);
      client.once('end', () => lost());
      this.#client = client;
    } catch (error) {
      lost(error as Error);
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#flush);
    clearTimeout(this.#reconnect);
    await this.#client?.end().catch(() => {});
  }

  /** One after the other: a connection runs one query at a time. */
  #notify(on: string, payload: string): Promise<void> {
    this.#notified = this.#notified.then(async () => {
      await this.#client?.query('select pg_notify($1, $2)', [on, payload]).catch(() => {});
    });
    return this.#notified;
  }

  async #send(): Promise<void> {
    const ids = [...this.#waiting];
    this.#waiting.clear();
    for (let i = 0; i < ids.length; i += idsPerHint) {
      await this.#notify(channel, ids.slice(i, i + idsPerHint).join(','));
    }
    // The next one is armed only now: a connection runs one query at a time.
    this.#flush = undefined;
    if (this.#waiting.size > 0) this.#arm();
  }

  #arm(): void {
    this.#flush ??= setTimeout(() => void this.#send(), this.#coalesceMs);
  }
}
