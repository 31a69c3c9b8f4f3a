import type { Clock } from '../../core/clock.ts';
import type { Database } from './database.ts';

/** What a page shows, and when it was worked out (ISO 8601). */
export interface PageReading<Result> {
  readonly computedAt: string;
  readonly result: Result;
}

export interface PageWork<Result> {
  readonly work: () => Promise<Result>;
  /** False: it says nothing yet, was quick to find, and may say something within the hour: not kept. */
  readonly says: (result: Result) => boolean;
}

/** A night's job renews readings in time; without one they are renewed by whoever looks. */
const keptMs = 25 * 3_600_000;

/**
 * What takes everything a shop has to work out, and changes once a day: stored, so that opening a page costs one row.
 * One process works out each once at a time; two processes may do so together, and the later one stays.
 */
export class PageReadings {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #running = new Map<string, Promise<PageReading<unknown>>>();

  constructor(parts: { database: Database; clock: Clock }) {
    this.#database = parts.database;
    this.#clock = parts.clock;
  }

  /** The stored reading; worked out now when there is none or it is older than a day. */
  async get<Result extends object>(
    shopId: string,
    page: string,
    how: PageWork<Result>,
  ): Promise<PageReading<Result>> {
    const { rows } = await this.#database.query<{ computed_at: Date; result: Result }>(
      'select computed_at, result from page_readings where shop_id = $1 and page = $2',
      [shopId, page],
    );
    const stored = rows[0];
    if (stored && this.#clock.now().getTime() - stored.computed_at.getTime() < keptMs)
      return { computedAt: stored.computed_at.toISOString(), result: stored.result };
    return this.renew(shopId, page, how);
  }

  /** Works it out now and stores it; whoever asks meanwhile gets the same answer. */
  renew<Result extends object>(
    shopId: string,
    page: string,
    how: PageWork<Result>,
  ): Promise<PageReading<Result>> {
    const key = `${shopId}|${page}`;
    const running = this.#running.get(key) ?? this.#workOut(shopId, page, how);
    if (!this.#running.has(key)) {
      this.#running.set(key, running);
      const forget = () => this.#running.delete(key);
      running.then(forget, forget);
    }
    return running as Promise<PageReading<Result>>;
  }

  async #workOut<Result extends object>(
    shopId: string,
    page: string,
    { work, says }: PageWork<Result>,
  ): Promise<PageReading<unknown>> {
    const computedAt = this.#clock.now();
    const result = await work();
    if (says(result))
      await this.#database.query(
        `insert into page_readings (shop_id, page, computed_at, result) values ($1, $2, $3, $4)
         on conflict (shop_id, page) do update set computed_at = excluded.computed_at, result = excluded.result`,
        [shopId, page, computedAt, JSON.stringify(result)],
      );
    return { computedAt: computedAt.toISOString(), result };
  }
}
