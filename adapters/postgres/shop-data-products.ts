import type { ProductView } from '../../bot/ports/shop-data.ts';
import type { Localised } from '../../core/localised.ts';
import type { Queryable } from './database.ts';

interface ProductRow {
  id: string;
  category: string;
  name: Localised;
  description: Localised;
  attributes: Record<string, unknown>;
  price_cents: number;
  stock: number;
}

// Where nobody counts, there is always one.
const productColumns =
  'p.id, p.category, p.name, p.description, p.attributes, p.price_cents, case when p.stock_counted then p.stock else greatest(p.stock, 1) end as stock';

const productsStatement = {
  name: 'products',
  text: `select ${productColumns}
     from unnest($2::text[]) with ordinality as wanted (id, place)
     join products p on p.shop_id = $1 and p.id = wanted.id and p.active
     order by wanted.place`,
};

export async function selectProducts(
  db: Queryable,
  shopId: string,
  ids: readonly string[],
): Promise<ProductView[]> {
  if (ids.length === 0) return [];
  const { rows } = await db.query<ProductRow>(productsStatement, [shopId, ids]);
  return rows.map(productView);
}

/** Active products whose whole name stands in a text, in either language; at most 20. */
export async function selectProductsNamedIn(
  db: Queryable,
  shopId: string,
  text: string,
): Promise<ProductView[]> {
  const { rows } = await db.query<ProductRow>(
    `select ${productColumns} from products p
     where p.shop_id = $1 and p.active and (
       (length(p.name->>'en') > 2 and position(lower(p.name->>'en') in lower($2)) > 0)
       or (length(p.name->>'zh') > 1 and position(p.name->>'zh' in $2) > 0))
     limit 20`,
    [shopId, text],
  );
  return rows.map(productView);
}

/** Active products for a picker: by words of the name, or an id; the ones in stock first. */
export async function searchProducts(db: Queryable, shopId: string, words: string): Promise<ProductView[]> {
  const { rows } = await db.query<ProductRow>(
    `select ${productColumns} from products p
     where p.shop_id = $1 and p.active
       and not exists (
         select 1 from unnest(string_to_array(lower($2), ' ')) as word
         where position(word in lower(p.id || ' ' || (p.name->>'en') || ' ' || (p.name->>'zh'))) = 0)
     order by (p.stock > 0) desc, p.id limit 20`,
    [shopId, words.trim().replace(/\s+/g, ' ')],
  );
  return rows.map(productView);
}

/** Names read "series noun, variant": what stands before the comma (in Chinese: the bracket) is shared by variants. */
export async function selectVariantsOf(
  db: Queryable,
  shopId: string,
  productId: string,
): Promise<ProductView[]> {
  const { rows } = await db.query<ProductRow>(
    `select ${productColumns}
     from products asked
     join products p on p.shop_id = asked.shop_id and p.category = asked.category and p.active
       and split_part(p.name->>'en', ',', 1) = split_part(asked.name->>'en', ',', 1)
     where asked.shop_id = $1 and asked.id = $2
     order by p.id`,
    [shopId, productId],
  );
  return rows.map(productView);
}

function productView(row: ProductRow): ProductView {
  const attributes = Object.entries(row.attributes).map(([key, value]) => [key, localised(value)]);
  return {
    id: row.id,
    category: row.category,
    name: row.name,
    description: row.description,
    attributes: Object.fromEntries(attributes),
    priceCents: row.price_cents,
    stock: row.stock,
  };
}

/** A value that a shop gave in one form for every language. */
function localised(value: unknown): Localised {
  if (typeof value === 'object' && value !== null && 'en' in value && 'zh' in value)
    return value as unknown as Localised;
  return { en: String(value), zh: String(value) };
}
