import type { ConversationKey } from '../../bot/ports/conversation-store.ts';
import type { RiskAssessor } from '../../bot/ports/risk.ts';
import type { PanelGrant, ShopperPanel } from '../../core/contracts/desk-conversation.ts';
import { NotFoundError } from '../../core/errors.ts';
import type { Transaction } from '../../core/transaction.ts';
import { clientOf, type Queryable } from './database.ts';
import { type GrantRow, grantColumns, sameShopper, viewOf } from './money-grants.ts';
import { selectOrdersOf } from './shop-data-orders.ts';
import { expectationOf } from './value-fits.ts';
import { valuesOfShoppers } from './value-of-shoppers.ts';

const ordersShown = 10;

/** Everything known of the shopper beside the conversation. @throws NotFoundError, also for another shop's. */
export async function shopperPanel(
  tx: Transaction,
  risk: RiskAssessor,
  key: ConversationKey,
  now: Date,
): Promise<ShopperPanel> {
  const db = clientOf(tx);
  const { rows } = await db.query<{ shopperId: string | null; verified: boolean }>(
    `select coalesce(s.merged_into, c.shopper_id) as "shopperId", c.identity_verified as verified
     from conversations c left join shoppers s on s.shop_id = c.shop_id and s.id = c.shopper_id
     where c.shop_id = $1 and c.id = $2`,
    [key.shopId, key.conversationId],
  );
  if (!rows[0]) throw new NotFoundError(`there is no conversation ${key.conversationId} in this shop`);
  const { shopperId, verified } = rows[0];
  const erasureAskedAt = await erasureAsked(db, key, shopperId);
  if (shopperId === null) return { ...visitor, erasureAskedAt };
  const { shopId } = key;
  const values = await valuesOfShoppers(db, { shopId, asOf: now, shopperIds: [shopperId] });
  const value = values.get(shopperId);
  const expected = await expectationOf(db, shopId, shopperId);
  const assessed = await risk.assess(tx, { shopId, shopperId, now, signals: await signalsOf(db, key) });
  return {
    shopper: await profileOf(db, shopId, shopperId, verified),
    value: {
      clvCents: value?.clvCents ?? 0,
      srCents: value?.srCents ?? 0,
      orders: value?.orderCount ?? 0,
      marginCents: value?.marginCents ?? 0,
      expected: expected && { ...expected, fittedAt: expected.fittedAt.toISOString() },
    },
    behaviouralRisk: assessed.behaviouralRisk,
    behaviouralReasons: assessed.behaviouralReasons,
    fusedRisk: assessed.fusedRisk,
    fusedReasons: assessed.fusedReasons,
    orders: await ordersOf(db, shopId, shopperId),
    grants: await grantsOf(db, shopId, shopperId, now),
    consents: await consentsOf(db, shopId, shopperId),
    erasureAskedAt,
    earlier: await earlierOf(db, key, shopperId),
  };
}

const visitor: ShopperPanel = {
  shopper: null,
  value: null,
  behaviouralRisk: null,
  behaviouralReasons: [],
  fusedRisk: null,
  fusedReasons: [],
  orders: [],
  grants: [],
  consents: [],
  erasureAskedAt: null,
  earlier: [],
};

async function erasureAsked(
  db: Queryable,
  key: ConversationKey,
  shopperId: string | null,
): Promise<string | null> {
  const { rows } = await db.query<{ requested_at: Date }>(
    `select requested_at from privacy_requests
     where shop_id = $1 and kind = 'erasure' and state = 'open'
       and (shopper_id = $3 or $3::uuid is null and shopper_id is null and conversation_id = $2)`,
    [key.shopId, key.conversationId, shopperId],
  );
  return rows[0]?.requested_at.toISOString() ?? null;
}

async function signalsOf(db: Queryable, key: ConversationKey) {
  const { rows } = await db.query<{ score: number; topic: string; leaving: number | null }>(
    `select (sentiment->'probabilities'->>'positive')::float8 - (sentiment->'probabilities'->>'negative')::float8 as score,
       topic->>'label' as topic, leaving
     from understandings where shop_id = $1 and conversation_id = $2 order by sequence desc limit 10`,
    [key.shopId, key.conversationId],
  );
  const oldestFirst = rows.reverse();
  return {
    sentimentScores: oldestFirst.map(({ score }) => score),
    topics: oldestFirst.map(({ topic }) => topic),
    leaving: oldestFirst.map(({ leaving }) => leaving),
  };
}

