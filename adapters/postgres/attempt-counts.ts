import type { Transaction } from '../../core/transaction.ts';
import { clientOf, type Database } from './database.ts';

export interface AttemptLimit {
  /** What is counted, such as `guest-order/address/...`. */
  readonly subject: string;
  /** Attempts within an hour of the clock that are let through. */
  readonly perHour: number;
}

/**
 * Counts one attempt for every subject; false when one of them has had its share of this hour. Counted in the
 * caller's transaction and over all replicas; subjects in one order, so that no two attempts wait in a circle.
 */
export async function attemptAllowed(
  tx: Transaction,
  shopId: string,
  limits: readonly AttemptLimit[],
  now: Date,
): Promise<boolean> {
  const { rows } = await clientOf(tx).query<{ allowed: boolean }>(
    `with asked as (
       select * from unnest($2::text[], $3::int[]) as a (subject, per_hour)),
     counted as (
       insert into attempt_counts (shop_id, subject, hour, attempts)
       select $1, subject, date_trunc('hour', $4::timestamptz), 1 from asked order by subject collate "C"
       on conflict (shop_id, subject, hour) do update set attempts = attempt_counts.attempts + 1
       returning subject, attempts)
     select bool_and(attempts <= per_hour) as allowed from counted join asked using (subject)`,
    [shopId, limits.map(({ subject }) => subject), limits.map(({ perHour }) => perHour), now],
  );
  return rows[0]!.allowed;
}

/** Counts of hours that are long over bear on nothing. */
export async function forgetAttempts(database: Database, before: Date): Promise<void> {
  await database.query('delete from attempt_counts where hour < $1', [before]);
}
