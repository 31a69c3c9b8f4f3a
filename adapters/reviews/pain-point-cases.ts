import type {
  CaseChange,
  CaseNote,
  PainPointCase,
  PainPointKey,
} from '../../core/contracts/console-reviews.ts';
import { ConflictError, NotFoundError } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import type { Transaction } from '../../core/transaction.ts';
import { beforeAfter } from '../../retention/reviews/before-after.ts';
import { appendAudit } from '../postgres/audit-log.ts';
import { clientOf, type Queryable } from '../postgres/database.ts';
import { shareView } from '../postgres/share-view.ts';
import { scopeNames } from './scope-names.ts';

/** Before and after an action, so many days on each side at most: older reviews tell of other times. */
const effectDays = 180;

interface Row extends Omit<PainPointCase, 'name' | 'owner' | 'createdAt' | 'effect'> {
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  readonly createdAt: Date;
  readonly beforeCount: number;
  readonly beforeOf: number;
  readonly afterCount: number;
  readonly afterOf: number;
}

/** What is being done about pain points: live ones first, then by age; each with what it has changed so far. */
export async function painPointCases(
  queryable: Queryable,
  shopId: string,
  { now, of, id }: { now: Date; of?: PainPointKey; id?: string },
): Promise<PainPointCase[]> {
  const { rows } = await queryable.query<Row>(
    `select c.id, c.scope, c.scope_id as "scopeId", c.aspect, c.owner_id as "ownerId", u.name as "ownerName", c.action,
       to_char(c.acted_on, 'YYYY-MM-DD') as "actedOn", c.state, c.version, c.created_at as "createdAt", e.*
     from pain_point_cases c
     join shops s on s.id = c.shop_id
     left join users u on u.id = c.owner_id
     cross join lateral (
       select (count(*) filter (where before and negative))::int as "beforeCount",
         (count(*) filter (where before))::int as "beforeOf",
         (count(*) filter (where not before and negative))::int as "afterCount",
         (count(*) filter (where not before))::int as "afterOf"
       from (
         select r.written_at < c.acted_on::timestamp at time zone s.time_zone as before, o.sentiment = 'negative' as negative
         from review_analyses a
         join review_opinions o on o.shop_id = a.shop_id and o.model_version = a.model_version and o.aspect = c.aspect
         join reviews r on r.shop_id = o.shop_id and r.id = o.review_id
         left join products p on p.shop_id = r.shop_id and p.id = r.product_id
         where a.shop_id = c.shop_id and c.acted_on is not null
           and c.scope_id = case c.scope when 'product' then r.product_id else p.category end
           and r.written_at >= (c.acted_on - ${effectDays})::timestamp at time zone s.time_zone
           and r.written_at < (c.acted_on + ${effectDays})::timestamp at time zone s.time_zone
           and r.written_at < $2) as said) e
     where c.shop_id = $1 and ($3::text is null or (c.scope = $3 and c.scope_id = $4 and c.aspect = $5))
       and ($6::uuid is null or c.id = $6)
     order by c.state in ('done', 'dropped'), c.created_at desc, c.id limit 200`,
    [shopId, now, of?.scope ?? null, of?.scopeId ?? null, of?.aspect ?? null, id ?? null],
  );
  const names = await scopeNames(queryable, shopId);
  return rows.map((row) => ({
    id: row.id,
    scope: row.scope,
    scopeId: row.scopeId,
    aspect: row.aspect,
    name: names.nameOf(row.scope, row.scopeId),
    owner: row.ownerId === null ? null : { id: row.ownerId, name: row.ownerName ?? '' },
    action: row.action,
    actedOn: row.actedOn,
    state: row.state,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    effect:
      row.actedOn === null
        ? null
        : {
            before: shareView(row.beforeCount, row.beforeOf),
            after: shareView(row.afterCount, row.afterOf),
            change: beforeAfter(
              { count: row.beforeCount, of: row.beforeOf },
              { count: row.afterCount, of: row.afterOf },
            ),
          },
  }));
}

