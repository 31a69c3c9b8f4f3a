import type { ConsentAnswer, OutreachConsent } from '../../bot/ports/shop-data.ts';
import { newId } from '../../core/ids.ts';
import type { Transaction } from '../../core/transaction.ts';
import { clientOf } from './database.ts';

/**
 * Appends an answer for each purpose, unless the newest says the same. What was planned and is no longer allowed is off in the same transaction. The shopper's row is locked first,
 * as by those who choose whom to write to: whoever comes second sees the other.
 */
export async function recordConsent(tx: Transaction, consent: ConsentAnswer): Promise<void> {
  const { shopId, shopperId, purposes, granted, now } = consent;
  const client = clientOf(tx);
  await client.query('select 1 from shoppers where shop_id = $1 and id = $2 for no key update', [
    shopId,
    shopperId,
  ]);
  await client.query(
    `insert into consents (shop_id, id, shopper_id, purpose, granted, wording, given_at, via)
     select $1, n.id, $2, n.purpose, $3, $4, greatest($5::timestamptz, newest.given_at + interval '1 microsecond'), $6
     from unnest($7::uuid[], $8::text[]) as n (id, purpose)
     left join lateral (
       select c.granted, c.given_at from consents c join shoppers s on s.shop_id = c.shop_id and s.id = c.shopper_id
       where c.shop_id = $1 and (s.id = $2 or s.merged_into = $2) and c.purpose = n.purpose
       order by c.given_at desc, c.id desc limit 1) newest on true
     where newest.granted is distinct from $3`,
    [shopId, shopperId, granted, consent.wording, now, consent.via, purposes.map(() => newId()), purposes],
  );
  if (granted) return;
  await client.query(
    `update outreach o set
       state = case when o.state = 'planned' and not allowed.chat and not allowed.email then 'stopped' else o.state end,
       mail_state = case when o.mail_state = 'due' and not allowed.email then 'stopped' else o.mail_state end,
       mail = case when o.mail_state = 'due' and not allowed.email then null else o.mail end
     from (select $3::boolean as chat, $4::boolean as email) allowed
     where o.shop_id = $1 and o.shopper_id in (
         select id from shoppers where shop_id = $1 and (id = $2 or merged_into = $2))
       and (o.state = 'planned' or o.mail_state = 'due')`,
    [shopId, shopperId, ...Object.values(await outreachConsent(tx, shopId, shopperId))],
  );
}

export async function outreachConsent(
  tx: Transaction,
  shopId: string,
  shopperId: string,
): Promise<OutreachConsent> {
  const { rows } = await clientOf(tx).query<OutreachConsent>(
    `select coalesce(bool_or(granted) filter (where purpose = 'outreach_chat'), false) as chat,
       coalesce(bool_or(granted) filter (where purpose = 'outreach_email'), false) as email
     from (
       select distinct on (c.purpose) c.purpose, c.granted
       from consents c join shoppers s on s.shop_id = c.shop_id and s.id = c.shopper_id
       where c.shop_id = $1 and (s.id = $2 or s.merged_into = $2)
       order by c.purpose, c.given_at desc, c.id desc) newest`,
    [shopId, shopperId],
  );
  return rows[0]!;
}
