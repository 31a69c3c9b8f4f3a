import type { ProductDetail, ProductPage, ProductSummary } from '../../core/contracts/storefront.ts';
import type { Localised } from '../../core/localised.ts';
import type { Queryable } from './database.ts';

export const pageSize = 24;

interface SummaryRow {
  id: string;
  category: string;
  name: Localised;
  price_cents: number;
  stock: number;
  rating: number | null;
  reviews: number;
}

/** Columns of a summary, for `products p` with the aggregated reviews joined as `r`. */
const summaryColumns =
  'p.id, p.category, p.name, p.price_cents, p.stock, r.rating::float8 as rating, coalesce(r.reviews, 0)::int as reviews';

const withReviews = `left join lateral (
  select round(avg(rating), 1) as rating, count(*) as reviews from reviews v
  where v.shop_id = p.shop_id and v.product_id = p.id) r on true`;

export function pictureUrl(productId: string): string {
  return `/api/storefront/products/${encodeURIComponent(productId)}/picture.svg`;
}

export function summaryOf(row: SummaryRow): ProductSummary {
  return {
    id: row.id,
    category: row.category,
    name: row.name,
    priceCents: row.price_cents,
    inStock: row.stock > 0,
    pictureUrl: pictureUrl(row.id),
    rating: row.rating,
    reviews: row.reviews,
  };
}

/**
 * One page of the assortment. Every word of the query must be in the name or the description, in either language;
 * hits in the name come first. Without category and query, categories take turns, so that the first page shows all.
 */
export async function productPage(
  database: Queryable,
  shopId: string,
  filter: { category: string | null; query: string | null; page: number },
): Promise<ProductPage> {
  const words = (filter.query ?? '').toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8);
  const patterns = words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
  const { rows } = await database.query<SummaryRow & { total: number }>(
    `with hits as (
       select p.*, lower((p.name->>'en') || ' ' || (p.name->>'zh')) like all ($3::text[]) as named,
         row_number() over (partition by p.category order by md5(p.id)) as turn
       from products p
       where p.shop_id = $1 and p.active and ($2::text is null or p.category = $2)
         and lower(concat_ws(' ', p.name->>'en', p.name->>'zh', p.description->>'en', p.description->>'zh'))
           like all ($3::text[])
     )
     select ${summaryColumns}, count(*) over ()::int as total from hits p ${withReviews}
     order by (p.stock = 0), p.named desc, p.turn, p.category limit $4 offset $5`,
    [shopId, filter.category, patterns, pageSize, (filter.page - 1) * pageSize],
  );
  return { products: rows.map(summaryOf), total: rows[0]?.total ?? 0, page: filter.page, pageSize };
}

/** Null when the shop does not sell it. */
export async function productDetail(
  database: Queryable,
  shopId: string,
  productId: string,
): Promise<ProductDetail | null> {
  const { rows } = await database.query<
    SummaryRow & { description: Localised; attributes: ProductDetail['attributes'] }
  >(
    `select ${summaryColumns}, p.description, p.attributes from products p ${withReviews}
     where p.shop_id = $1 and p.id = $2 and p.active`,
    [shopId, productId],
  );
  const row = rows[0];
  if (!row) return null;
  const [reviews, siblings] = await Promise.all([
    latestReviews(database, shopId, productId),
    siblingsOf(database, shopId, row),
  ]);
  return {
    ...summaryOf(row),
    description: row.description,
    attributes: row.attributes,
    stock: row.stock,
    latestReviews: reviews,
    siblings,
  };
}

async function latestReviews(
  database: Queryable,
  shopId: string,
  productId: string,
): Promise<ProductDetail['latestReviews']> {
  const { rows } = await database.query<{
    rating: number | null;
    language: string;
    body: string;
    display_name: string | null;
    written_at: Date;
  }>(
    `select v.rating, v.language, v.body, s.display_name, v.written_at from reviews v
     left join shoppers s on s.shop_id = v.shop_id and s.id = v.shopper_id
     where v.shop_id = $1 and v.product_id = $2 order by v.written_at desc limit 12`,
    [shopId, productId],
  );
  return rows.map((row) => ({
    rating: row.rating,
    language: row.language,
    body: row.body,
    author: initialled(row.display_name),
    writtenAt: row.written_at.toISOString(),
  }));
}

/** A reviewer is shown by first name and initial, or by family name alone in Chinese. */
function initialled(name: string | null): string {
  if (!name) return '–';
  if (/^\p{Script=Han}/u.test(name)) return `${name[0]}**`;
  const [first, last] = name.split(' ');
  return last ? `${first} ${last[0]}.` : name;
}

/** The same model in other colours: names that are equal up to the comma. */
async function siblingsOf(database: Queryable, shopId: string, row: SummaryRow): Promise<ProductSummary[]> {
  const model = row.name.en.slice(0, row.name.en.lastIndexOf(','));
  const { rows } = await database.query<SummaryRow>(
    `select ${summaryColumns} from products p ${withReviews}
     where p.shop_id = $1 and p.category = $2 and p.active and p.id <> $3
       and starts_with(p.name->>'en', $4 || ',') order by p.id limit 6`,
    [shopId, row.category, row.id, model],
  );
  return rows.map(summaryOf);
}

export async function productPicture(
  database: Queryable,
  shopId: string,
  productId: string,
): Promise<string | null> {
  const { rows } = await database.query<{ picture: string | null }>(
    'select picture from products where shop_id = $1 and id = $2',
    [shopId, productId],
  );
  return rows[0]?.picture ?? null;
}

/** Summaries of some products, by id; products that are gone are missing. */
export async function productsById(
  database: Queryable,
  shopId: string,
  ids: readonly string[],
): Promise<Map<string, ProductSummary & { stock: number }>> {
  const { rows } = await database.query<SummaryRow>(
    `select ${summaryColumns} from products p ${withReviews}
     where p.shop_id = $1 and p.id = any($2::text[]) and p.active`,
    [shopId, ids],
  );
  return new Map(rows.map((row) => [row.id, { ...summaryOf(row), stock: row.stock }]));
}

/** How many products each category has. */
export async function categorySizes(database: Queryable, shopId: string): Promise<Map<string, number>> {
  const { rows } = await database.query<{ category: string; products: number }>(
    'select category, count(*)::int as products from products where shop_id = $1 and active group by category',
    [shopId],
  );
  return new Map(rows.map((row) => [row.category, row.products]));
}
