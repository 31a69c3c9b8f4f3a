import type { DecisionRow, KeyedPage, PageRequest } from '../../core/contracts/console-money.ts';
import { isId } from '../../core/ids.ts';
import type { Queryable } from './database.ts';

/** What may be asked of the log; everything left out matches all. */
export interface DecisionQuery {
  /** Of one decision alone. */
  readonly id?: string;
  readonly kind?: 'money' | 'recommendation';
  /** Words of a name by their beginnings, customer id or e-mail of a shopper, the code of a grant, or the id of a decision or conversation. */
  readonly text?: string;
  readonly slice?: string;
  readonly arm?: string;
  readonly action?: string;
  readonly policyVersion?: string;
  readonly from?: Date;
  /** Exclusive. */
  readonly to?: Date;
}

interface Found {
  id: string;
  at: Date;
  /** As the database keeps it: a Date has no microseconds, and a key that is rounded loses rows. */
  at_key: string;
  kind: DecisionRow['kind'];
  shopper_name: string | null;
  shopper_external_id: string | null;
  conversation_id: string | null;
  period_start: Date | null;
  experiment_id: string | null;
  arm: string | null;
  slice: string;
  action: string;
  propensity: number;
}

/** Decisions, newest first, paged by key. */
export async function searchDecisions(
  queryable: Queryable,
  shopId: string,
  query: DecisionQuery,
  page: PageRequest,
): Promise<KeyedPage<DecisionRow>> {
  const [afterAt, afterId] = page.after?.split('|') ?? [null, null];
  const text = query.text?.trim() || null;
  const meant = query.id
    ? { shoppers: [], ids: [query.id] }
    : text === null
      ? null
      : await meantBy(queryable, shopId, text);
  const { rows } = await queryable.query<Found>(
    `with page as (
       select d.id, d.created_at from decisions d
       where d.shop_id = $1
         and ($2::uuid[] is null or d.shopper_id = any($2) or d.id = any($3::uuid[]) or d.conversation_id = any($3))
         and ($4::text is null or d.kind = $4) and ($5::text is null or d.slice = $5)
         and ($6::text is null or d.arm = $6) and ($7::text is null or d.action = $7)
         and ($8::text is null or d.policy_version = $8)
         and ($9::timestamptz is null or d.created_at >= $9) and ($10::timestamptz is null or d.created_at < $10)
         and ($11::timestamptz is null or (d.created_at, d.id) < ($11, $12::uuid))
       order by d.created_at desc, d.id desc limit $13)
     select d.id, d.created_at as at, d.created_at::text as at_key, d.kind, s.display_name as shopper_name,
       s.external_id as shopper_external_id, d.conversation_id, d.period_start, d.experiment_id, d.arm, d.slice,
       d.action, d.propensity
     from page join decisions d on d.shop_id = $1 and d.id = page.id
     left join shoppers s on s.shop_id = d.shop_id and s.id = d.shopper_id
     order by d.created_at desc, d.id desc`,
    [
      shopId,
      meant?.shoppers ?? null,
      meant?.ids ?? null,
      query.kind ?? null,
      query.slice ?? null,
      query.arm ?? null,
      query.action ?? null,
      query.policyVersion ?? null,
      query.from ?? null,
      query.to ?? null,
      afterAt,
      afterId,
      page.limit + 1,
    ],
  );
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  return {
    rows: shown.map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      kind: row.kind,
      shopperName: row.shopper_name,
      shopperExternalId: row.shopper_external_id,
      conversationId: row.conversation_id,
      periodStart: row.period_start?.toISOString() ?? null,
      experimentId: row.experiment_id,
      arm: row.arm,
      slice: row.slice,
      action: row.action,
      propensity: row.propensity,
    })),
    next: rows.length > page.limit && last ? `${last.at_key}|${last.id}` : null,
  };
}

/** Whom and what a text may stand for. Asked first, so that the log is then read by index and not from end to end. */
async function meantBy(queryable: Queryable, shopId: string, text: string) {
  const { rows } = await queryable.query<{ shoppers: string[]; coded: string[] }>(
    `select
       array(select id from shoppers where shop_id = $1
         and (external_id = $2 or lower(email) = lower($2)
           or to_tsvector('simple', display_name) @@ to_tsquery('simple', $3)) limit 200) as shoppers,
       array(select decision_id from grants where shop_id = $1 and code = upper($2) and decision_id is not null) as coded`,
    [shopId, text, wordsBeginning(text)],
  );
  const { shoppers, coded } = rows[0]!;
  return { shoppers, ids: isId(text) ? [...coded, text] : coded };
}

/** A query for names that have words which begin so: "gra be" finds Grace Bell. '' finds nobody. */
function wordsBeginning(text: string): string {
  return (text.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => `'${word}':*`).join(' & ');
}
