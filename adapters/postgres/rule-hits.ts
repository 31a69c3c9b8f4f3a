import type { Queryable } from './database.ts';

/** In how many draws of the last 30 days each row of a version let an offer in, by row id. */
export async function ruleHits(
  queryable: Queryable,
  shopId: string,
  version: number,
  now: Date,
): Promise<Record<string, number>> {
  const { rows } = await queryable.query<{ row_id: string; draws: number }>(
    `select row_id, count(*) as draws
     from decisions d
     cross join lateral (select distinct jsonb_array_elements_text(d.rule_rows) as row_id) hit
     where d.shop_id = $1 and d.kind = 'money' and d.created_at > $3::timestamptz - interval '30 days'
       and d.rules_version = $2
     group by row_id`,
    [shopId, version, now],
  );
  return Object.fromEntries(rows.map(({ row_id, draws }) => [row_id, draws]));
}
