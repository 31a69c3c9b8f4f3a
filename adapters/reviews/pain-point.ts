import type { PainPointKey, PainPointView, PeriodShare } from '../../core/contracts/console-reviews.ts';
import type { Queryable } from '../postgres/database.ts';
import { shareView } from '../postgres/share-view.ts';
import { alarmRows } from './alarm-rows.ts';
import { painPointCases } from './pain-point-cases.ts';
import { scopeNames } from './scope-names.ts';
import { weekOf, weeksUntil } from './weeks.ts';

const historyWeeks = 52;
const dayMs = 86_400_000;

const periodWeeks = 4;

/** One pain point in full: a year of it, what the complaints say, its alarms and what was done about it. */
export async function painPoint(
  queryable: Queryable,
  shopId: string,
  key: PainPointKey,
  { now, days }: { now: Date; days: number },
): Promise<PainPointView> {
  const { rows: shops } = await queryable.query<{ zone: string }>(
    'select time_zone as zone from shops where id = $1',
    [shopId],
  );
  const weeks = weeksUntil(weekOf(now, shops[0]!.zone), historyWeeks);
  const { rows: said } = await queryable.query<{
    week: string;
    count: number;
    of: number;
    spanCount: number;
    spanOf: number;
    small: number;
    large: number;
  }>(
    `select to_char(date_trunc('week', r.written_at at time zone s.time_zone), 'YYYY-MM-DD') as week,
       (count(*) filter (where o.sentiment = 'negative'))::int as count, count(*)::int as of,
       (count(*) filter (where o.sentiment = 'negative' and r.written_at >= $7))::int as "spanCount",
       (count(*) filter (where r.written_at >= $7))::int as "spanOf",
       (count(*) filter (where o.size = 'small' and r.written_at >= $7))::int as small,
       (count(*) filter (where o.size = 'large' and r.written_at >= $7))::int as large
     from review_analyses a
     join shops s on s.id = a.shop_id
     join review_opinions o on o.shop_id = a.shop_id and o.model_version = a.model_version and o.aspect = $4
     join reviews r on r.shop_id = o.shop_id and r.id = o.review_id and r.written_at >= least($5::timestamptz, $7) and r.written_at < $6
     left join products p on p.shop_id = r.shop_id and p.id = r.product_id
     where a.shop_id = $1 and $3 = case $2 when 'product' then r.product_id else p.category end
     group by 1`,
    [
      shopId,
      key.scope,
      key.scopeId,
      key.aspect,
      new Date(now.getTime() - historyWeeks * 7 * dayMs),
      now,
      new Date(now.getTime() - days * dayMs),
    ],
  );
  const { rows: phrases } = await queryable.query<{ phrase: string; reviews: number }>(
    `select phrase, jsonb_array_length(review_ids) as reviews from review_phrases
     where shop_id = $1 and scope = $2 and scope_id = $3 and aspect = $4 order by ratio desc`,
    [shopId, key.scope, key.scopeId, key.aspect],
  );
  const byWeek = new Map(said.map((row) => [row.week, row]));
  const total = (field: 'spanCount' | 'spanOf' | 'small' | 'large') =>
    said.reduce((sum, row) => sum + row[field], 0);
  const names = await scopeNames(queryable, shopId);
  const alarms = await alarmRows(queryable, shopId, weeks[0]!, key);
  return {
    ...key,
    name: names.nameOf(key.scope, key.scopeId),
    negative: shareView(total('spanCount'), total('spanOf')),
    periods: periodsOf(weeks, byWeek),
    phrases,
    size: key.aspect === 'size_fit' ? { small: total('small'), large: total('large') } : null,
    alarms: alarms.map(({ alarm }) => alarm),
    cases: await painPointCases(queryable, shopId, { now, of: key }),
  };
}

/** A week has too few opinions for a share of its own. */
function periodsOf(
  weeks: readonly string[],
  byWeek: ReadonlyMap<string, { readonly count: number; readonly of: number }>,
): PeriodShare[] {
  const periods: PeriodShare[] = [];
  for (let at = 0; at < weeks.length; at += periodWeeks) {
    const said = weeks.slice(at, at + periodWeeks).flatMap((week) => byWeek.get(week) ?? []);
    const total = (field: 'count' | 'of') => said.reduce((sum, tally) => sum + tally[field], 0);
    if (total('of') > 0) periods.push({ from: weeks[at]!, ...shareView(total('count'), total('of')) });
  }
  return periods;
}
