import type { PainPointKey, ReviewAlarm } from '../../core/contracts/console-reviews.ts';
import type { Queryable } from '../postgres/database.ts';
import { shareView } from '../postgres/share-view.ts';

interface Row extends PainPointKey {
  readonly week: string;
  readonly since: string;
  readonly beforeCount: number;
  readonly beforeOf: number;
  readonly afterCount: number;
  readonly afterOf: number;
  readonly pValue: number;
}

/** Alarms found at a week on or after the given one, newest first. @param of one pain point alone. */
export async function alarmRows(
  queryable: Queryable,
  shopId: string,
  fromWeek: string,
  of?: PainPointKey,
): Promise<(PainPointKey & { readonly alarm: ReviewAlarm })[]> {
  const { rows } = await queryable.query<Row>(
    `select scope, scope_id as "scopeId", aspect, to_char(week, 'YYYY-MM-DD') as week,
       to_char(since, 'YYYY-MM-DD') as since, before_count as "beforeCount", before_of as "beforeOf",
       after_count as "afterCount", after_of as "afterOf", p_value as "pValue"
     from review_alarms where shop_id = $1 and week >= $2::date
       and ($3::text is null or (scope = $3 and scope_id = $4 and aspect = $5))
     order by review_alarms.week desc, p_value`,
    [shopId, fromWeek, of?.scope ?? null, of?.scopeId ?? null, of?.aspect ?? null],
  );
  return rows.map((row) => ({
    scope: row.scope,
    scopeId: row.scopeId,
    aspect: row.aspect,
    alarm: {
      week: row.week,
      since: row.since,
      before: shareView(row.beforeCount, row.beforeOf),
      after: shareView(row.afterCount, row.afterOf),
      pValue: row.pValue,
    },
  }));
}
