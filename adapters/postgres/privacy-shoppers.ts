import type { KeyedPage, PageRequest } from '../../core/contracts/console-money.ts';
import type { PrivacyRequest, PrivacyShopper } from '../../core/contracts/console-privacy.ts';
import { isId } from '../../core/ids.ts';
import type { Queryable } from './database.ts';

/** Shoppers whose name, customer id, e-mail or id is meant by a text; at most 20, with what they consented to. */
export async function findPrivacyShoppers(
  queryable: Queryable,
  shopId: string,
  text: string,
): Promise<PrivacyShopper[]> {
  const { rows } = await queryable.query<{
    id: string;
    name: string | null;
    external_id: string | null;
    email: string | null;
    erased_at: Date | null;
    consents: PrivacyShopper['consents'];
  }>(
    `select s.id, s.display_name as name, s.external_id, s.email, s.erased_at,
       coalesce((select json_agg(newest order by newest.purpose) from (
         select distinct on (purpose) purpose, granted, wording, given_at as "givenAt" from consents c
         where c.shop_id = s.shop_id and c.shopper_id = s.id order by purpose, given_at desc) newest), '[]') as consents
     from shoppers s
     where s.shop_id = $1 and s.merged_into is null
       and (s.external_id = $2 or lower(s.email) = lower($2) or s.id = $4::uuid
         or lower(s.display_name) like lower($3) || '%')
     order by s.display_name nulls last, s.id limit 20`,
    [shopId, text, text.replace(/[\\%_]/g, '\\$&'), isId(text) ? text : null],
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    externalId: row.external_id,
    email: row.email,
    erasedAt: row.erased_at?.toISOString() ?? null,
    consents: row.consents,
  }));
}

/** What was asked for: first what waits for a person, then the rest, each newest first. */
export async function privacyRequests(
  queryable: Queryable,
  shopId: string,
  page: PageRequest,
  now: Date,
): Promise<KeyedPage<PrivacyRequest>> {
  const [open, at, id] = page.after?.split('|') ?? [null, null, null];
  const { rows } = await queryable.query<{
    id: string;
    kind: PrivacyRequest['kind'];
    shopper_id: string | null;
    shopper_name: string | null;
    conversation_id: string | null;
    via: PrivacyRequest['via'];
    asked_by: string | null;
    requested_at: Date;
    at_key: string;
    state: PrivacyRequest['state'];
    closed_at: Date | null;
  }>(
    `select r.id, r.kind, r.shopper_id, s.display_name as shopper_name, r.conversation_id, r.via, u.name as asked_by,
       r.requested_at,       r.requested_at::text as at_key, r.closed_at,
       case when r.state = 'offered' and r.expires_at <= $6 then 'over' else r.state end as state
     from privacy_requests r left join shoppers s on s.shop_id = r.shop_id and s.id = r.shopper_id
       left join users u on u.id = r.asked_by
     where r.shop_id = $1
       and ($2::boolean is null or ((r.state = 'open'), r.requested_at, r.id) < ($2, $3::timestamptz, $4::uuid))
     order by (r.state = 'open') desc, r.requested_at desc, r.id desc limit $5`,
    [shopId, open, at, id, page.limit + 1, now],
  );
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  return {
    rows: shown.map((row) => ({
      id: row.id,
      kind: row.kind,
      via: row.via,
      askedBy: row.asked_by,
      shopperId: row.shopper_id,
      shopperName: row.shopper_name,
      conversationId: row.conversation_id,
      requestedAt: row.requested_at.toISOString(),
      state: row.state,
      closedAt: row.closed_at?.toISOString() ?? null,
    })),
    next: rows.length > page.limit && last ? `${last.state === 'open'}|${last.at_key}|${last.id}` : null,
  };
}

/** How many requests wait for a person. */
export async function countOpenPrivacyRequests(queryable: Queryable, shopId: string): Promise<number> {
  const { rows } = await queryable.query<{ count: number }>(
    `select count(*) as count from privacy_requests where shop_id = $1 and state = 'open'`,
    [shopId],
  );
  return rows[0]!.count;
}
