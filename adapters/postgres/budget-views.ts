import type { BudgetDay, BudgetView } from '../../core/contracts/console-money.ts';
import type { Localised } from '../../core/localised.ts';
import { budgetPace } from '../../retention/money/budget-pace.ts';
import { listApprovals } from './approvals.ts';
import type { Queryable } from './database.ts';

/** Below this many ended reservations a share says nothing; pacing then assumes what it assumes elsewhere. */
const enoughEnded = 20;
const assumedRedemption = 0.3;

/** The budgets of a shop with their pace, and whether the ledger says the same as the counters. */
export async function budgetViews(
  queryable: Queryable,
  shopId: string,
  viewer: string,
  now: Date,
): Promise<BudgetView[]> {
  const { rows } = await queryable.query<{
    id: string;
    name: Localised;
    limit_cents: number;
    reserved_cents: number;
    spent_cents: number;
    starts_at: Date;
    ends_at: Date;
    version: number;
    ledger_reserved: number;
    ledger_spent: number;
    ended: number;
    redeemed: number;
  }>(
    `select b.id, b.name, b.limit_cents, b.reserved_cents, b.spent_cents, b.starts_at, b.ends_at, b.version,
       coalesce(l.reserved, 0)::bigint as ledger_reserved, coalesce(l.spent, 0)::bigint as ledger_spent,
       coalesce(g.ended, 0) as ended, coalesce(g.redeemed, 0) as redeemed
     from budgets b
     left join lateral (
       select sum(amount_cents) filter (where account = 'reserved:' || b.id) as reserved,
         sum(amount_cents) filter (where account = 'spent:' || b.id) as spent
       from ledger_days where shop_id = b.shop_id and budget_id = b.id) l on true
     left join lateral (
       select count(*) as ended, count(*) filter (where state = 'redeemed') as redeemed
       from grants where shop_id = b.shop_id and budget_id = b.id and state in ('redeemed', 'void', 'expired')) g on true
     where b.shop_id = $1 order by b.ends_at desc, b.id`,
    [shopId],
  );
  const open = await listApprovals(queryable, shopId, viewer, { state: 'open' });
  return rows.map((row) => {
    const expectedRedemption = row.ended >= enoughEnded ? row.redeemed / row.ended : null;
    const budget = {
      limitCents: row.limit_cents,
      reservedCents: row.reserved_cents,
      spentCents: row.spent_cents,
      startsAt: row.starts_at,
      endsAt: row.ends_at,
    };
    const { pace, runsOutAt } = budgetPace(budget, expectedRedemption ?? assumedRedemption, now);
    return {
      ...budget,
      id: row.id,
      name: row.name,
      startsAt: row.starts_at.toISOString(),
      endsAt: row.ends_at.toISOString(),
      version: row.version,
      pace,
      expectedRedemption,
      runsOutAt: runsOutAt?.toISOString() ?? null,
      ledgerAgrees: row.ledger_reserved === row.reserved_cents && row.ledger_spent === row.spent_cents,
      openApproval: open.find(({ subject }) => subject === `budget:${row.id}`) ?? null,
    };
  });
}

/** What was spent and reserved at the end of each day of the budget so far, in the shop's zone. */
export async function budgetDays(
  queryable: Queryable,
  shopId: string,
  budgetId: string,
): Promise<BudgetDay[]> {
  const { rows } = await queryable.query<{ day: string; spent: number; reserved: number }>(
    `with moved as (
       select day, sum(amount_cents) filter (where account = 'spent:' || budget_id) as spent,
         sum(amount_cents) filter (where account = 'reserved:' || budget_id) as reserved
       from ledger_days where shop_id = $1 and budget_id = $2 group by day)
     select to_char(day, 'YYYY-MM-DD') as day, sum(coalesce(spent, 0)) over (order by day)::bigint as spent,
       sum(coalesce(reserved, 0)) over (order by day)::bigint as reserved
     from moved order by day`,
    [shopId, budgetId],
  );
  return rows.map(({ day, spent, reserved }) => ({ day, spentCents: spent, reservedCents: reserved }));
}
