import { createHash } from 'node:crypto';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { RateLimitedError } from '../../../core/errors.ts';
import type { Database } from '../../postgres/database.ts';

/** Tries within a window, counted in Postgres, so that all replicas count together. */
export const attemptLimits = {
  /** Wrong passwords for one e-mail, whoever tries. */
  account: { points: 10, windowS: 15 * 60 },
  /** Wrong passwords, used-up links and reset requests from one address, whomever they name. */
  address: { points: 40, windowS: 15 * 60 },
  /** Reset requests for one e-mail. */
  reset: { points: 3, windowS: 60 * 60 },
} as const;

export type AttemptKind = keyof typeof attemptLimits;
type Keys = Partial<Record<AttemptKind, string>>;

/** Limits how often a password or link may be tried. Keys are kept as hashes. */
export class Attempts {
  readonly #limiters: Readonly<Record<AttemptKind, RateLimiterPostgres>>;
  constructor(database: Database) {
    const limiter = (kind: AttemptKind) =>
      new RateLimiterPostgres({
        storeClient: database.pool,
        storeType: 'pool',
        tableName: 'staff_attempts',
        tableCreated: true,
        keyPrefix: kind,
        points: attemptLimits[kind].points,
        duration: attemptLimits[kind].windowS,
      });
    this.#limiters = { account: limiter('account'), address: limiter('address'), reset: limiter('reset') };
  }

  /**
   * Counts a try before its answer is known, so that tries sent at once count too.
   * @throws RateLimitedError that says until when, without telling whether the try would have been right.
   */
  async count(keys: Keys): Promise<void> {
    for (const [kind, key] of entriesOf(keys)) {
      try {
        await this.#limiters[kind].consume(hashed(key));
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        const waitS = Math.ceil(error.msBeforeNext / 1_000);
        throw new RateLimitedError(`too many tries; come back in ${waitS} s`, waitS);
      }
    }
  }

  /** The try was right: it takes nothing from what is left, and the account starts anew. */
  async forgive(keys: Keys): Promise<void> {
    const { account, ...others } = keys;
    if (account !== undefined) await this.#limiters.account.delete(hashed(account));
    for (const [kind, key] of entriesOf(others)) await this.#limiters[kind].reward(hashed(key));
  }
}

function entriesOf(keys: Keys): [AttemptKind, string][] {
  return Object.entries(keys) as [AttemptKind, string][];
}

function hashed(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