/** The newest case of each pain point that has one, by its key as JSON. */
export async function caseNotes(queryable: Queryable, shopId: string): Promise<Map<string, CaseNote>> {
  const { rows } = await queryable.query<PainPointKey & CaseNote>(
    `select distinct on (scope, scope_id, aspect) scope, scope_id as "scopeId", aspect, id, state
     from pain_point_cases where shop_id = $1 order by scope, scope_id, aspect, created_at desc`,
    [shopId],
  );
  return new Map(
    rows.map(({ scope, scopeId, aspect, id, state }) => [
      JSON.stringify([scope, scopeId, aspect]),
      { id, state },
    ]),
  );
}

interface Change extends CaseChange {
  readonly shopId: string;
  /** The actor of the audit log. */
  readonly actor: string;
  readonly now: Date;
}

/** @throws ConflictError when somebody is already on it; NotFoundError when the owner does not work here. */
export async function openCase(tx: Transaction, change: Change & { key: PainPointKey }): Promise<string> {
  const { shopId, key, ownerId, action, actedOn, state, now } = change;
  await requireOwner(tx, shopId, ownerId);
  const id = newId();
  const { rowCount } = await clientOf(tx).query(
    `insert into pain_point_cases (shop_id, id, scope, scope_id, aspect, owner_id, action, acted_on, state, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)
     on conflict (shop_id, scope, scope_id, aspect) where state in ('open', 'acting') do nothing`,
    [shopId, id, key.scope, key.scopeId, key.aspect, ownerId, action, actedOn, state, now],
  );
  if (rowCount === 0) throw new ConflictError('somebody works on this pain point already');
  await appendAudit(tx, {
    shopId,
    actor: change.actor,
    action: 'pain_point.opened',
    subject: `pain_point:${id}`,
    before: null,
    after: { ...key, ownerId, action, actedOn, state },
  });
  return id;
}

/** @throws ConflictError when it was changed since the version that was seen, or another is live; NotFoundError. */
export async function changeCase(
  tx: Transaction,
  change: Change & { id: string; version: number },
): Promise<void> {
  const { shopId, id, version, ownerId, action, actedOn, state, now } = change;
  const client = clientOf(tx);
  const { rows } = await client.query<CaseChange & { version: number }>(
    `select owner_id as "ownerId", action, to_char(acted_on, 'YYYY-MM-DD') as "actedOn", state, version
     from pain_point_cases where shop_id = $1 and id = $2 for update`,
    [shopId, id],
  );
  if (!rows[0]) throw new NotFoundError(`there is no case ${id}`);
  const { version: seen, ...before } = rows[0];
  if (seen !== version) throw new ConflictError('somebody has changed this case meanwhile');
  if (ownerId !== before.ownerId) await requireOwner(tx, shopId, ownerId);
  try {
    await client.query(
      `update pain_point_cases set owner_id = $3, action = $4, acted_on = $5, state = $6, version = version + 1,
         updated_at = $7 where shop_id = $1 and id = $2`,
      [shopId, id, ownerId, action, actedOn, state, now],
    );
  } catch (error) {
    if ((error as { code?: string }).code === '23505')
      throw new ConflictError('somebody works on this pain point already');
    throw error;
  }
  await appendAudit(tx, {
    shopId,
    actor: change.actor,
    action: 'pain_point.changed',
    subject: `pain_point:${id}`,
    before,
    after: { ownerId, action, actedOn, state },
  });
}

/** Who may own a case: whoever works for this shop or for all. */
export async function caseOwners(
  queryable: Queryable,
  shopId: string,
): Promise<{ id: string; name: string }[]> {
  const { rows } = await queryable.query<{ id: string; name: string }>(
    `select id, name from users where removed_at is null and (shop_id is null or shop_id = $1) order by lower(name), id`,
    [shopId],
  );
  return rows;
}

async function requireOwner(tx: Transaction, shopId: string, ownerId: string | null): Promise<void> {
  if (ownerId === null) return;
  const { rowCount } = await clientOf(tx).query(
    'select 1 from users where id = $2 and removed_at is null and (shop_id is null or shop_id = $1)',
    [shopId, ownerId],
  );
  if (rowCount === 0) throw new NotFoundError('whoever is to own this does not work here');
}
