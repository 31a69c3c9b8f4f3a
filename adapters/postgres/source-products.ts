import type { Transaction } from '../../core/transaction.ts';
import type { SourceProduct } from '../shop-import/source-product.ts';
import { clientOf } from './database.ts';
import { nameCategories, noCategory } from './import-products.ts';

/**
 * Writes products as their source tells them; what it does not tell (cost, category) stays.
 * @param products one per id.
 * @param options complete: what is not told is not there; cost stays, no message tells it.
 */
export async function writeSourceProducts(
  tx: Transaction,
  shopId: string,
  products: readonly SourceProduct[],
  { complete = false }: { complete?: boolean } = {},
): Promise<{ created: number; updated: number }> {
  await nameCategories(tx, shopId, [
    ...new Map(
      products.flatMap(({ category }) => (category ? [[category.id, category] as const] : [])),
    ).values(),
  ]);
  const { rows } = await clientOf(tx).query<{ created: boolean }>(
    `insert into products as p (shop_id, id, category, name, description, price_cents, unit_cost_cents, stock,
       stock_counted, active, attributes)
     select $1, id, coalesce(category, $2), name, description, price, cost, coalesce(stock, 0), stock is not null, active,
       attributes
     from unnest($3::text[], $4::text[], $5::jsonb[], $6::jsonb[], $7::integer[], $8::integer[], $9::integer[],
       $10::boolean[], $11::jsonb[]) as n (id, category, name, description, price, cost, stock, active, attributes)
     on conflict (shop_id, id) do update set
       category = case when excluded.category = $2 and not $12 then p.category else excluded.category end,
       name = excluded.name, description = excluded.description, price_cents = excluded.price_cents,
       unit_cost_cents = coalesce(excluded.unit_cost_cents, p.unit_cost_cents), stock = excluded.stock,
       stock_counted = excluded.stock_counted, active = excluded.active,
       attributes = case when $12 then excluded.attributes else p.attributes || excluded.attributes end
     where (p.name, p.description, p.price_cents, p.stock, p.stock_counted, p.active, p.category)
       is distinct from (excluded.name, excluded.description, excluded.price_cents, excluded.stock,
         excluded.stock_counted, excluded.active,
         case when excluded.category = $2 and not $12 then p.category else excluded.category end)
       or excluded.unit_cost_cents <> coalesce(p.unit_cost_cents, -1) or not p.attributes @> excluded.attributes
       or $12 and p.attributes <> excluded.attributes
     returning xmax = 0 as created`,
    [
      shopId,
      noCategory,
      products.map(({ id }) => id),
      products.map(({ category }) => category?.id ?? null),
      products.map(({ name }) => JSON.stringify(name)),
      products.map(({ description }) => JSON.stringify(description)),
      products.map(({ priceCents }) => priceCents),
      products.map(({ unitCostCents }) => unitCostCents),
      products.map(({ stock }) => stock),
      products.map(({ active }) => active),
      products.map(({ attributes }) => JSON.stringify(attributes)),
      complete,
    ],
  );
  const created = rows.filter((row) => row.created).length;
  return { created, updated: rows.length - created };
}
