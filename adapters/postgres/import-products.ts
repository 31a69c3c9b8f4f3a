import type { Transaction } from '../../core/transaction.ts';
import { productKey } from '../shop-import/values/product-key.ts';
import { clientOf, type Queryable } from './database.ts';
import { stageTable } from './import-stage.ts';

/** Where a product goes whose category nobody told. */
export const noCategory = 'other';

/**
 * Makes the products that an import's rows name and the shop does not have: the name in its most frequent spelling, the
 * price as it was last. Nobody told how many there are, so that they count as available.
 * @returns how many were made.
 */
export async function createStagedProducts(
  tx: Transaction,
  run: { shopId: string; id: string; startedAt: Date },
  { active = true }: { active?: boolean } = {},
): Promise<number> {
  const client = clientOf(tx);
  const { rows } = await client.query<{ name: string }>(
    `select distinct category as name from ${stageTable(run.id)} where category is not null order by 1`,
  );
  const categories = rows.map(({ name }) => ({ id: productKey(name), name }));
  await nameCategories(tx, run.shopId, categories);
  const { rowCount } = await client.query(
    `insert into products (shop_id, id, category, name, description, price_cents, stock, stock_counted, active,
       created_at)
     select $1, product, coalesce(c.id, $2), jsonb_build_object('en', named.name, 'zh', named.name),
       jsonb_build_object('en', named.name, 'zh', named.name), price, 0, false, $6, $3
     from (
       select product, coalesce(mode() within group (order by name), product) as name,
         mode() within group (order by category) as category,
         coalesce((array_agg(cents order by at desc, line desc) filter (where cents > 0))[1], 0) as price
       from ${stageTable(run.id)} where product is not null group by product) named
     left join unnest($4::text[], $5::text[]) as c (id, name) on c.name = named.category
     on conflict do nothing`,
    [
      run.shopId,
      noCategory,
      run.startedAt,
      categories.map(({ id }) => id),
      categories.map(({ name }) => name),
      active,
    ],
  );
  return rowCount ?? 0;
}

/** What stands in for lines that were sold without a product; never offered to anybody. */
export async function ensureUnnamedProduct(tx: Transaction, shopId: string, id: string): Promise<void> {
  const name = JSON.stringify({ en: 'Other', zh: '其他' });
  await clientOf(tx).query(
    `insert into products (shop_id, id, category, name, description, price_cents, stock, stock_counted, active)
     values ($1, $2, $3, $4, $4, 0, 0, false, false) on conflict do nothing`,
    [shopId, id, noCategory, name],
  );
}

/** Ids of the shop's products by their names as keys, for files that name products by words alone. */
export async function productIdsByName(
  database: Queryable,
  shopId: string,
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await database.query<{ id: string; en: string | null; zh: string | null }>(
    `select id, name->>'en' as en, name->>'zh' as zh from products where shop_id = $1 order by id desc`,
    [shopId],
  );
  return new Map(
    rows.flatMap(({ id, en, zh }) =>
      [en, zh].flatMap((name) => (name ? [[productKey(name), id] as const] : [])),
    ),
  );
}

/** Which of these products the shop has. */
export async function knownProducts(
  tx: Transaction,
  shopId: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await clientOf(tx).query<{ id: string }>(
    'select id from products where shop_id = $1 and id = any($2::text[])',
    [shopId, ids],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Names the categories that the shop's settings do not name yet. */
export async function nameCategories(
  tx: Transaction,
  shopId: string,
  categories: readonly { readonly id: string; readonly name: string }[],
): Promise<void> {
  if (categories.length === 0) return;
  await clientOf(tx).query(
    `update shops set settings = jsonb_set(settings, '{categories}', coalesce(settings->'categories', '[]') || (
       select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', jsonb_build_object('en', c.name, 'zh', c.name))), '[]')
       from unnest($2::text[], $3::text[]) as c (id, name)
       where not exists (
         select 1 from jsonb_array_elements(coalesce(settings->'categories', '[]')) k where k->>'id' = c.id)))
     where id = $1`,
    [shopId, categories.map(({ id }) => id), categories.map(({ name }) => name)],
  );
}
