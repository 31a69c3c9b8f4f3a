import type { Response } from 'express';
import type { DeskEvent, DeskPerson } from '../../../core/contracts/desk.ts';
import type { Logger } from '../../../core/logger.ts';
import type { Signal } from '../../direct-line/replica-hints.ts';
import type { Database } from '../../postgres/database.ts';
import { alertsSince, changesOf, changesSince, type DeskChange } from '../../postgres/desk-changes.ts';
import { noteAlive, presenceIn } from '../../postgres/desk-presence.ts';

export interface LiveSource {
  /** Called with the conversations in which something was committed, here or at another replica; may miss some. */
  onCommit(listener: (conversationIds: readonly string[]) => void): void;
  onSignal(listener: (signal: Signal) => void): void;
}

interface Client {
  readonly agent: DeskPerson;
  readonly response: Response;
  readonly stop: () => void;
}

/** What one shop's streams were told last. */
interface Feed {
  readonly clients: Set<Client>;
  /** The newest mark told of a conversation. */
  readonly told: Map<string, string>;
  readonly alertsTold: Set<string>;
  sinceMs: number | null;
  reading: boolean;
}

/** A transaction may commit so much later than it began, by whose beginning changes are dated. */
const overlapMs = 10_000;
/** Resuming after more than this, or after more changes than `mostMissed`, reads everything anew. */
const longestGapMs = 3_600_000;
const mostMissed = 500;
const remembered = 20_000;
/** A stream ends after this, and the page comes back: who may see it is asked again. */
const longestStreamMs = 600_000;
const stuckBytes = 1_048_576;
const coalesceMs = 40;

/**
 * The desk's live streams of this process. Hints make it fast; polling the database by time makes it whole: whatever
 * changed is told within `pollMs`, hint or not, at every replica.
 */
export class DeskLive {
  readonly #database: Database;
  readonly #logger: Logger;
  readonly #pollMs: number;
  readonly #aliveMs: number;
  readonly #feeds = new Map<string, Feed>();
  readonly #hinted = new Set<string>();
  #hintTimer: NodeJS.Timeout | undefined;
  #poller: NodeJS.Timeout | undefined;

