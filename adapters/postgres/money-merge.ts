import type { Transaction } from '../../core/transaction.ts';
import { clientOf } from './database.ts';

/**
 * Carries assignments over when the identity `from` turns out to be the known shopper `into`: where only one has an
 * arm it holds for both; where both have one the known shopper's stays, and arms that differ are flagged as crossed,
 * so that an analysis can look at those shoppers apart. Grants and decisions need no move: they are read by
 * `shoppers.merged_into`, which this sets.
 * @returns experiments in which the two had different arms.
 */
export async function mergeShoppers(
  tx: Transaction,
  { shopId, from, into }: { shopId: string; from: string; into: string },
): Promise<string[]> {
  const client = clientOf(tx);
  // Lower id first: two merges of the same pair cannot wait for each other.
  await client.query(
    'select 1 from shoppers where shop_id = $1 and id = any($2) order by id for no key update',
    [shopId, [from, into]],
  );
  const { rows } = await client.query<{ experiment_id: string }>(
    `update assignments known set crossed = true
     from assignments other
     where known.shop_id = $1 and known.shopper_id = $3
       and other.shop_id = $1 and other.shopper_id = $2
       and other.experiment_id = known.experiment_id and other.arm <> known.arm
     returning known.experiment_id`,
    [shopId, from, into],
  );
  await client.query(
    `insert into assignments (shop_id, experiment_id, shopper_id, arm, assigned_at, until, crossed, shares)
     select shop_id, experiment_id, $3, arm, assigned_at, until, crossed, shares
     from assignments where shop_id = $1 and shopper_id = $2
     on conflict (shop_id, experiment_id, shopper_id) do nothing`,
    [shopId, from, into],
  );
  await client.query(
    `update shoppers known set personalisation_refused_at =
       coalesce(known.personalisation_refused_at, other.personalisation_refused_at)
     from shoppers other
     where known.shop_id = $1 and known.id = $3 and other.shop_id = $1 and other.id = $2`,
    [shopId, from, into],
  );
  await client.query(
    `update shoppers set merged_into = $3
     where shop_id = $1 and (id = $2 or merged_into = $2) and id <> $3`,
    [shopId, from, into],
  );
  return rows.map(({ experiment_id }) => experiment_id).sort();
}
