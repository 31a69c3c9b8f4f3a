import { idOfName } from '../../core/ids.ts';
import type { Transaction } from '../../core/transaction.ts';
import type { SourceShopperRef } from '../shop-import/orders/source-order.ts';
import type { SourceShopper } from '../shop-import/source-shopper.ts';
import { clientOf } from './database.ts';
import { insertRows } from './insert-rows.ts';

export interface SeenShopper extends SourceShopperRef {
  /** The earliest moment they are known from. */
  readonly since: Date;
}

/**
 * Makes sure that shoppers are there; of those who are, only what is missing is filled in. Who was erased stays so: what
 * a source says of them is theirs without naming them.
 * @param shoppers one per external id.
 * @returns their ids by external id, merged ones as whom they were merged into; and how many were new.
 */
export async function ensureShoppers(
  tx: Transaction,
  shopId: string,
  shoppers: readonly SeenShopper[],
): Promise<{ ids: ReadonlyMap<string, string>; created: number }> {
  if (shoppers.length === 0) return { ids: new Map(), created: 0 };
  const client = clientOf(tx);
  const externalIds = shoppers.map(({ externalId }) => externalId);
  const created = await insertRows(
    tx,
    'shoppers',
    [
      ['shop_id', 'text', () => shopId],
      ['id', 'uuid', ({ externalId }) => idOfName(shopId, 'shopper', externalId)],
      ['external_id', 'text', ({ externalId }) => externalId],
      ['email', 'text', ({ email }) => email],
      ['display_name', 'text', ({ name }) => name],
      ['country', 'text', ({ country }) => country],
      ['region', 'text', ({ region }) => region],
      ['created_at', 'timestamptz', ({ since }) => since],
    ],
    shoppers,
    'on conflict do nothing',
  );
  await client.query(
    `update shoppers s set created_at = least(s.created_at, seen.since), email = coalesce(s.email, seen.email),
       display_name = coalesce(s.display_name, seen.name), country = coalesce(s.country, seen.country),
       region = coalesce(s.region, seen.region)
     from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[])
       as seen (external_id, email, name, country, region, since)
     where s.shop_id = $1 and s.external_id = seen.external_id
       and (s.created_at > seen.since or s.email is null and seen.email is not null
         or s.display_name is null and seen.name is not null or s.country is null and seen.country is not null
         or s.region is null and seen.region is not null)`,
    [
      shopId,
      externalIds,
      shoppers.map(({ email }) => email),
      shoppers.map(({ name }) => name),
      shoppers.map(({ country }) => country),
      shoppers.map(({ region }) => region),
      shoppers.map(({ since }) => since),
    ],
  );
  const { rows } = await client.query<{ external_id: string; id: string }>(
    `select external_id, coalesce(merged_into, id) as id from shoppers
     where shop_id = $1 and external_id = any($2::text[])`,
    [shopId, externalIds],
  );
  const ids = new Map(externalIds.map((externalId) => [externalId, idOfName(shopId, 'shopper', externalId)]));
  for (const row of rows) ids.set(row.external_id, row.id);
  return { ids, created };
}

/**
 * Writes customers as their source tells them; what it does not tell stays. A change of consent is added to those given
 * before, with the words that say where it came from.
 * @param shoppers one per external id.
 * @param to complete: what is not told is not there.
 */
export async function writeSourceShoppers(
  tx: Transaction,
  to: { shopId: string; now: Date; consentWording: string; complete?: boolean },
  shoppers: readonly SourceShopper[],
): Promise<{ created: number; updated: number }> {
  const client = clientOf(tx);
  const { rows } = await client.query<{ id: string; external_id: string; created: boolean }>(
    `insert into shoppers as s (shop_id, created_at, id, external_id, email, display_name, language, country, region,
       loyalty_points)
     select $1, coalesce(created_at, $2), id, external_id, email, name, language, country, region, coalesce(points, 0)
     from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::timestamptz[],
       $11::integer[]) as n (id, external_id, email, name, language, country, region, created_at, points)
     -- Who was erased is not named again, unless they came back by themselves.
     where not exists (select 1 from shoppers e where e.shop_id = $1 and e.id = n.id and e.erased_at is not null)
       or exists (select 1 from shoppers k where k.shop_id = $1 and k.external_id = n.external_id)
     on conflict (shop_id, external_id) do update set created_at = least(s.created_at, excluded.created_at),
       email = case when $12 then excluded.email else coalesce(excluded.email, s.email) end, display_name = case when $12 then excluded.display_name else coalesce(excluded.display_name, s.display_name) end,
       language = case when $12 then excluded.language else coalesce(excluded.language, s.language) end, country = case when $12 then excluded.country else coalesce(excluded.country, s.country) end,
       region = case when $12 then excluded.region else coalesce(excluded.region, s.region) end,
       loyalty_points = case when excluded.loyalty_points > 0 then excluded.loyalty_points else s.loyalty_points end
     where (coalesce(excluded.email, s.email), coalesce(excluded.display_name, s.display_name),
         coalesce(excluded.language, s.language), coalesce(excluded.country, s.country),
         coalesce(excluded.region, s.region), least(s.created_at, excluded.created_at))
       is distinct from (s.email, s.display_name, s.language, s.country, s.region, s.created_at)
       or excluded.loyalty_points not in (0, s.loyalty_points) or $12
     returning id, external_id, xmax = 0 as created`,
    [
      to.shopId,
      to.now,
      shoppers.map(({ externalId }) => idOfName(to.shopId, 'shopper', externalId)),
      shoppers.map(({ externalId }) => externalId),
      shoppers.map(({ email }) => email),
      shoppers.map(({ name }) => name),
      shoppers.map(({ language }) => language),
      shoppers.map(({ country }) => country),
      shoppers.map(({ region }) => region),
      shoppers.map(({ createdAt }) => createdAt),
      shoppers.map(({ points }) => points),
      to.complete ?? false,
    ],
  );
  await saveConsents(tx, to, shoppers);
  const created = rows.filter((row) => row.created).length;
  return { created, updated: rows.length - created };
}

async function saveConsents(
  tx: Transaction,
  to: { shopId: string; now: Date; consentWording: string },
  shoppers: readonly SourceShopper[],
): Promise<void> {
  const said = shoppers.filter(({ emailConsent }) => emailConsent !== null);
  if (said.length === 0) return;
  await clientOf(tx).query(
    `insert into consents (shop_id, id, shopper_id, purpose, granted, wording, given_at, via)
     select $1, gen_random_uuid(), coalesce(s.merged_into, s.id), 'outreach_email', n.granted, $2, $3, 'source'
     from unnest($4::text[], $5::boolean[]) as n (external_id, granted)
     join shoppers s on s.shop_id = $1 and s.external_id = n.external_id
     where n.granted is distinct from coalesce((
       select c.granted from consents c
       where c.shop_id = $1 and c.shopper_id = coalesce(s.merged_into, s.id) and c.purpose = 'outreach_email'
       order by c.given_at desc, c.id desc limit 1), false)
       -- Who stopped the mails here is not put back on the list by a source that has not heard of it.
       and not (n.granted and coalesce((
         select not c.granted and c.via in ('chat', 'link') from consents c
         where c.shop_id = $1 and c.shopper_id = coalesce(s.merged_into, s.id) and c.purpose = 'outreach_email'
         order by c.given_at desc, c.id desc limit 1), false))`,
    [
      to.shopId,
      to.consentWording,
      to.now,
      said.map(({ externalId }) => externalId),
      said.map(({ emailConsent }) => emailConsent),
    ],
  );
}
