import type { Transaction } from '../../core/transaction.ts';
import { clientOf } from './database.ts';
import { setGrantState } from './money-grants.ts';
import { release } from './money-ledger.ts';

/**
 * Gives reservations of grants past their end back to their budgets; run it every few minutes, on any replica.
 * Grants that another transaction holds are left for the next run. Budgets are visited in one order, so that two
 * sweeps cannot wait for each other.
 * @returns how many grants expired; as many as `limit` means that there may be more.
 */
export async function expireGrants(tx: Transaction, now: Date, limit = 500): Promise<number> {
  const { rows } = await clientOf(tx).query<{
    shop_id: string;
    id: string;
    budget_id: string;
    reserved_cents: number;
  }>(
    `select shop_id, id, budget_id, reserved_cents from (
       select g.shop_id, g.id, g.budget_id, g.reserved_cents from grants g
       where g.state in ('reserved', 'accepted') and g.expires_at <= $1
       order by g.expires_at limit $2 for no key update skip locked) due
     order by shop_id, budget_id, id`,
    [now, limit],
  );
  for (const grant of rows) {
    await setGrantState(tx, grant.shop_id, grant.id, 'expired');
    await release(
      tx,
      { shopId: grant.shop_id, budgetId: grant.budget_id, grantId: grant.id, now },
      'expire',
      grant.reserved_cents,
    );
  }
  return rows.length;
}
