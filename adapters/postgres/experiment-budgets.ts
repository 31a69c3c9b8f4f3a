import { ConflictError, NotFoundError } from '../../core/errors.ts';
import type { Localised } from '../../core/localised.ts';
import type { Transaction } from '../../core/transaction.ts';
import { clientOf } from './database.ts';

export interface ArmBudget {
  readonly id: string;
  readonly name: Localised;
  readonly limitCents: number;
}

/**
 * Gives each arm a budget of its own, taken from another: together they may spend no more than before, so that no
 * second person is asked.
 * @throws NotFoundError; ConflictError when the other has less free, or one of these ids exists.
 */
export async function splitBudget(
  tx: Transaction,
  shopId: string,
  sourceId: string,
  arms: readonly ArmBudget[],
): Promise<void> {
  const client = clientOf(tx);
  const total = arms.reduce((sum, { limitCents }) => sum + limitCents, 0);
  const { rows } = await client.query<{ free: number }>(
    `select limit_cents - reserved_cents - spent_cents as free from budgets
     where shop_id = $1 and id = $2 for no key update`,
    [shopId, sourceId],
  );
  if (!rows[0]) throw new NotFoundError(`there is no budget "${sourceId}"`);
  if (rows[0].free < total)
    throw new ConflictError(
      `the budget "${sourceId}" has ${rows[0].free} left; the arms cannot get ${total} of it`,
    );
  await client.query(
    'update budgets set limit_cents = limit_cents - $3, version = version + 1 where shop_id = $1 and id = $2',
    [shopId, sourceId, total],
  );
  for (const { id, name, limitCents } of arms) {
    const { rowCount } = await client.query(
      `insert into budgets (shop_id, id, name, limit_cents, starts_at, ends_at, mu)
       select shop_id, $3, $4, $5, starts_at, ends_at, mu from budgets where shop_id = $1 and id = $2
       on conflict do nothing`,
      [shopId, sourceId, id, JSON.stringify(name), limitCents],
    );
    if (rowCount === 0) throw new ConflictError(`there is a budget "${id}" already`);
  }
}

/** Deals what the budgets of an experiment's arms have free out anew, by their shares: together it stays the same. */
export async function shareFreeMoney(
  tx: Transaction,
  shopId: string,
  arms: readonly { readonly id: string; readonly share: number }[],
): Promise<void> {
  // Rows in the order of their ids, as in every transaction that locks several.
  const { rows } = await clientOf(tx).query<{ id: string; free: number }>(
    `select id, limit_cents - reserved_cents - spent_cents as free from budgets
     where shop_id = $1 and id = any($2) order by id for no key update`,
    [shopId, arms.map(({ id }) => id)],
  );
  const dealt = rows.map(({ id }) => ({ id, share: arms.find((arm) => arm.id === id)!.share }));
  const all = dealt.reduce((sum, { share }) => sum + share, 0);
  const total = rows.reduce((sum, { free }) => sum + free, 0);
  if (total <= 0 || all <= 0) return;
  let left = total;
  for (const [i, { id, share }] of dealt.entries()) {
    const cents = i === dealt.length - 1 ? left : Math.floor((total * share) / all);
    left -= cents;
    await clientOf(tx).query(
      `update budgets set limit_cents = reserved_cents + spent_cents + $3, version = version + 1
       where shop_id = $1 and id = $2`,
      [shopId, id, cents],
    );
  }
}

/** Gives what is free of the arms' budgets back to where it came from. Grants that stand keep what is reserved. */
export async function returnBudgets(
  tx: Transaction,
  shopId: string,
  sourceId: string,
  armBudgetIds: readonly string[],
): Promise<number> {
  // Rows in the order of their ids: two who stop experiments cannot wait for each other.
  const { rows } = await clientOf(tx).query<{ id: string; free: number }>(
    `select id, limit_cents - reserved_cents - spent_cents as free from budgets
     where shop_id = $1 and (id = any($2) or id = $3) order by id for no key update`,
    [shopId, armBudgetIds, sourceId],
  );
  const source = rows.find(({ id }) => id === sourceId);
  const freed = source
    ? rows.filter(({ id }) => id !== sourceId).reduce((sum, { free }) => sum + free, 0)
    : 0;
  if (freed === 0) return 0;
  await clientOf(tx).query(
    `update budgets set version = version + 1,
       limit_cents = case when id = $3 then limit_cents + $4 else reserved_cents + spent_cents end
     where shop_id = $1 and (id = any($2) or id = $3)`,
    [shopId, armBudgetIds, sourceId, freed],
  );
  return freed;
}
