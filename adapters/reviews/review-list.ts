import type { KeyedPage } from '../../core/contracts/console-money.ts';
import type { ReviewRow } from '../../core/contracts/console-reviews.ts';
import type { AspectLabel, SentimentLabel } from '../../core/words.ts';
import type { Queryable } from '../postgres/database.ts';
import { pageKey, readPageKey } from '../postgres/page-key.ts';

export interface ReviewListQuery {
  readonly after?: string | undefined;
  readonly limit: number;
  readonly category?: string | undefined;
  readonly product?: string | undefined;
  readonly aspect?: AspectLabel | undefined;
  /** Of the aspect where one is given, else of the review. */
  readonly sentiment?: SentimentLabel | undefined;
  /** One that findPhrases kept for this product or category and aspect. */
  readonly phrase?: string | undefined;
  /** Monday of one week, yyyy-mm-dd. */
  readonly week?: string | undefined;
  /** Written since. */
  readonly from: Date;
}

interface Row extends Omit<ReviewRow, 'writtenAt'> {
  readonly writtenAt: Date;
  readonly at: string;
}

/** The reviews behind a figure, newest first, each with what was read in it. */
export async function reviewList(
  queryable: Queryable,
  shopId: string,
  query: ReviewListQuery,
): Promise<KeyedPage<ReviewRow>> {
  const key = readPageKey(query.after, 2);
  const { rows } = await queryable.query<Row>(
    `select r.id, r.product_id as "productId",
       jsonb_build_object('en', coalesce(p.name ->> 'en', p.name ->> 'zh', r.product_id),
         'zh', coalesce(p.name ->> 'zh', p.name ->> 'en', r.product_id)) as product,
       r.language, r.rating, r.written_at as "writtenAt", r.written_at::text as at, r.body, d.sentiment,
       coalesce((select jsonb_agg(jsonb_build_object('aspect', o.aspect, 'sentiment', o.sentiment,
           'start', o.clause_start, 'end', o.clause_end) order by o.clause_start)
         from review_opinions o where o.shop_id = d.shop_id and o.review_id = d.review_id
           and o.model_version = d.model_version), '[]') as opinions
     from reviews r
     join shops s on s.id = r.shop_id
     left join products p on p.shop_id = r.shop_id and p.id = r.product_id
     left join review_analyses a on a.shop_id = r.shop_id
     left join review_readings d on d.shop_id = r.shop_id and d.review_id = r.id and d.model_version = a.model_version
     where r.shop_id = $1 and r.written_at >= $2
       and ($3::text is null or p.category = $3) and ($4::text is null or r.product_id = $4)
       and ($5::text is null or exists (select from review_opinions o where o.shop_id = d.shop_id
         and o.review_id = d.review_id and o.model_version = d.model_version and o.aspect = $5
         and ($6::text is null or o.sentiment = $6)))
       and ($5::text is not null or $6::text is null or d.sentiment = $6)
       and ($7::date is null
         or date_trunc('week', r.written_at at time zone s.time_zone) = $7::date)
       and ($8::text is null or exists (select from review_phrases f where f.shop_id = r.shop_id and f.phrase = $8
         and f.aspect = $5 and f.scope = case when $4::text is null then 'category' else 'product' end
         and f.scope_id = coalesce($4, $3) and f.review_ids ? r.id::text))
       and ($9::timestamptz is null or (r.written_at, r.id) < ($9::timestamptz, $10::uuid))
     order by r.written_at desc, r.id desc limit $11`,
    [
      shopId,
      query.from,
      query.category ?? null,
      query.product ?? null,
      query.aspect ?? null,
      query.sentiment ?? null,
      query.week ?? null,
      query.phrase ?? null,
      key?.[0] ?? null,
      key?.[1] ?? null,
      query.limit + 1,
    ],
  );
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    rows: shown.map(({ at: _, writtenAt, ...row }) => ({ ...row, writtenAt: writtenAt.toISOString() })),
    next: rows.length > query.limit && last ? pageKey([last.at, last.id]) : null,
  };
}
