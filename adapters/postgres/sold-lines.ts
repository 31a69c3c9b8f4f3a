import type { Localised } from '../../core/contracts/storefront.ts';
import { NotFoundError } from '../../core/errors.ts';
import type { SoldLineAt } from '../../retention/price/product-weeks.ts';
import type { Queryable } from './database.ts';

export interface ShopSales {
  readonly lines: readonly SoldLineAt[];
  readonly names: ReadonlyMap<string, Localised>;
  readonly marginRate: number;
}

/**
 * What a shop sold since a moment at which list prices, in minor units; cancelled orders are no sales. Prices are without
 * tax, at the product's mean rate of it: shoppers of all countries saw one price, and which of them bought in a week must
 * not look like a change of it.
 */
export async function soldLinesOfShop(queryable: Queryable, shopId: string, since: Date): Promise<ShopSales> {
  const shop = await queryable.query<{ rate: number }>(
    'select margin_rate as rate from shops where id = $1',
    [shopId],
  );
  if (!shop.rows[0]) throw new NotFoundError(`there is no shop "${shopId}"`);
  const { rows } = await queryable.query<{
    product: string;
    at: Date;
    quantity: number;
    price: number;
    cost: number | null;
  }>(
    `with sold as (
       select l.product_id as product, o.placed_at as at, l.quantity, l.list_price_cents as list,
         l.list_price_cents * (1 + coalesce(l.tax_cents::float8
           / nullif(l.list_price_cents::bigint * l.quantity - l.discount_cents, 0), 0)) as shown,
         l.unit_cost_cents as cost
       from orders o join order_lines l on l.shop_id = o.shop_id and l.order_id = o.id
       where o.shop_id = $1 and o.placed_at >= $2 and o.state <> 'cancelled' and l.list_price_cents > 0)
     select product, at, quantity, cost,
       round(shown * sum(list::float8 * quantity) over own / sum(shown * quantity) over own)::integer as price
     from sold window own as (partition by product)`,
    [shopId, since],
  );
  const names = await queryable.query<{ id: string; name: Localised }>(
    'select id, name from products where shop_id = $1',
    [shopId],
  );
  return {
    lines: rows.map(({ product, at, quantity, price, cost }) => ({
      product,
      at: at.getTime(),
      quantity,
      unitPrice: price,
      unitCost: cost,
    })),
    names: new Map(names.rows.map(({ id, name }) => [id, name])),
    marginRate: shop.rows[0].rate,
  };
}
