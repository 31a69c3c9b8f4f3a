import type { PainPointScope } from '../../core/contracts/console-reviews.ts';
import type { Localised } from '../../core/localised.ts';
import type { Queryable } from '../postgres/database.ts';

export interface ScopeNames {
  readonly categories: readonly { readonly id: string; readonly name: Localised }[];
  /** Products with reviews. */
  readonly products: readonly { readonly id: string; readonly category: string; readonly name: Localised }[];
  nameOf(scope: PainPointScope, id: string): Localised;
}

/** What products with reviews and categories are called; an id that has no name stands for itself. */
export async function scopeNames(queryable: Queryable, shopId: string): Promise<ScopeNames> {
  const [products, shops] = [
    await queryable.query<{ id: string; category: string; name: Partial<Localised> }>(
      `select id, category, name from products p where shop_id = $1
         and exists (select from reviews r where r.shop_id = p.shop_id and r.product_id = p.id)
       order by name ->> 'en', id`,
      [shopId],
    ),
    await queryable.query<{ categories: { id: string; name: Partial<Localised> }[] | null }>(
      `select settings -> 'categories' as categories from shops where id = $1`,
      [shopId],
    ),
  ];
  const both = (name: Partial<Localised>, id: string): Localised => ({
    en: name.en ?? name.zh ?? id,
    zh: name.zh ?? name.en ?? id,
  });
  const named = {
    product: new Map(products.rows.map(({ id, name }) => [id, both(name, id)])),
    category: new Map((shops.rows[0]?.categories ?? []).map(({ id, name }) => [id, both(name, id)])),
  };
  const nameOf = (scope: PainPointScope, id: string) => named[scope].get(id) ?? both({}, id);
  const used = [...new Set(products.rows.map(({ category }) => category))];
  return {
    categories: used.map((id) => ({ id, name: nameOf('category', id) })),
    products: products.rows.map(({ id, category }) => ({ id, category, name: nameOf('product', id) })),
    nameOf,
  };
}
