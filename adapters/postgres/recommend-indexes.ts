import type { Logger } from '../../core/logger.ts';
import type { Database, Queryable } from './database.ts';
import { KeptKnowledge } from './recommend-knowledge.ts';

interface Kept {
  knowledge: KeptKnowledge;
  builtAt: number;
  askedAt: number;
  refreshing: boolean;
}

/** A new order counts in everybody's recommendations after this long; in its shopper's own at once. */
const ordersEveryMs = 10_000;
/** New products and vectors are read by a rebuild. */
const rebuildEveryMs = 10 * 60_000;

/** Every shop's index in memory: loaded once, brought up to date behind the request that notices its age. */
export class RecommendIndexes {
  readonly #database: Database;
  readonly #logger: Logger;
  readonly #kept = new Map<string, Kept>();
  readonly #loading = new Map<string, Promise<Kept>>();

  constructor(options: { database: Database; logger: Logger }) {
    this.#database = options.database;
    this.#logger = options.logger;
  }

  /**
   * @param reader reads the first time: a request that holds a connection must not wait for a second one.
   */
  async forShop(shopId: string, now: Date, reader: Queryable): Promise<KeptKnowledge> {
    const kept = this.#kept.get(shopId);
    if (!kept) return (await this.#load(shopId, now, reader)).knowledge;
    this.#refreshBehind(shopId, kept, now);
    return kept.knowledge;
  }

  async rebuild(shopId: string, now: Date): Promise<void> {
    await this.#load(shopId, now, this.#database);
  }

  #load(shopId: string, now: Date, reader: Queryable): Promise<Kept> {
    const running = this.#loading.get(shopId);
    if (running) return running;
    const loading = KeptKnowledge.load(reader, shopId, now)
      .then((knowledge) => {
        const kept = { knowledge, builtAt: now.getTime(), askedAt: now.getTime(), refreshing: false };
        this.#kept.set(shopId, kept);
        return kept;
      })
      .finally(() => this.#loading.delete(shopId));
    this.#loading.set(shopId, loading);
    return loading;
  }

  #refreshBehind(shopId: string, kept: Kept, now: Date): void {
    if (kept.refreshing || now.getTime() - kept.askedAt < ordersEveryMs) return;
    kept.refreshing = true;
    kept.askedAt = now.getTime();
    const refreshed =
      now.getTime() - kept.builtAt >= rebuildEveryMs
        ? this.rebuild(shopId, now)
        : kept.knowledge.addNewOrders(this.#database);
    refreshed
      .catch((error: Error) => {
        this.#logger.warn('the recommendation index could not be brought up to date', {
          shopId,
          reason: error.message,
        });
      })
      .finally(() => {
        kept.refreshing = false;
      });
  }
}
