import type { OutreachCandidate } from '../../bot/outreach/reason-against.ts';
import type { Queryable } from './database.ts';

/**
 * Everybody of a shop who has ever answered whether they may be written to, or one of them, with all that speaks for and
 * against it now. Merged identities are one.
 */
export async function outreachCandidates(
  db: Queryable,
  request: { shopId: string; now: Date; shopperId?: string },
): Promise<OutreachCandidate[]> {
  const { rows } = await db.query<OutreachCandidate & { [column: string]: unknown }>(
    `select s.id as "shopperId", s.email, s.language, coalesce(s.country, shop.country) as country,
       coalesce(facts.erased, false) as erased, consent.chat as "mayChat", consent.email as "mayMail",
       facts.refused or not consent.personal as "personalisationRefused",
       exists (select 1 from assignments a where a.shop_id = s.shop_id and a.shopper_id = any(same.ids)
         and a.experiment_id = 'holdout' and a.arm = 'holdout' and a.until > $2) as "heldOut",
       latest.id as "conversationId", latest.last_activity_at as "lastActivityAt",
       coalesce(latest.dialog ->> 'complaintOpen' = 'true', false) as "complaintOpen",
       exists (select 1 from conversations c where c.shop_id = s.shop_id and c.shopper_id = any(same.ids)
         and c.held_by <> 'bot') as "withPerson",
       (select a.activity ->> 'localTimezone' from activities a
        where a.shop_id = s.shop_id and a.conversation_id = latest.id and a.direction = 'inbound'
          and a.activity ? 'localTimezone' order by a.sequence desc limit 1) as "timeZone",
       (select max(o.planned_at) from outreach o
        where o.shop_id = s.shop_id and o.shopper_id = any(same.ids)) as "lastChosenAt"
     from shoppers s
     join shops shop on shop.id = s.shop_id
     cross join lateral (
       select array(select m.id from shoppers m
         where m.shop_id = s.shop_id and (m.id = s.id or m.merged_into = s.id)) as ids) same
     cross join lateral (
       select bool_or(m.erased_at is not null) as erased,
         bool_or(m.personalisation_refused_at is not null) as refused
       from shoppers m where m.shop_id = s.shop_id and m.id = any(same.ids)) facts
     cross join lateral (
       select coalesce(bool_or(granted) filter (where purpose = 'outreach_chat'), false) as chat,
         coalesce(bool_or(granted) filter (where purpose = 'outreach_email'), false) as email,
         coalesce(bool_and(granted) filter (where purpose = 'personalisation'), true) as personal
       from (select distinct on (c.purpose) c.purpose, c.granted from consents c
         where c.shop_id = s.shop_id and c.shopper_id = any(same.ids)
         order by c.purpose, c.given_at desc, c.id desc) newest) consent
     left join lateral (
       select c.id, c.last_activity_at, c.dialog from conversations c
       where c.shop_id = s.shop_id and c.shopper_id = any(same.ids) and c.channel = 'directline'
         and c.identity_verified
       order by c.last_activity_at desc, c.id desc limit 1) latest on true
     where s.shop_id = $1 and s.merged_into is null and s.id in (
       select coalesce(m.merged_into, m.id) from consents c
       join shoppers m on m.shop_id = c.shop_id and m.id = c.shopper_id
       where c.shop_id = $1 and ($3::uuid is null or coalesce(m.merged_into, m.id) = $3))
     order by s.id`,
    [request.shopId, request.now, request.shopperId ?? null],
  );
  return rows;
}

/** Shoppers, merged ones counted once. */
export async function countShoppers(db: Queryable, shopId: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    'select count(*) as count from shoppers where shop_id = $1 and merged_into is null',
    [shopId],
  );
  return rows[0]!.count;
}
