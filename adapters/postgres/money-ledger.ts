import { newId } from '../../core/ids.ts';
import type { Transaction } from '../../core/transaction.ts';
import type { LedgerKind } from '../../core/words.ts';
import { ledgerEntries } from '../../retention/money/ledger-entries.ts';
import { clientOf } from './database.ts';

interface Movement {
  readonly shopId: string;
  readonly budgetId: string;
  readonly grantId: string;
  readonly now: Date;
}

/**
 * Reserves the whole amount or nothing, by one conditional update: however many ask at once, a budget is never
 * promised twice. The budget's row stays locked until the caller's transaction ends, so reserve late in it.
 * @returns false when the budget is closed, missing or used up.
 */
export async function reserve(tx: Transaction, movement: Movement, amountCents: number): Promise<boolean> {
  const { rowCount } = await clientOf(tx).query(
    `update budgets set reserved_cents = reserved_cents + $3
     where shop_id = $1 and id = $2 and starts_at <= $4 and $4 < ends_at
       and limit_cents - reserved_cents - spent_cents >= $3`,
    [movement.shopId, movement.budgetId, amountCents, movement.now],
  );
  if (rowCount !== 1) return false;
  await post(tx, movement, 'reserve', amountCents);
  return true;
}

/** Gives a reservation back to the budget. */
export async function release(
  tx: Transaction,
  movement: Movement,
  kind: 'void' | 'expire',
  reservedCents: number,
): Promise<void> {
  await moveCounters(tx, movement, -reservedCents, 0);
  await post(tx, movement, kind, reservedCents);
}

/** Turns a reservation into what was really used; the rest goes back to the budget. */
export async function spend(
  tx: Transaction,
  movement: Movement,
  reservedCents: number,
  usedCents: number,
): Promise<void> {
  await moveCounters(tx, movement, -reservedCents, usedCents);
  await post(tx, movement, 'redeem', reservedCents, usedCents);
}

/** Gives back what was spent on goods that came back. */
export async function takeBack(tx: Transaction, movement: Movement, amountCents: number): Promise<void> {
  await moveCounters(tx, movement, 0, -amountCents);
  await post(tx, movement, 'reverse', 0, amountCents);
}

async function moveCounters(
  tx: Transaction,
  { shopId, budgetId }: Movement,
  reservedCents: number,
  spentCents: number,
): Promise<void> {
  await clientOf(tx).query(
    `update budgets set reserved_cents = reserved_cents + $3, spent_cents = spent_cents + $4
     where shop_id = $1 and id = $2`,
    [shopId, budgetId, reservedCents, spentCents],
  );
}

async function post(
  tx: Transaction,
  { shopId, budgetId, grantId, now }: Movement,
  kind: LedgerKind,
  reservedCents: number,
  usedCents = 0,
): Promise<void> {
  const entries = ledgerEntries(kind, budgetId, reservedCents, usedCents);
  await clientOf(tx).query(
    `insert into ledger (shop_id, transaction_id, kind, account, budget_id, grant_id, amount_cents, created_at)
     select $1, $2, $3, entry.account, $4, $5, entry.amount, $6
     from unnest($7::text[], $8::bigint[]) as entry (account, amount)`,
    [
      shopId,
      newId(),
      kind,
      budgetId,
      grantId,
      now,
      entries.map(({ account }) => account),
      entries.map(({ amountCents }) => amountCents),
    ],
  );
}
