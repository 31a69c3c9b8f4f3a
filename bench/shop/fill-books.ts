import { clientOf, type Database } from '../../adapters/postgres/database.ts';

/**
 * The grants of every money decision that reserved something and has none, with the whole ledger of what became of them:
 * of old ones a third redeemed, a tenth void, the rest run out; the newest still open. Budgets are set to the sums.
 */
export async function fillBooks(database: Database, shopId: string): Promise<void> {
  await database.query('analyze decisions, grants');
  await database.query(
    `with drawn as materialized (
       select *, (record #>> '{reservation,grantId}')::uuid as template from decisions where shop_id = $1 and kind = 'money')
     insert into grants (shop_id, id, shopper_id, offer_id, decision_id, budget_id, code, state, terms, reserved_cents,
       redeemed_cents, created_at, expires_at, experiment_id, arm)
     select d.shop_id, gen_random_uuid(), d.shopper_id, t.offer_id, d.id, t.budget_id, upper(substr(md5(d.id::text), 1, 12)),
       s.state, t.terms, t.reserved_cents, case s.state when 'redeemed' then t.reserved_cents * 6 / 10 end, d.created_at,
       d.created_at + interval '14 days', d.experiment_id, d.arm
     from drawn d
     join grants t on t.shop_id = d.shop_id and t.id = d.template
     cross join lateral (select abs(hashtext(d.id::text)) % 100 as chance) c
     cross join lateral (select case when d.created_at > now() - interval '14 days' then
         case when chance < 50 then 'reserved' else 'accepted' end
       when chance < 35 then 'redeemed' when chance < 45 then 'void' else 'expired' end as state) s
     where not exists (select 1 from grants g where g.shop_id = d.shop_id and g.decision_id = d.id)`,
    [shopId],
  );
  await database.transaction(async (tx) => {
    const client = clientOf(tx);
    // Each entry's balance is checked at the commit, by a plan made while the table was nearly empty: never by its whole length.
    await client.query('discard plans');
    await client.query('set local enable_seqscan = off');
    await client.query(
      `with movement as materialized (
       select g.*, 'reserve' as movement, gen_random_uuid() as transaction_id, created_at as at from grants g
       where shop_id = $1 and not exists (select 1 from ledger l where l.shop_id = g.shop_id and l.grant_id = g.id)
       union all
       select g.*, case state when 'redeemed' then 'redeem' when 'void' then 'void' else 'expire' end, gen_random_uuid(),
         case state when 'expired' then expires_at else created_at + interval '2 days' end
       from grants g
       where shop_id = $1 and state in ('redeemed', 'void', 'expired')
         and not exists (select 1 from ledger l where l.shop_id = g.shop_id and l.grant_id = g.id)),
     entry as (
       select m.*, account, amount from movement m cross join lateral (values
         ('budget:' || budget_id, case movement when 'reserve' then -reserved_cents
            else reserved_cents - coalesce(redeemed_cents, 0) end),
         ('reserved:' || budget_id, case movement when 'reserve' then reserved_cents else -reserved_cents end),
         ('spent:' || budget_id, case movement when 'redeem' then redeemed_cents else 0 end)) as v (account, amount)
       where amount <> 0)
     insert into ledger (shop_id, transaction_id, kind, account, budget_id, grant_id, amount_cents, created_at)
     select shop_id, transaction_id, movement, account, budget_id, id, amount, at from entry
     order by at, transaction_id, account`,
      [shopId],
    );
  });
  await database.query(
    `update budgets b set reserved_cents = reserved, spent_cents = spent, limit_cents = reserved + spent + 500000,
       starts_at = b.starts_at - interval '1 year'
     from (select budget_id, coalesce(sum(amount_cents) filter (where account = 'reserved:' || budget_id), 0) as reserved,
         coalesce(sum(amount_cents) filter (where account = 'spent:' || budget_id), 0) as spent
       from ledger where shop_id = $1 group by budget_id) l
     where b.shop_id = $1 and b.id = l.budget_id`,
    [shopId],
  );
  await database.query(
    `insert into outcomes (shop_id, id, decision_id, kind, ref, occurred_at)
     select g.shop_id, gen_random_uuid(), g.decision_id, happened, g.id::text, g.created_at
     from grants g cross join lateral unnest(case g.state when 'redeemed' then array['shown', 'accepted', 'redeemed']
       when 'accepted' then array['shown', 'accepted'] when 'void' then array['shown', 'declined'] else array['shown'] end) as happened
     where g.shop_id = $1 and g.decision_id is not null on conflict do nothing`,
    [shopId],
  );
}
