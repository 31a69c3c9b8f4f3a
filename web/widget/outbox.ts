import { type Outgoing, SendError } from './outgoing.ts';
import { reconnectDelayMs } from './reconnect-delay.ts';
import { type KeyValueStore, readJson, writeJson } from './storage.ts';

/**
 * waiting -> sending -> sent, or -> unsent -> (retry, connection back) -> waiting; -> refused when the server will
 * never take it.
 */
export type SendState = 'waiting' | 'sending' | 'sent' | 'unsent' | 'refused';

export interface OutboxEntry {
  readonly outgoing: Outgoing;
  /** Milliseconds since the epoch at which the shopper sent it. */
  readonly at: number;
  readonly state: SendState;
  /** Uploads: share of the bytes that left, 0 to 1. */
  readonly progress?: number;
  /** HTTP status of the last failure; 0 when no answer came. */
  readonly status?: number;
}

export interface OutboxParts {
  readonly store: KeyValueStore;
  /** Where unsent messages are kept: one key an identity. */
  readonly key: string;
  /** Resolves when the server has stored it. @throws SendError */
  readonly send: (outgoing: Outgoing, onProgress: (share: number) => void) => Promise<void>;
  readonly onChange: (entry: OutboxEntry) => void;
  readonly now: () => number;
  readonly jitter: () => number;
}

/** What was typed longer ago than this before a reload is not sent behind the shopper's back; Retry stays. */
const staleAfterMs = 600_000;

/**
 * Messages on their way out, one at a time and in the order in which they were sent. What is not acknowledged is kept
 * in the browser and sent again under the same id, so that the server, which knows ids, stores it once.
 */
export class Outbox {
  readonly #parts: OutboxParts;
  readonly #entries: OutboxEntry[] = [];
  /** Left over from an earlier page, too old to be sent without being asked. */
  readonly #stale = new Set<string>();
  #busy = false;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(parts: OutboxParts) {
    this.#parts = parts;
    const now = parts.now();
    for (const { outgoing, at } of this.#kept()) {
      const stale = now - at > staleAfterMs;
      // Nobody sees an event, so nobody could ask for it.
      if (stale && outgoing.type === 'event') {
        this.#forget(outgoing.id);
        continue;
      }
      this.#entries.push({ outgoing, at, state: 'unsent' });
      if (stale) this.#stale.add(outgoing.id);
    }
  }

  /** Everything that is not known to be stored, oldest first. */
  get entries(): readonly OutboxEntry[] {
    return this.#entries;
  }

  add(outgoing: Outgoing): void {
    const entry: OutboxEntry = { outgoing, at: this.#parts.now(), state: 'waiting' };
    if (this.#entries.some((known) => known.outgoing.id === outgoing.id)) return;
    this.#entries.push(entry);
    if (!outgoing.file) this.#keep([...this.#kept(), { outgoing, at: entry.at }]);
    this.#parts.onChange(entry);
    // Not this one alone: it must not overtake what is unsent.
    this.wake();
  }

  /** The shopper asks for it. */
  retry(id: string): void {
    this.#stale.delete(id);
    this.wake();
  }

  /** The connection is there (again): everything that waits is tried now. */
  wake(): void {
    clearTimeout(this.#timer);
    this.#failures = 0;
    for (const entry of this.#entries)
      if (entry.state === 'unsent' && !this.#stale.has(entry.outgoing.id))
        this.#set(entry.outgoing.id, { state: 'waiting' });
    void this.#pump();
  }

  /** The stream shows it: it is stored, whatever became of the acknowledgement. */
  confirm(id: string): void {
    const index = this.#entries.findIndex(({ outgoing }) => outgoing.id === id);
    if (index < 0) return;
    this.#entries.splice(index, 1);
    this.#forget(id);
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  async #pump(): Promise<void> {
    if (this.#busy || this.#closed) return;
    this.#busy = true;
    let next = this.#next();
    while (next && !this.#closed) {
      if (!(await this.#attempt(next.outgoing))) break;
      next = this.#next();
    }
    this.#busy = false;
  }

  #next(): OutboxEntry | undefined {
    return this.#entries.find(({ state }) => state === 'waiting');
  }

  /** False when the rest has to wait. */
  async #attempt(outgoing: Outgoing): Promise<boolean> {
    const { id } = outgoing;
    this.#set(id, { state: 'sending', ...(outgoing.file && { progress: 0 }) });
    try {
      await this.#parts.send(outgoing, (progress) => this.#set(id, { progress }));
      this.#failures = 0;
      this.#set(id, { state: 'sent' });
      this.#forget(id);
      return true;
    } catch (error) {
      const { permanent, status, retryAfterMs } =
        error instanceof SendError ? error : new SendError(0, String(error));
      if (permanent) {
        this.#set(id, { state: 'refused', status });
        this.#forget(id);
        return true;
      }
      for (const entry of [...this.#entries])
        if (entry.state === 'sending' || entry.state === 'waiting')
          this.#set(entry.outgoing.id, { state: 'unsent', status });
      this.#retryLater(retryAfterMs);
      return false;
    }
  }

  #retryLater(leastMs: number): void {
    if (this.#closed) return;
    const failures = ++this.#failures;
    const delayMs = Math.max(leastMs, reconnectDelayMs(failures, this.#parts.jitter(), failures < 30));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.wake();
      this.#failures = failures;
    }, delayMs);
  }

  #set(id: string, change: Partial<OutboxEntry>): void {
    const index = this.#entries.findIndex(({ outgoing }) => outgoing.id === id);
    const entry = this.#entries[index];
    if (!entry || this.#closed) return;
    const changed = { ...entry, ...change };
    this.#entries[index] = changed;
    this.#parts.onChange(changed);
  }

  // Read anew each time: another tab of the same shopper writes there too.
  #kept(): { outgoing: Outgoing; at: number }[] {
    const kept = readJson<{ outgoing: Outgoing; at: number }[]>(this.#parts.store, this.#parts.key);
    return Array.isArray(kept) ? kept.filter((one) => typeof one?.outgoing?.id === 'string') : [];
  }

  #keep(entries: readonly { outgoing: Outgoing; at: number }[]): void {
    if (entries.length > 0) writeJson(this.#parts.store, this.#parts.key, entries);
    else this.#parts.store.removeItem(this.#parts.key);
  }

  #forget(id: string): void {
    this.#keep(this.#kept().filter(({ outgoing }) => outgoing.id !== id));
  }
}
