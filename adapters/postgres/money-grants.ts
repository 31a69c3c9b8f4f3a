import type { GrantView } from '../../bot/ports/money.ts';
import type { Localised } from '../../core/localised.ts';
import type { Transaction } from '../../core/transaction.ts';
import type { OfferKind } from '../../retention/offers/offer.ts';
import { clientOf } from './database.ts';

/** What was promised, kept with the grant: later changes of the offer do not touch it. */
export interface GrantTerms {
  readonly kind: OfferKind;
  readonly name: Localised;
  readonly percent: number | null;
  readonly perkPoints: number | null;
  readonly maximumCents: number;
  readonly currency: string;
  readonly notice: { readonly id: string; readonly text: Localised };
}

export interface GrantRow {
  readonly id: string;
  readonly shopper_id: string;
  readonly offer_id: string;
  readonly decision_id: string | null;
  readonly budget_id: string;
  readonly code: string;
  readonly state: GrantView['state'];
  readonly terms: GrantTerms;
  readonly reserved_cents: number;
  readonly redeemed_cents: number | null;
  readonly order_id: string | null;
  readonly expires_at: Date;
}

export const grantColumns =
  'g.id, g.shopper_id, g.offer_id, g.decision_id, g.budget_id, g.code, g.state, g.terms, g.reserved_cents, g.redeemed_cents, g.order_id, g.expires_at';

/**
 * `id ${sameShopper}`: the shoppers that one person goes by, $2 of shop $1: the known identity and those merged into
 * it. An array and no join: the planner then goes by index whatever it believes of the tables' sizes.
 */
export const sameShopper = `= any(array(
  with known as (select coalesce(merged_into, id) as id from shoppers where shop_id = $1 and id = $2)
  select id from known
  union all
  select merged.id from known join shoppers merged on merged.shop_id = $1 and merged.merged_into = known.id))`;

/** A grant past its end is expired, whether or not the sweep has been there. */
export function viewOf(row: GrantRow, now: Date): GrantView {
  const over = (row.state === 'reserved' || row.state === 'accepted') && row.expires_at <= now;
  return {
    id: row.id,
    decisionId: row.decision_id,
    offerId: row.offer_id,
    kind: row.terms.kind,
    name: row.terms.name,
    percent: row.terms.percent,
    perkPoints: row.terms.perkPoints,
    maximumCents: row.terms.maximumCents,
    currency: row.terms.currency,
    code: row.code,
    state: over ? 'expired' : row.state,
    expiresAt: row.expires_at,
    notice: row.terms.notice.text,
  };
}

export async function liveGrantsOf(
  tx: Transaction,
  shopId: string,
  shopperId: string,
  now: Date,
): Promise<GrantRow[]> {
  const { rows } = await clientOf(tx).query<GrantRow>(
    `select ${grantColumns} from grants g
     where g.shop_id = $1 and g.shopper_id ${sameShopper}
       and g.state in ('reserved', 'accepted') and g.expires_at > $3
     order by g.created_at, g.id`,
    [shopId, shopperId, now],
  );
  return rows;
}

/** The shopper's own grant, locked until the transaction ends; null when it is not theirs. */
export async function lockGrant(
  tx: Transaction,
  shopId: string,
  shopperId: string,
  grantId: string,
): Promise<GrantRow | null> {
  const { rows } = await clientOf(tx).query<GrantRow>(
    `select ${grantColumns} from grants g
     where g.shop_id = $1 and g.id = $3 and g.shopper_id ${sameShopper}
     for no key update of g`,
    [shopId, shopperId, grantId],
  );
  return rows[0] ?? null;
}

export async function setGrantState(
  tx: Transaction,
  shopId: string,
  grantId: string,
  state: GrantView['state'],
): Promise<void> {
  await clientOf(tx).query('update grants set state = $3 where shop_id = $1 and id = $2', [
    shopId,
    grantId,
    state,
  ]);
}

export async function insertGrant(
  tx: Transaction,
  grant: {
    shopId: string;
    id: string;
    shopperId: string;
    offerId: string;
    /** Null: an agent gave it. */
    decisionId: string | null;
    givenBy?: string;
    budgetId: string;
    code: string;
    terms: GrantTerms;
    now: Date;
    expiresAt: Date;
  },
): Promise<GrantRow> {
  const { rows } = await clientOf(tx).query<GrantRow>(
    `insert into grants as g (shop_id, id, shopper_id, offer_id, decision_id, budget_id, code, state, terms,
       reserved_cents, created_at, expires_at, given_by, experiment_id, arm)
     select $1, $2, $3, $4, $5, $6, $7, 'reserved', $8, $9, $10, $11, $12, d.experiment_id, d.arm
     from (select $5::uuid as decision_id) given
     left join decisions d on d.shop_id = $1 and d.id = given.decision_id
     returning ${grantColumns}`,
    [
      grant.shopId,
      grant.id,
      grant.shopperId,
      grant.offerId,
      grant.decisionId,
      grant.budgetId,
      grant.code,
      JSON.stringify(grant.terms),
      grant.terms.maximumCents,
      grant.now,
      grant.expiresAt,
      grant.givenBy ?? null,
    ],
  );
  return rows[0]!;
}
