import type { TrafficShares } from '../../core/contracts/console-experiments.ts';
import type { Transaction } from '../../core/transaction.ts';
import { clientOf, type Queryable } from './database.ts';

/** Writes down which shares hold from now on; in the order of the arms. */
export async function noteShares(
  tx: Transaction,
  note: {
    shopId: string;
    id: string;
    since: Date;
    shares: readonly number[];
    best: readonly number[] | null;
    matured: readonly number[] | null;
  },
): Promise<void> {
  await clientOf(tx).query(
    `insert into experiment_shares (shop_id, experiment_id, version, since, shares, best, matured)
     select $1, $2, coalesce(max(version), 0) + 1, $3, $4, $5, $6 from experiment_shares where shop_id = $1 and experiment_id = $2`,
    [note.shopId, note.id, note.since, note.shares, note.best, note.matured],
  );
}

/** The shares of every experiment of a shop over time, by its id, oldest first. */
export async function sharesOverTime(
  queryable: Queryable,
  shopId: string,
): Promise<ReadonlyMap<string, TrafficShares[]>> {
  const { rows } = await queryable.query<{
    experiment_id: string;
    since: Date;
    shares: number[];
    best: number[] | null;
    matured: number[] | null;
  }>(
    `select experiment_id, since, shares, best, matured from experiment_shares where shop_id = $1
     order by experiment_id, version`,
    [shopId],
  );
  const found = new Map<string, TrafficShares[]>();
  for (const { experiment_id, since, ...row } of rows) {
    const list = found.get(experiment_id) ?? [];
    found.set(experiment_id, list);
    list.push({ since: since.toISOString(), ...row });
  }
  return found;
}
