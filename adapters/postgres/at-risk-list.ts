import type { KeyedPage, PageRequest } from '../../core/contracts/console-money.ts';
import type { ShopperAtRisk } from '../../core/contracts/console-risk.ts';
import { clientOf, type Database, type Queryable } from './database.ts';
import { insertRows } from './insert-rows.ts';
import { pageKey, readPageKey } from './page-key.ts';

/** Puts a newly found list in the place of the one before. */
export async function saveAtRiskList(
  database: Database,
  shopId: string,
  list: readonly ShopperAtRisk[],
): Promise<void> {
  await database.transaction(async (tx) => {
    // Two who save at once take turns, else both would write the same shoppers.
    await clientOf(tx).query(`select pg_advisory_xact_lock(hashtext($1))`, [`at-risk|${shopId}`]);
    await clientOf(tx).query('delete from shoppers_at_risk where shop_id = $1', [shopId]);
    await insertRows(
      tx,
      'shoppers_at_risk',
      [
        ['shop_id', 'text', () => shopId],
        ['shopper_id', 'uuid', ({ shopperId }) => shopperId],
        ['clv_cents', 'bigint', ({ clvCents }) => clvCents],
        ['risk', 'float8', ({ riskProbability }) => riskProbability],
        ['at_risk_cents', 'bigint', ({ atRiskCents }) => atRiskCents],
        ['reasons', 'jsonb', ({ reasons }) => reasons],
      ],
      list,
    );
  });
}

/** The stored list, whoever would cost most first; names as they are now. */
export async function atRiskList(
  queryable: Queryable,
  shopId: string,
  page: PageRequest,
): Promise<KeyedPage<ShopperAtRisk>> {
  const [afterCents, afterId] = readPageKey(page.after, 2) ?? [null, null];
  const { rows } = await queryable.query<ShopperAtRisk & Record<string, unknown>>(
    `select r.shopper_id as "shopperId", s.display_name as name, r.clv_cents as "clvCents", r.risk as "riskProbability",
       r.at_risk_cents as "atRiskCents", r.reasons
     from shoppers_at_risk r join shoppers s on s.shop_id = r.shop_id and s.id = r.shopper_id
     where r.shop_id = $1 and ($2::bigint is null or r.at_risk_cents < $2 or (r.at_risk_cents = $2 and r.shopper_id > $3::uuid))
       and ($2::bigint is null or r.at_risk_cents <= $2)
     order by r.at_risk_cents desc, r.shopper_id limit $4`,
    [shopId, afterCents, afterId, page.limit + 1],
  );
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  return {
    rows: shown,
    next: rows.length > page.limit && last ? pageKey([String(last.atRiskCents), last.shopperId]) : null,
  };
}
