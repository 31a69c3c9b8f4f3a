import pg from 'pg';
import type { Logger } from '../../core/logger.ts';
import type { ReplicaHints } from '../direct-line/replica-hints.ts';

const channel = 'mainstay_hints';
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
  #client: pg.Client | undefined;
  #flush: NodeJS.Timeout | undefined;
  #reconnect: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(options: { connectionString: string; logger: Logger; coalesceMs?: number }) {
    this.#connectionString = options.connectionString;
    this.#logger = options.logger;
    this.#coalesceMs = options.coalesceMs ?? 20;
  }

  onHint(listener: (conversationIds: readonly string[]) => void): void {
    this.#onHint = listener;
  }

  publish(conversationId: string): void {
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
    client.on('notification', ({ payload, processId }) => {
      if (payload && processId !== (client as { processID?: number }).processID)
        this.#onHint(payload.split(','));
    });
    try {
      await client.connect();
      await client.query(`listen ${channel}`);
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

  async #send(): Promise<void> {
    const ids = [...this.#waiting];
    this.#waiting.clear();
    for (let i = 0; i < ids.length; i += idsPerHint) {
      await this.#client
        ?.query('select pg_notify($1, $2)', [channel, ids.slice(i, i + idsPerHint).join(',')])
        .catch(() => {});
    }
    // The next one is armed only now: a connection runs one query at a time.
    this.#flush = undefined;
    if (this.#waiting.size > 0) this.#arm();
  }

  #arm(): void {
    this.#flush ??= setTimeout(() => void this.#send(), this.#coalesceMs);
  }
}
