import type { ChangeResult } from '../../core/contracts/console-money.ts';
import { BadInputError, ConflictError, NotFoundError } from '../../core/errors.ts';
import type { Transaction } from '../../core/transaction.ts';
import { askApproval, type OpenApproval, voidApprovals } from './approvals.ts';
import { appendAudit } from './audit-log.ts';
import { clientOf } from './database.ts';

export interface LimitChange {
  readonly shopId: string;
  readonly budgetId: string;
  readonly limitCents: number;
  /** As the page showed it. */
  readonly version: number;
  readonly reason: string;
  readonly by: string;
}

/**
 * Sets the limit of a budget: lowered at once, raised by a second person.
 * @throws NotFoundError; ConflictError when somebody changed it meanwhile, or counters and ledger differ;
 * BadInputError when less is left than is spent and reserved.
 */
export async function changeLimit(tx: Transaction, change: LimitChange): Promise<ChangeResult> {
  const { shopId, budgetId, limitCents, by } = change;
  const budget = await lockedBudget(tx, shopId, budgetId);
  if (budget.version !== change.version)
    throw new ConflictError(`somebody set this budget to ${budget.limit_cents} meanwhile; look at it again`);
  const committed = budget.reserved_cents + budget.spent_cents;
  if (limitCents < committed)
    throw new BadInputError(`${committed} of it is spent or reserved already; the limit cannot be lower`);
  const before = { limitCents: budget.limit_cents };
  const subject = `budget:${budgetId}`;
  if (limitCents > budget.limit_cents) {
    if (!(await ledgerAgrees(tx, shopId, budgetId, budget)))
      throw new ConflictError(
        'counters and ledger of this budget differ: nobody may raise it until that is explained',
      );
    return {
      state: 'asked',
      approval: await askApproval(tx, {
        shopId,
        kind: 'budget.raise',
        subject,
        subjectVersion: budget.version,
        before,
        after: { limitCents },
        reason: change.reason,
        by,
      }),
    };
  }
  if (limitCents < budget.limit_cents) await setLimit(tx, { ...change, before });
  return { state: 'done' };
}

/**
 * Carries out what was approved.
 * @throws ConflictError when the budget was changed since it was asked for.
 */
export async function raiseApproved(tx: Transaction, approval: OpenApproval, by: string): Promise<void> {
  const budgetId = approval.subject.slice('budget:'.length);
  const budget = await lockedBudget(tx, approval.shopId, budgetId);
  if (budget.version !== approval.subjectVersion)
    throw new ConflictError('the budget was changed since this was asked for; ask again');
  await setLimit(tx, {
    shopId: approval.shopId,
    budgetId,
    limitCents: Number(approval.after.limitCents),
    by,
    before: { limitCents: budget.limit_cents },
  });
}

async function setLimit(
  tx: Transaction,
  change: { shopId: string; budgetId: string; limitCents: number; by: string; before: unknown },
): Promise<void> {
  const { shopId, budgetId, limitCents, by, before } = change;
  await clientOf(tx).query(
    'update budgets set limit_cents = $3, version = version + 1 where shop_id = $1 and id = $2',
    [shopId, budgetId, limitCents],
  );
  await voidApprovals(tx, shopId, `budget:${budgetId}`);
  await appendAudit(tx, {
    shopId,
    actor: `user:${by}`,
    action: 'budget.limited',
    subject: `budget:${budgetId}`,
    before,
    after: { limitCents },
  });
}

interface Counters {
  readonly limit_cents: number;
  readonly reserved_cents: number;
  readonly spent_cents: number;
  readonly version: number;
}

async function lockedBudget(tx: Transaction, shopId: string, budgetId: string): Promise<Counters> {
  const { rows } = await clientOf(tx).query<Counters>(
    `select limit_cents, reserved_cents, spent_cents, version from budgets
     where shop_id = $1 and id = $2 for no key update`,
    [shopId, budgetId],
  );
  if (!rows[0]) throw new NotFoundError(`there is no budget "${budgetId}"`);
  return rows[0];
}

/** Read after the budget's row was locked, which every movement of money takes first. */
async function ledgerAgrees(
  tx: Transaction,
  shopId: string,
  budgetId: string,
  counters: Counters,
): Promise<boolean> {
  const { rows } = await clientOf(tx).query<{ reserved: number; spent: number }>(
    `select coalesce(sum(amount_cents) filter (where account = 'reserved:' || budget_id), 0)::bigint as reserved,
       coalesce(sum(amount_cents) filter (where account = 'spent:' || budget_id), 0)::bigint as spent
     from ledger where shop_id = $1 and budget_id = $2`,
    [shopId, budgetId],
  );
  return rows[0]!.reserved === counters.reserved_cents && rows[0]!.spent === counters.spent_cents;
}