async function profileOf(
  db: Queryable,
  shopId: string,
  shopperId: string,
  verified: boolean,
): Promise<ShopperPanel['shopper']> {
  const { rows } = await db.query<{
    id: string;
    name: string | null;
    email: string | null;
    external_id: string | null;
    language: string | null;
    country: string | null;
    loyalty_points: number;
    created_at: Date;
    erased_at: Date | null;
    refused: boolean;
  }>(
    `select id, display_name as name, email, external_id, language, country, loyalty_points, created_at, erased_at,
       personalisation_refused_at is not null as refused
     from shoppers where shop_id = $1 and id = $2`,
    [shopId, shopperId],
  );
  const row = rows[0];
  return row
    ? {
        id: row.id,
        name: row.name,
        email: row.email,
        externalId: row.external_id,
        language: row.language,
        country: row.country,
        loyaltyPoints: row.loyalty_points,
        since: row.created_at.toISOString(),
        erasedAt: row.erased_at?.toISOString() ?? null,
        personalisationRefused: row.refused,
        verified,
      }
    : null;
}

async function ordersOf(db: Queryable, shopId: string, shopperId: string): Promise<ShopperPanel['orders']> {
  const orders = await selectOrdersOf(db, shopId, shopperId, ordersShown);
  return orders.map(({ id, number, placedAt, state, totalCents, lines, shipment, returns }) => ({
    id,
    number,
    placedAt: placedAt.toISOString(),
    state,
    totalCents,
    lines: lines.map(({ name, quantity, paidCents }) => ({ name, quantity, paidCents })),
    shipment: shipment && {
      carrier: shipment.carrier,
      trackingNumber: shipment.trackingNumber,
      state: shipment.state,
      promisedAt: shipment.promisedAt?.toISOString() ?? null,
      deliveredAt: shipment.deliveredAt?.toISOString() ?? null,
    },
    returns: returns.map((one) => ({ number: one.number, state: one.state })),
  }));
}

async function grantsOf(db: Queryable, shopId: string, shopperId: string, now: Date): Promise<PanelGrant[]> {
  const { rows } = await db.query<GrantRow & { given_by: string | null; giver: string | null }>(
    `select ${grantColumns}, g.given_by, u.name as giver from grants g left join users u on u.id = g.given_by
     where g.shop_id = $1 and g.shopper_id ${sameShopper} order by g.created_at desc limit 20`,
    [shopId, shopperId],
  );
  return rows.map((row) => {
    const { id, name, code, state, expiresAt } = viewOf(row, now);
    const givenBy = row.given_by === null ? null : { id: row.given_by, name: row.giver ?? '' };
    return { id, name, code, state, expiresAt: expiresAt.toISOString(), givenBy };
  });
}

async function consentsOf(
  db: Queryable,
  shopId: string,
  shopperId: string,
): Promise<ShopperPanel['consents']> {
  const { rows } = await db.query<{ purpose: string; granted: boolean; wording: string; given_at: Date }>(
    `select distinct on (purpose) purpose, granted, wording, given_at from consents
     where shop_id = $1 and shopper_id ${sameShopper} order by purpose, given_at desc`,
    [shopId, shopperId],
  );
  return rows.map(({ given_at, ...consent }) => ({ ...consent, at: given_at.toISOString() }));
}

async function earlierOf(
  db: Queryable,
  { shopId, conversationId }: ConversationKey,
  shopperId: string,
): Promise<ShopperPanel['earlier']> {
  const { rows } = await db.query<{
    id: string;
    at: Date;
    topic: string | null;
    resolution: string | null;
    rating: number | null;
    messages: number;
  }>(
    `select c.id, c.last_activity_at as at, c.topic, h.resolution, h.rating,
       (select count(*) from activities a
        where a.shop_id = c.shop_id and a.conversation_id = c.id and a.type = 'message') as messages
     from conversations c
     left join lateral (
       select resolution, rating from handoffs where shop_id = c.shop_id and conversation_id = c.id
       order by requested_at desc limit 1) h on true
     where c.shop_id = $1 and c.shopper_id ${sameShopper} and c.id <> $3
     order by c.last_activity_at desc limit 20`,
    [shopId, shopperId, conversationId],
  );
  return rows.map(({ id, at, ...rest }) => ({ conversationId: id, at: at.toISOString(), ...rest }));
}
