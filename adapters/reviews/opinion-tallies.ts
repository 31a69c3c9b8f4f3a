import type { PainPointScope } from '../../core/contracts/console-reviews.ts';
import type { AspectLabel } from '../../core/words.ts';
import type { Queryable } from '../postgres/database.ts';

/** Opinions on one aspect of one product or category in one week. */
export interface WeekTally {
  readonly scope: PainPointScope;
  readonly scopeId: string;
  readonly aspect: AspectLabel;
  /** Its Monday in the shop's zone, yyyy-mm-dd. */
  readonly week: string;
  readonly negative: number;
  readonly positive: number;
  readonly of: number;
}

/** By product and by category, what reviews written in [from, to) say; in the order of weeks. */
export async function opinionTallies(
  queryable: Queryable,
  shopId: string,
  span: { readonly from: Date; readonly to: Date },
): Promise<WeekTally[]> {
  const { rows } = await queryable.query<WeekTally>(
    `with said as (
       select r.product_id, p.category, o.aspect, o.sentiment,
         to_char(date_trunc('week', r.written_at at time zone s.time_zone), 'YYYY-MM-DD') as week
       from review_analyses a
       join shops s on s.id = a.shop_id
       join reviews r on r.shop_id = a.shop_id and r.written_at >= $2 and r.written_at < $3
       join review_opinions o on o.shop_id = r.shop_id and o.review_id = r.id and o.model_version = a.model_version
       left join products p on p.shop_id = r.shop_id and p.id = r.product_id
       where a.shop_id = $1)
     select case when grouping(product_id) = 0 then 'product' else 'category' end as scope,
       coalesce(product_id, category) as "scopeId", aspect, week,
       (count(*) filter (where sentiment = 'negative'))::int as negative,
       (count(*) filter (where sentiment = 'positive'))::int as positive, count(*)::int as of
     from said
     group by grouping sets ((product_id, aspect, week), (category, aspect, week))
     having grouping(product_id) = 0 or category is not null
     order by week`,
    [shopId, span.from, span.to],
  );
  return rows;
}
