import type { DecisionNames } from '../../retention/money/explain-decision.ts';
import type { Queryable } from './database.ts';

/** What a shop's budgets and experiments are called, for sentences about decisions. */
export async function decisionNames(queryable: Queryable, shopId: string): Promise<DecisionNames> {
  const { rows } = await queryable.query<DecisionNames>(
    `select (select coalesce(jsonb_object_agg(id, name), '{}') from budgets where shop_id = $1) as budgets,
       (select coalesce(jsonb_object_agg(id, name), '{}') from experiments where shop_id = $1) as experiments`,
    [shopId],
  );
  return rows[0]!;
}
