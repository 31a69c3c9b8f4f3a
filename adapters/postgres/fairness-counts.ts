import type { FairnessPage } from '../../core/contracts/console-policy.ts';
import {
  fairnessDimensions,
  fairnessOf,
  type GroupCounts,
} from '../../retention/fairness/fairness-report.ts';
import type { Queryable } from './database.ts';

/** How groups are told apart; a shopper of whom nothing is known is in a group of their own. */
const groupBy = {
  language: `coalesce(lower(split_part(u.language, '-', 1)), 'unknown')`,
  region: `coalesce(u.country || coalesce('-' || u.region, ''), 'unknown')`,
  tenure: `case when tenure is null then 'no order' when tenure < 90 then 'under 90 days' when tenure < 365 then '90 days to a year'
    when tenure < 1095 then '1 to 3 years' else 'over 3 years' end`,
} as const;

/** Who was given how often and how much in a window, by language, region and tenure; people outside the holdout. */
export async function fairnessPage(
  queryable: Queryable,
  request: { shopId: string; from: Date; to: Date },
): Promise<FairnessPage> {
  const dimensions: FairnessPage['dimensions'][number][] = [];
  for (const dimension of fairnessDimensions) {
    const { rows } = await queryable.query<GroupCounts & { [column: string]: unknown }>(
      `with drawn as (
         select d.shopper_id, max((d.record #>> '{inputs,facts,tenureDays}')::float8) as tenure,
           -- 'nothing' is always open: a second one is an offer.
           bool_or((select count(*) from jsonb_array_elements(d.record #> '{choice,actions}') a
             where a -> 'masks' = '[]') > 1) as eligible,
           count(g.id) as grants, coalesce(sum(g.reserved_cents), 0) as reserved,
           coalesce(sum(g.redeemed_cents), 0) as redeemed
         from decisions d left join grants g on g.shop_id = d.shop_id and g.decision_id = d.id
         where d.shop_id = $1 and d.kind = 'money' and d.slice <> 'holdout' and d.created_at >= $2 and d.created_at < $3
         group by d.shopper_id)
       select ${groupBy[dimension]} as "group", count(*) as shoppers, count(*) filter (where eligible) as eligible,
         count(*) filter (where grants > 0) as granted, sum(reserved)::bigint as "reservedCents",
         sum(redeemed)::bigint as "redeemedCents"
       from drawn join shoppers u on u.shop_id = $1 and u.id = drawn.shopper_id
       group by 1`,
      [request.shopId, request.from, request.to],
    );
    dimensions.push({ dimension, groups: fairnessOf(rows) });
  }
  return { from: request.from.toISOString(), to: request.to.toISOString(), dimensions };
}
