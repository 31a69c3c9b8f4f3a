import type { ReviewVoices } from '../../bot/ports/shop-data.ts';
import type { AspectLabel } from '../../core/words.ts';
import type { Queryable } from '../postgres/database.ts';

/** What reviews of a product and its variants (the same name up to the comma) say of one aspect. */
export async function reviewVoices(
  db: Queryable,
  shopId: string,
  productId: string,
  aspect: AspectLabel,
): Promise<ReviewVoices> {
  const { rows } = await db.query<{ [Key in keyof ReviewVoices]: number }>(
    `select count(*)::int as "of", (count(*) filter (where o.sentiment = 'negative'))::int as negative,
       (count(*) filter (where o.sentiment = 'positive'))::int as positive,
       (count(*) filter (where o.size = 'small'))::int as small, (count(*) filter (where o.size = 'large'))::int as large
     from review_analyses a
     join products asked on asked.shop_id = a.shop_id and asked.id = $2
     join products p on p.shop_id = asked.shop_id and p.category = asked.category
       and split_part(p.name ->> 'en', ',', 1) = split_part(asked.name ->> 'en', ',', 1)
     join reviews r on r.shop_id = p.shop_id and r.product_id = p.id
     join review_opinions o on o.shop_id = r.shop_id and o.review_id = r.id and o.model_version = a.model_version
       and o.aspect = $3
     where a.shop_id = $1`,
    [shopId, productId, aspect],
  );
  return rows[0]!;
}
