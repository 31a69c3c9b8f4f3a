import { createHash } from 'node:crypto';
import { ModelArtefactError } from '../../core/errors.ts';
import type { Logger } from '../../core/logger.ts';
import type { NextItemRuntime, NextItemScorer } from '../../retention/recommend/next-item-scorer.ts';
import type { Database } from './database.ts';
import { loadNextItem, newestNextItem, productTexts } from './next-item-store.ts';

export interface ServedNextItem {
  readonly version: string;
  readonly weight: number;
  readonly scorer: NextItemScorer;
}

interface Kept {
  served: ServedNextItem | null;
  /** Of the model and of the products that came after it. */
  key: string;
  checkedAt: number;
}

/** How long the newest version is believed before it is asked for again; another process may have trained one. */
const believedMs = 10_000;

/**
 * Every shop's newest next-item model, opened beside the requests that notice it: a request never waits for one, it
 * goes on with what is open.
 */
export class NextItemModels {
  readonly #database: Database;
  readonly #runtime: NextItemRuntime;
  readonly #logger: Logger;
  readonly #kept = new Map<string, Kept>();
  readonly #checking = new Map<string, Promise<void>>();

  constructor(options: { database: Database; runtime: NextItemRuntime; logger: Logger }) {
    this.#database = options.database;
    this.#runtime = options.runtime;
    this.#logger = options.logger;
  }

  /** What is open; null: neighbours alone serve. */
  forShop(shopId: string, now: Date): ServedNextItem | null {
    const kept = this.#kept.get(shopId);
    if (!kept || now.getTime() - kept.checkedAt >= believedMs) void this.#check(shopId, now, false);
    return kept?.served ?? null;
  }

  /** Takes the newest model, and products that are new to it. */
  refresh(shopId: string, now: Date): Promise<void> {
    return this.#check(shopId, now, true);
  }

  /** A model that failed is opened anew at the next look. */
  forget(shopId: string): void {
    const kept = this.#kept.get(shopId);
    if (kept) this.#kept.set(shopId, { ...kept, served: null, key: '' });
  }

  #check(shopId: string, now: Date, products: boolean): Promise<void> {
    const running = this.#checking.get(shopId);
    if (running) return running;
    const checking = this.#take(shopId, now, products)
      .catch((error: Error) => {
        this.#kept.set(shopId, { served: null, key: '', checkedAt: now.getTime() });
        this.#logger.error('the next-item model cannot be used, neighbours serve alone', {
          shopId,
          reason: error.message,
        });
      })
      .finally(() => this.#checking.delete(shopId));
    this.#checking.set(shopId, checking);
    return checking;
  }

  async #take(shopId: string, now: Date, products: boolean): Promise<void> {
    const kept = this.#kept.get(shopId);
    const newest = await newestNextItem(this.#database, shopId);
    const version = newest?.serves ? newest.version : null;
    if (version === null) {
      await this.#replace(shopId, { served: null, key: '', checkedAt: now.getTime() });
      return;
    }
    if (kept?.served?.version === version && !products) {
      kept.checkedAt = now.getTime();
      return;
    }
    const stored = await loadNextItem(this.#database, shopId, version);
    if (!stored) return;
    const { artefact, manifest } = stored;
    const later = await this.#laterProducts(shopId, manifest);
    const key = `${version} ${later.map(({ id }) => id).join(' ')}`;
    if (kept?.served && kept.key === key) {
      kept.checkedAt = now.getTime();
      return;
    }
    if (createHash('sha256').update(artefact).digest('hex') !== manifest.sha256)
      throw new ModelArtefactError(
        `the stored recommender ${version} of shop "${shopId}" is not the one its manifest names: run mainstay train recommender --shop ${shopId}`,
      );
    const scorer = await this.#runtime.open({ ...manifest, artefact }, later);
    const served = { version, weight: manifest.weight, scorer };
    await this.#replace(shopId, { served, key, checkedAt: now.getTime() });
  }

  async #replace(shopId: string, next: Kept): Promise<void> {
    const before = this.#kept.get(shopId)?.served;
    this.#kept.set(shopId, next);
    // A call that still runs on it was asked before: the thread answers in order.
    await before?.scorer.close().catch(() => {});
  }

  /** Products with a text vector of the model's encoder that it was not trained on, in order of their ids. */
  async #laterProducts(
    shopId: string,
    { encoder, products }: { encoder: string | null; products: readonly string[] },
  ): Promise<{ id: string; vector: Float32Array }[]> {
    if (encoder === null) return [];
    const trained = new Set(products);
    const texts = await productTexts(this.#database, shopId, encoder);
    return [...texts].filter(([id]) => !trained.has(id)).map(([id, vector]) => ({ id, vector }));
  }
}
