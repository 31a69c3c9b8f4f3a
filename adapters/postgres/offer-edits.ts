import type { ChangeResult, OfferView } from '../../core/contracts/console-money.ts';
import { ConflictError, NotFoundError } from '../../core/errors.ts';
import type { Localised } from '../../core/localised.ts';
import type { Transaction } from '../../core/transaction.ts';
import type { OfferKind } from '../../retention/offers/offer.ts';
import { raisesOffer } from '../../retention/offers/raises-offer.ts';
import { askApproval, listApprovals, type OpenApproval, voidApprovals } from './approvals.ts';
import { appendAudit } from './audit-log.ts';
import { clientOf, type Queryable } from './database.ts';

/** What of an offer can be changed. */
export interface OfferFields {
  readonly name: Localised;
  readonly percent: number | null;
  readonly perkPoints: number | null;
  readonly maximumCents: number;
  readonly validityDays: number;
  readonly active: boolean;
}

interface OfferRow {
  id: string;
  kind: OfferKind;
  name: Localised;
  percent: number | null;
  perk_points: number | null;
  maximum_cents: number;
  validity_days: number;
  active: boolean;
  version: number;
}

/** Every offer of the shop, active or not, with what became of it lately. */
export async function offerViews(
  queryable: Queryable,
  shopId: string,
  viewer: string,
  now: Date,
): Promise<OfferView[]> {
  const { rows } = await queryable.query<OfferRow & { granted: number; redeemed: number }>(
    `select o.id, o.kind, o.name, o.percent, o.perk_points, o.maximum_cents, o.validity_days, o.active, o.version,
       coalesce(g.granted, 0) as granted, coalesce(g.redeemed, 0) as redeemed
     from offers o
     left join (
       select offer_id, count(*) as granted, count(*) filter (where state = 'redeemed') as redeemed
       from grants where shop_id = $1 and created_at > $2::timestamptz - interval '30 days' group by offer_id) g
       on g.offer_id = o.id
     where o.shop_id = $1 order by o.active desc, o.id`,
    [shopId, now],
  );
  const open = await listApprovals(queryable, shopId, viewer, { state: 'open' });
  return rows.map((row) => ({
    ...fieldsOf(row),
    id: row.id,
    kind: row.kind,
    version: row.version,
    granted30: row.granted,
    redeemed30: row.redeemed,
    openApproval: open.find(({ subject }) => subject === `offer:${row.id}`) ?? null,
  }));
}

/**
 * Adds an offer, inactive: nobody can get it until it is switched on, which takes a second person.
 * @throws ConflictError when there is one of this id.
 */
export async function addOffer(
  tx: Transaction,
  offer: { shopId: string; id: string; kind: OfferKind; by: string } & Omit<OfferFields, 'active'>,
): Promise<void> {
  const { rowCount } = await clientOf(tx).query(
    `insert into offers (shop_id, id, kind, name, percent, perk_points, maximum_cents, validity_days, active)
     values ($1, $2, $3, $4, $5, $6, $7, $8, false) on conflict do nothing`,
    [
      offer.shopId,
      offer.id,
      offer.kind,
      JSON.stringify(offer.name),
      offer.percent,
      offer.perkPoints,
      offer.maximumCents,
      offer.validityDays,
    ],
  );
  if (rowCount === 0) throw new ConflictError(`there is an offer "${offer.id}" already`);
  const { shopId, by, ...after } = offer;
  await appendAudit(tx, {
    shopId,
    actor: `user:${by}`,
    action: 'offer.added',
    subject: `offer:${offer.id}`,
    before: null,
    after,
  });
}

/**
 * Changes an offer: at once when it cannot cost more by it, else by a second person. What was granted keeps its terms.
 * @throws NotFoundError; ConflictError when somebody changed it meanwhile.
 */
export async function changeOffer(
  tx: Transaction,
  change: { shopId: string; id: string; version: number; reason: string; by: string; fields: OfferFields },
): Promise<ChangeResult> {
  const row = await lockedOffer(tx, change.shopId, change.id);
  if (row.version !== change.version)
    throw new ConflictError(`somebody changed the offer "${change.id}" meanwhile; look at it again`);
  const before = fieldsOf(row);
  if (raisesOffer(before, change.fields))
    return {
      state: 'asked',
      approval: await askApproval(tx, {
        shopId: change.shopId,
        kind: 'offer.raise',
        subject: `offer:${change.id}`,
        subjectVersion: row.version,
        before: { ...before },
        after: { ...change.fields },
        reason: change.reason,
        by: change.by,
      }),
    };
  await writeOffer(tx, change.shopId, change.id, before, change.fields, change.by);
  return { state: 'done' };
}

/** Carries out what was approved. @throws ConflictError when the offer was changed since it was asked for. */
export async function offerApproved(tx: Transaction, approval: OpenApproval, by: string): Promise<void> {
  const id = approval.subject.slice('offer:'.length);
  const row = await lockedOffer(tx, approval.shopId, id);
  if (row.version !== approval.subjectVersion)
    throw new ConflictError('the offer was changed since this was asked for; ask again');
  await writeOffer(tx, approval.shopId, id, fieldsOf(row), approval.after as unknown as OfferFields, by);
}

async function writeOffer(
  tx: Transaction,
  shopId: string,
  id: string,
  before: OfferFields,
  fields: OfferFields,
  by: string,
): Promise<void> {
  await clientOf(tx).query(
    `update offers set name = $3, percent = $4, perk_points = $5, maximum_cents = $6, validity_days = $7, active = $8,
       version = version + 1
     where shop_id = $1 and id = $2`,
    [
      shopId,
      id,
      JSON.stringify(fields.name),
      fields.percent,
      fields.perkPoints,
      fields.maximumCents,
      fields.validityDays,
      fields.active,
    ],
  );
  await voidApprovals(tx, shopId, `offer:${id}`);
  await appendAudit(tx, {
    shopId,
    actor: `user:${by}`,
    action: 'offer.changed',
    subject: `offer:${id}`,
    before,
    after: fields,
  });
}

async function lockedOffer(tx: Transaction, shopId: string, id: string): Promise<OfferRow> {
  const { rows } = await clientOf(tx).query<OfferRow>(
    `select id, kind, name, percent, perk_points, maximum_cents, validity_days, active, version from offers
     where shop_id = $1 and id = $2 for no key update`,
    [shopId, id],
  );
  if (!rows[0]) throw new NotFoundError(`there is no offer "${id}"`);
  return rows[0];
}

function fieldsOf(row: OfferRow): OfferFields {
  return {
    name: row.name,
    percent: row.percent,
    perkPoints: row.perk_points,
    maximumCents: row.maximum_cents,
    validityDays: row.validity_days,
    active: row.active,
  };
}
