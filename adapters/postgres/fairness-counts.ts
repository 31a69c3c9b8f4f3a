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
  const { rows } = await queryable.query<
    GroupCounts & { dimension: (typeof fairnessDimensions)[number]; [column: string]: unknown }
  >(
    `with drawn as (
       select d.shopper_id, max(d.tenure_days) as tenure, bool_or(d.offer_open) as eligible,
         count(g.id) as grants, coalesce(sum(g.reserved_cents), 0) as reserved,
         coalesce(sum(g.redeemed_cents), 0) as redeemed
       from decisions d left join grants g on g.shop_id = d.shop_id and g.decision_id = d.id
       where d.shop_id = $1 and d.kind = 'money' and d.slice <> 'holdout' and d.created_at >= $2 and d.created_at < $3
       group by d.shopper_id),
     placed as (
       select drawn.*, ${groupBy.language} as language, ${groupBy.region} as region, ${groupBy.tenure} as tenure_group
       from drawn join shoppers u on u.shop_id = $1 and u.id = drawn.shopper_id)
     select case when grouping(language) = 0 then 'language' when grouping(region) = 0 then 'region' else 'tenure' end as dimension,
       coalesce(language, region, tenure_group) as "group", count(*) as shoppers, count(*) filter (where eligible) as eligible,
       count(*) filter (where grants > 0) as granted, sum(reserved)::bigint as "reservedCents",
       sum(redeemed)::bigint as "redeemedCents"
     from placed group by grouping sets ((language), (region), (tenure_group))`,
    [request.shopId, request.from, request.to],
  );
  const dimensions = fairnessDimensions.map((dimension) => ({
    dimension,
    groups: fairnessOf(
      rows.filter((row) => row.dimension === dimension).map(({ dimension: _, ...group }) => group),
    ),
  }));
  return { from: request.from.toISOString(), to: request.to.toISOString(), dimensions };
}
