import type { ExperimentRow } from '../../core/contracts/console-experiments.ts';
import type { KeyedPage, PageRequest } from '../../core/contracts/console-money.ts';
import type { Queryable } from './database.ts';
import { pageKey, readPageKey } from './page-key.ts';

interface Row {
  id: string;
  created_at: Date;
  /** As the database keeps it, with its microseconds. */
  created_key: string;
  shopper_id: string;
  external_id: string | null;
  arm: string;
  shares: number[] | null;
  assigned_at: Date;
  crossed: boolean;
  holdout: boolean;
  period_start: Date | null;
  slice: string | null;
  action: string | null;
  propensity: number | null;
  topic: string | null;
  handed: boolean;
}

/** Conversations of the shoppers of an experiment from their assignment on, oldest first, a row each. */
export async function experimentConversations(
  queryable: Queryable,
  shopId: string,
  experimentId: string,
  page: PageRequest,
): Promise<KeyedPage<ExperimentRow>> {
  const keys = await armKeys(queryable, shopId, experimentId);
  const [afterAt, afterId] = readPageKey(page.after, 2) ?? [null, null];
  const { rows } = await queryable.query<Row>(
    `select c.id, c.created_at, c.created_at::text as created_key, s.id as shopper_id, s.external_id, a.arm, a.shares, a.assigned_at, a.crossed,
       coalesce(h.arm = 'holdout', false) as holdout, d.period_start, d.slice, d.action, d.propensity, c.topic,
       exists (select 1 from handoffs o where o.shop_id = $1 and o.conversation_id = c.id) as handed
     from conversations c
     join shoppers asked on asked.shop_id = $1 and asked.id = c.shopper_id
     join shoppers s on s.shop_id = $1 and s.id = coalesce(asked.merged_into, asked.id)
     join assignments a on a.shop_id = $1 and a.experiment_id = $2 and a.shopper_id = s.id
     left join assignments h on h.shop_id = $1 and h.experiment_id = 'holdout' and h.shopper_id = s.id
     left join lateral (
       select period_start, slice, action, propensity from decisions
       where shop_id = $1 and kind = 'money' and shopper_id = s.id and period_start <= c.last_activity_at
       order by period_start desc limit 1) d on true
     where c.shop_id = $1 and c.topic is not null and c.last_activity_at >= a.assigned_at
       and ($3::timestamptz is null or (c.created_at, c.id) > ($3, $4::uuid))
     order by c.created_at, c.id limit $5`,
    [shopId, experimentId, afterAt, afterId, page.limit + 1],
  );
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  return {
    rows: shown.map((row) => ({
      conversationId: row.id,
      startedAt: row.created_at.toISOString(),
      shopperId: row.shopper_id,
      shopperExternalId: row.external_id,
      arm: row.arm,
      armShare: row.shares?.[keys.indexOf(row.arm)] ?? null,
      assignedAt: row.assigned_at.toISOString(),
      crossed: row.crossed,
      holdout: row.holdout,
      periodStart: row.period_start?.toISOString() ?? null,
      slice: row.slice,
      action: row.action,
      propensity: row.propensity,
      topic: row.topic,
      handedOver: row.handed,
    })),
    next: rows.length > page.limit && last ? pageKey([last.created_key, last.id]) : null,
  };
}

/** In the order in which shares are kept. */
async function armKeys(queryable: Queryable, shopId: string, experimentId: string): Promise<string[]> {
  const { rows } = await queryable.query<{ arms: { key: string }[] }>(
    'select arms from experiments where shop_id = $1 and id = $2',
    [shopId, experimentId],
  );
  return rows[0]?.arms.map(({ key }) => key) ?? [];
}
