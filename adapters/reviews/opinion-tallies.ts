import type { PainPointScope } from '../../core/contracts/console-reviews.ts';
import type { AspectLabel } from '../../core/words.ts';
import type { Queryable } from '../postgres/database.ts';

/** Opinions on one aspect of one product or category in one week. */
export interface WeekTally {
  readonly scope: PainPointScope;
  readonly scopeId: string;
  readonly aspect: AspectLabel;
  /** Its Monday in the shop's zone, yyyy-mm-dd; null: all before the weeks that are told apart. */
  readonly week: string | null;
  readonly negative: number;
  readonly of: number;
  /** Of those written in the span alone. */
  readonly spanNegative: number;
  readonly spanPositive: number;
  readonly spanOf: number;
}

export interface TallySpan {
  readonly from: Date;
  readonly to: Date;
  /** Weeks are told apart from here on, be it before or after `from`. */
  readonly weeksFrom: Date;
}

/** By product and by category, what reviews say, week by week and in a span; in the order of weeks. */
export async function opinionTallies(
  queryable: Queryable,
  shopId: string,
  { from, to, weeksFrom }: TallySpan,
): Promise<WeekTally[]> {
  const { rows } = await queryable.query<WeekTally>(
    `with said as (
       select r.product_id, p.category, o.aspect, o.sentiment,
         r.written_at >= $2 as inside, case when r.written_at >= $4
           then date_trunc('week', r.written_at at time zone s.time_zone)::date end as week
       from review_analyses a
       join shops s on s.id = a.shop_id
       join reviews r on r.shop_id = a.shop_id and r.written_at >= least($2::timestamptz, $4::timestamptz) and r.written_at < $3
       join review_opinions o on o.shop_id = r.shop_id and o.review_id = r.id and o.model_version = a.model_version
       left join products p on p.shop_id = r.shop_id and p.id = r.product_id
       where a.shop_id = $1)
     select case when grouping(product_id) = 0 then 'product' else 'category' end as scope,
       coalesce(product_id, category) as "scopeId", aspect, to_char(week, 'YYYY-MM-DD') as week,
       (count(*) filter (where sentiment = 'negative'))::int as negative, count(*)::int as of,
       (count(*) filter (where inside and sentiment = 'negative'))::int as "spanNegative",
       (count(*) filter (where inside and sentiment = 'positive'))::int as "spanPositive",
       (count(*) filter (where inside))::int as "spanOf"
     from said
     group by grouping sets ((product_id, aspect, week), (category, aspect, week))
     having grouping(product_id) = 0 or category is not null
     order by said.week`,
    [shopId, from, to, weeksFrom],
  );
  return rows;
}