  constructor(parts: {
    database: Database;
    source: LiveSource;
    logger: Logger;
    pollMs?: number;
    aliveMs?: number;
  }) {
    this.#database = parts.database;
    this.#logger = parts.logger;
    this.#pollMs = parts.pollMs ?? 1_000;
    this.#aliveMs = parts.aliveMs ?? 15_000;
    parts.source.onCommit((ids) => this.#onCommit(ids));
    parts.source.onSignal((signal) => void this.#onSignal(signal));
  }

  start(): void {
    this.#poller = setTimeout(() => void this.#poll(), this.#pollMs);
  }

  stop(): void {
    clearTimeout(this.#poller);
    clearTimeout(this.#hintTimer);
    this.#poller = undefined;
    for (const { clients } of this.#feeds.values()) for (const client of [...clients]) client.response.end();
  }

  /** Opens a stream. @param lastEventId of an earlier one: what changed since is told first. */
  async subscribe(
    response: Response,
    asked: { shopId: string; agent: DeskPerson; lastEventId: string | undefined },
  ): Promise<void> {
    const { shopId, agent, lastEventId } = asked;
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    response.write('retry: 1000\n\n');
    const feed = this.#feedOf(shopId);
    const alive = setInterval(() => {
      response.write(': alive\n\n');
      noteAlive(this.#database, shopId, agent.id).catch(() => {});
    }, this.#aliveMs);
    const end = setTimeout(() => response.end(), longestStreamMs);
    const client: Client = {
      agent,
      response,
      stop: () => {
        clearInterval(alive);
        clearTimeout(end);
        feed.clients.delete(client);
        if (feed.clients.size === 0) this.#feeds.delete(shopId);
      },
    };
    response.on('close', client.stop);
    response.on('error', client.stop);
    feed.clients.add(client);
    await noteAlive(this.#database, shopId, agent.id);
    const { nowMs } = await this.#read(shopId, feed);
    if (lastEventId !== undefined) await this.#resume(client, shopId, lastEventId, nowMs);
    else this.#tell([client], { kind: 'reset' }, nowMs);
  }

  async #resume(client: Client, shopId: string, lastEventId: string, nowMs: number): Promise<void> {
    const since = /^\d{12,14}$/.test(lastEventId) ? Number(lastEventId) : 0;
    if (nowMs - since > longestGapMs) return this.#tell([client], { kind: 'reset' }, nowMs);
    const { changes } = await changesSince(this.#database, shopId, since - overlapMs, mostMissed + 1);
    if (changes.length > mostMissed) return this.#tell([client], { kind: 'reset' }, nowMs);
    for (const change of changes) this.#tell([client], changed(change), nowMs);
    for (const { id, ownerId } of await alertsSince(this.#database, shopId, since - overlapMs))
      this.#tell([client], { kind: 'alert', alertId: id, ownerId }, nowMs);
  }

  #feedOf(shopId: string): Feed {
    let feed = this.#feeds.get(shopId);
    if (!feed) {
      feed = { clients: new Set(), told: new Map(), alertsTold: new Set(), sinceMs: null, reading: false };
      this.#feeds.set(shopId, feed);
    }
    return feed;
  }

  #onCommit(ids: readonly string[]): void {
    if (this.#feeds.size === 0) return;
    for (const id of ids) this.#hinted.add(id);
    this.#hintTimer ??= setTimeout(() => void this.#readHinted(), coalesceMs);
  }

  async #readHinted(): Promise<void> {
    const ids = [...this.#hinted];
    this.#hinted.clear();
    this.#hintTimer = undefined;
    try {
      for (const [shopId, feed] of this.#feeds) {
        const changes = await changesOf(this.#database, shopId, ids);
        this.#tellChanges(feed, changes, feed.sinceMs ?? Date.now());
      }
    } catch (error) {
      // The poll finds them.
      this.#logger.warn('hinted conversations could not be read for the desk', { error });
    }
  }

  async #onSignal(signal: Signal): Promise<void> {
    const { shopId, conversationId } = signal;
    const feed = this.#feeds.get(shopId);
    if (!feed) return;
    if (signal.kind === 'typing') {
      if (signal.who === 'shopper')
        this.#tell(feed.clients, { kind: 'typing', conversationId, who: 'shopper' }, null);
      return;
    }
    try {
      const here = await presenceIn(this.#database, { shopId, conversationId });
      this.#tell(feed.clients, { kind: 'presence', conversationId, here }, null);
    } catch {
      // A moment's news, gone with the moment.
    }
  }

  async #poll(): Promise<void> {
    for (const [shopId, feed] of this.#feeds) {
      if (feed.reading) continue;
      try {
        await this.#read(shopId, feed);
      } catch (error) {
        this.#logger.warn('the desk could not be brought up to date', { error });
      }
    }
    if (this.#poller) this.#poller = setTimeout(() => void this.#poll(), this.#pollMs);
  }

  /** Tells what changed since the last look. The first look of a feed tells nothing: its clients begin with it. */
  async #read(shopId: string, feed: Feed): Promise<{ nowMs: number }> {
    feed.reading = true;
    try {
      const first = feed.sinceMs === null;
      const since = (feed.sinceMs ?? Date.now()) - overlapMs;
      const { changes, nowMs } = await changesSince(this.#database, shopId, since, 5_000);
      feed.sinceMs = nowMs;
      if (first) for (const { conversationId, mark } of changes) feed.told.set(conversationId, mark);
      else this.#tellChanges(feed, changes, nowMs);
      for (const { id, ownerId } of await alertsSince(this.#database, shopId, since)) {
        if (feed.alertsTold.has(id)) continue;
        feed.alertsTold.add(id);
        if (!first) this.#tell(feed.clients, { kind: 'alert', alertId: id, ownerId }, nowMs);
      }
      return { nowMs };
    } finally {
      feed.reading = false;
    }
  }

  #tellChanges(feed: Feed, changes: readonly DeskChange[], nowMs: number): void {
    for (const change of changes) {
      if (feed.told.get(change.conversationId) === change.mark) continue;
      feed.told.delete(change.conversationId);
      feed.told.set(change.conversationId, change.mark);
      if (feed.told.size > remembered) feed.told.delete(feed.told.keys().next().value!);
      this.#tell(feed.clients, changed(change), nowMs);
    }
  }

  /** @param idMs where a client resumes; null: nothing that is kept. */
  #tell(clients: Iterable<Client>, event: DeskEvent, idMs: number | null): void {
    const id = idMs === null ? '' : `id: ${idMs}\n`;
    const text = `${id}data: ${JSON.stringify(event)}\n\n`;
    for (const { response } of clients) {
      if (response.writableLength > stuckBytes) response.end();
      else if (!response.writableEnded) response.write(text);
    }
  }
}

function changed({ conversationId, version, heldBy, agentId }: DeskChange): DeskEvent {
  return { kind: 'changed', conversationId, version, heldBy, agentId };
}
