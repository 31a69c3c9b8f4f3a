import type { Database } from '../../adapters/postgres/database.ts';
import type { Services } from '../../app/compose-services.ts';
import { newId } from '../../core/ids.ts';

/** Decisions drawn by the product itself, whose records the others are copies of. */
const drawn = 200;

/**
 * Money and recommendations of the conversations that are there: some drawn by the product, the rest copies of their
 * records under other shoppers, conversations and periods. One money decision for a shopper and period, a recommendation
 * in every third conversation, with snapshots, assignments and outcomes.
 */
export async function fillDecisions(database: Database, services: Services, shopId: string): Promise<void> {
  await drawSome(database, services, shopId);
  await database.query(
    `with template as materialized (
       select *, row_number() over (order by id) - 1 as place, count(*) over () as size
       from decisions where shop_id = $1 and kind = 'money'),
     asked as (
       select distinct on (shopper_id, period) *, to_timestamp(period * 2592000) as starts
       from conversations, lateral (select floor(extract(epoch from created_at) / 2592000)::bigint as period) p
       where shop_id = $1 and shopper_id is not null and identity_verified
       order by shopper_id, period, created_at)
     insert into decisions (shop_id, id, kind, shopper_id, conversation_id, sequence, period_start, experiment_id, arm, slice,
       policy_version, action, propensity, record, created_at)
     select $1, gen_random_uuid(), 'money', a.shopper_id, a.id, 1, a.starts, t.experiment_id, t.arm, t.slice, t.policy_version,
       t.action, t.propensity, jsonb_set(jsonb_set(t.record, '{inputs,shopperId}', to_jsonb(a.shopper_id)), '{inputs,period}',
         jsonb_build_object('start', a.starts, 'end', a.starts + interval '30 days')), a.created_at
     from asked a join template t on t.place = abs(hashtext(a.shopper_id::text)) % t.size
     on conflict do nothing`,
    [shopId],
  );
  await database.query(
    `with template as materialized (
       select *, row_number() over (order by id) - 1 as place, count(*) over () as size
       from decisions where shop_id = $1 and kind = 'recommendation')
     insert into decisions (shop_id, id, kind, shopper_id, conversation_id, sequence, slice, policy_version, action,
       propensity, record, created_at)
     select $1, gen_random_uuid(), 'recommendation', c.shopper_id, c.id, 3, t.slice, t.policy_version, t.action, t.propensity,
       jsonb_set(t.record, '{shopperId}', coalesce(to_jsonb(c.shopper_id), 'null')), c.created_at + interval '3 minutes'
     from conversations c join template t on t.place = abs(hashtext(c.id::text)) % t.size
     where c.shop_id = $1 and abs(hashtext('r' || c.id)) % 3 = 0`,
    [shopId],
  );
  await database.query(
    `insert into fact_snapshots (shop_id, id, shopper_id, period_start, period_end, facts, created_at)
     select shop_id, gen_random_uuid(), shopper_id, period_start, period_start + interval '30 days', record #> '{inputs,facts}',
       created_at
     from decisions where shop_id = $1 and kind = 'money' on conflict do nothing`,
    [shopId],
  );
  await database.query(
    `insert into assignments (shop_id, experiment_id, shopper_id, arm, assigned_at)
     select distinct on (experiment_id, shopper_id) shop_id, experiment_id, shopper_id, arm, created_at
     from decisions where shop_id = $1 and kind = 'money' and experiment_id is not null
     order by experiment_id, shopper_id, created_at on conflict do nothing`,
    [shopId],
  );
  await database.query(
    `insert into assignments (shop_id, experiment_id, shopper_id, arm, assigned_at, until)
     select distinct on (shopper_id) shop_id, 'holdout', shopper_id, case slice when 'holdout' then 'holdout' else 'open' end,
       created_at, created_at + interval '12 months'
     from decisions where shop_id = $1 and kind = 'money' order by shopper_id, created_at on conflict do nothing`,
    [shopId],
  );
  await database.query(
    `insert into outcomes (shop_id, id, decision_id, kind, ref, occurred_at)
     select d.shop_id, gen_random_uuid(), d.id, happened, item ->> 'productId', d.created_at
     from decisions d cross join lateral jsonb_array_elements(d.record #> '{choice,slate}') as item
     cross join lateral unnest(case when abs(hashtext(d.id::text || (item ->> 'slot'))) % 5 = 0
       then array['shown', 'clicked'] else array['shown'] end) as happened
     where d.shop_id = $1 and d.kind = 'recommendation' on conflict do nothing`,
    [shopId],
  );
}

async function drawSome(database: Database, { turn, recommender }: Services, shopId: string): Promise<void> {
  const now = new Date();
  const { rows } = await database.query<{ shopper_id: string }>(
    `select shopper_id from orders where shop_id = $1 and shopper_id is not null group by 1
     order by md5(shopper_id::text) limit $2`,
    [shopId, drawn],
  );
  for (const { shopper_id: shopperId } of rows)
    await database.transaction(async (tx) => {
      const to = { shopId, shopperId, conversationId: null, sequence: 1, now };
      await turn.money.decide(tx, { ...to, identityVerified: true });
      await recommender.recommend(tx, { ...to, occasion: newId(), size: 3 });
    });
}
