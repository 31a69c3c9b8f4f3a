import type { GrantDetail, KeyedPage, LedgerLine, PageRequest } from '../../core/contracts/console-money.ts';
import { NotFoundError } from '../../core/errors.ts';
import type { Localised } from '../../core/localised.ts';
import type { Queryable } from './database.ts';

interface LineRow {
  transaction_id: string;
  last_id: number;
  at: Date;
  kind: LedgerLine['kind'];
  grant_id: string;
  offer_name: Localised;
  shopper_name: string | null;
  freed: number;
  free: number;
}

/**
 * Movements of a budget, newest first, each with what was free after it. The page's own movements are added up from
 * the newest down, so that no page has to read the whole ledger.
 *
 */
export async function ledgerLines(
  queryable: Queryable,
  shopId: string,
  budgetId: string,
  page: PageRequest,
): Promise<KeyedPage<LedgerLine>> {
  const { limit } = page;
  const [lastId, free] = page.after?.split('.').map(Number) ?? [null, null];
  const { rows } = await queryable.query<LineRow>(
    `with newest as (
       select * from ledger where shop_id = $1 and budget_id = $2 and ($3::bigint is null or id < $3)
       order by id desc limit $4),
     page as materialized (
       select transaction_id, max(id) as last_id, min(created_at) as at, min(kind) as kind,
         (array_agg(grant_id))[1] as grant_id,
         coalesce(sum(amount_cents) filter (where account = 'budget:' || $2), 0)::bigint as freed
       from newest group by transaction_id order by last_id desc limit $5)
     select p.transaction_id, p.last_id, p.at, p.kind, p.grant_id, g.terms -> 'name' as offer_name,
       s.display_name as shopper_name, p.freed, b.limit_cents - b.reserved_cents - b.spent_cents as free
     from page p
     join grants g on g.shop_id = $1 and g.id = p.grant_id
     join shoppers s on s.shop_id = $1 and s.id = g.shopper_id
     join budgets b on b.shop_id = $1 and b.id = $2
     order by p.last_id desc`,
    // At most three entries a movement: this many entries hold the page's movements whole.
    [shopId, budgetId, lastId, (limit + 1) * 3, limit + 1],
  );
  let running = free ?? rows[0]?.free ?? 0;
  const lines = rows.slice(0, limit).map((row) => {
    const line = lineOf(row, running);
    running -= row.freed;
    return line;
  });
  const more = rows.length > limit;
  return { rows: lines, next: more ? `${firstIdOf(rows, limit)}.${running}` : null };
}

/** Everything about one grant. @throws NotFoundError. */
export async function grantDetail(
  queryable: Queryable,
  shopId: string,
  grantId: string,
): Promise<GrantDetail> {
  const { rows } = await queryable.query<{
    offer_id: string;
    offer_name: Localised;
    code: string;
    state: string;
    shopper_name: string | null;
    shopper_external_id: string | null;
    budget_id: string;
    reserved_cents: number;
    redeemed_cents: number | null;
    order_number: string | null;
    decision_id: string | null;
    created_at: Date;
    expires_at: Date;
  }>(
    `select g.offer_id, g.terms -> 'name' as offer_name, g.code, g.state, s.display_name as shopper_name,
       s.external_id as shopper_external_id, g.budget_id, g.reserved_cents, g.redeemed_cents, o.number as order_number,
       g.decision_id, g.created_at, g.expires_at
     from grants g
     join shoppers s on s.shop_id = g.shop_id and s.id = g.shopper_id
     left join orders o on o.shop_id = g.shop_id and o.id = g.order_id
     where g.shop_id = $1 and g.id = $2`,
    [shopId, grantId],
  );
  const grant = rows[0];
  if (!grant) throw new NotFoundError('there is no such grant');
  const moved = await queryable.query<LineRow>(
    `select transaction_id, max(id) as last_id, min(created_at) as at, min(kind) as kind, grant_id,
       coalesce(sum(amount_cents) filter (where account = 'budget:' || budget_id), 0)::bigint as freed, 0 as free,
       $3::jsonb as offer_name, $4::text as shopper_name
     from ledger where shop_id = $1 and grant_id = $2 group by transaction_id, grant_id order by last_id desc`,
    [shopId, grantId, JSON.stringify(grant.offer_name), grant.shopper_name],
  );
  // Of one grant alone: its own balance, 0 when nothing of it is taken any more.
  let running = moved.rows.reduce((sum, { freed }) => sum + freed, 0);
  return {
    id: grantId,
    offerId: grant.offer_id,
    offerName: grant.offer_name,
    code: grant.code,
    state: grant.state,
    shopperName: grant.shopper_name,
    shopperExternalId: grant.shopper_external_id,
    budgetId: grant.budget_id,
    reservedCents: grant.reserved_cents,
    redeemedCents: grant.redeemed_cents,
    orderNumber: grant.order_number,
    decisionId: grant.decision_id,
    createdAt: grant.created_at.toISOString(),
    expiresAt: grant.expires_at.toISOString(),
    ledger: moved.rows.map((row) => {
      const line = lineOf(row, running);
      running -= row.freed;
      return line;
    }),
  };
}

function lineOf(row: LineRow, freeCents: number): LedgerLine {
  return {
    transactionId: row.transaction_id,
    at: row.at.toISOString(),
    kind: row.kind,
    grantId: row.grant_id,
    offerName: row.offer_name,
    shopperName: row.shopper_name,
    amountCents: row.freed,
    freeCents,
  };
}

/** Entries of a movement have neighbouring ids, so that below the last movement's last id stand only older ones. */
function firstIdOf(rows: readonly LineRow[], limit: number): number {
  return rows[limit]!.last_id + 1;
}
