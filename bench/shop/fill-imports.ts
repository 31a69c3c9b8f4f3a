import type { Database } from '../../adapters/postgres/database.ts';

/** A year of weekly imports; the newest left out 20,000 rows, for four reasons. Does nothing where there are imports. */
export async function fillImports(database: Database, shopId: string): Promise<void> {
  const { rows } = await database.query('select 1 from imports where shop_id = $1 limit 1', [shopId]);
  if (rows.length > 0) return;
  await database.query(
    `insert into imports (shop_id, id, kind, file_name, fingerprint, options, state, phase, records_read, rows_staged, counts,
       started_at, updated_at, finished_at, rejected)
     select $1, gen_random_uuid(), 'orders', 'orders-' || i || '.csv', md5(i::text), '{}', 'done', 'done', 500000, 480000, '{}',
       at, at, at + interval '1 minute', case when i = 1 then 20000 else 40 end
     from generate_series(1, 52) as i, lateral (select now() - make_interval(days => 7 * i) as at) times`,
    [shopId],
  );
  await database.query(
    `insert into import_rejects (shop_id, import_id, line, column_name, value, reason)
     select i.shop_id, i.id, n, 'price', 'abc', (array['is no amount', 'is no date', 'names no product', 'is a fee'])[1 + n % 4]
     from imports i, generate_series(1, i.rejected) as n where i.shop_id = $1`,
    [shopId],
  );
}
