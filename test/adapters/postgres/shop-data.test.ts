import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { forgetAttempts } from '../../../adapters/postgres/attempt-counts.ts';
import { PostgresConversationStore } from '../../../adapters/postgres/conversation-store.ts';
import { PostgresShopData } from '../../../adapters/postgres/shop-data.ts';
import { emailDigest } from '../../../bot/dialog/email-digest.ts';
import { newId } from '../../../core/ids.ts';
import type { Transaction } from '../../../core/transaction.ts';
import { createShop, testShopId as shopId } from '../../support/conversations.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let db: TestDatabase;
let shopper: string;
const now = new Date('2026-11-20T12:00:00Z');
const day = 86_400_000;
const cancelled: string[] = [];
const shopData = new PostgresShopData({ onCancelled: async (_tx, { orderId }) => cancelled.push(orderId) });

beforeAll(async () => {
  db = await createTestDatabase();
  await createShop(db.database);
  await db.database.query(
    `insert into products (shop_id, id, category, name, description, attributes, price_cents, stock) values
     ($1, 'mug-blue', 'kitchen', '{"en": "Mug, blue", "zh": "杯（蓝）"}', '{"en": "", "zh": ""}', '{"colour": {"en": "blue", "zh": "蓝"}, "pieces": 2}', 1200, 5),
     ($1, 'mug-red', 'kitchen', '{"en": "Mug, red", "zh": "杯（红）"}', '{"en": "", "zh": ""}', '{}', 1200, 0),
     ($1, 'pan', 'kitchen', '{"en": "Pan, steel", "zh": "锅"}', '{"en": "", "zh": ""}', '{}', 4800, 2)`,
    [shopId],
  );
});
afterAll(async () => {
  await db?.drop();
});
beforeEach(async () => {
  shopper = newId();
  await db.database.query('insert into shoppers (shop_id, id, email) values ($1, $2, $3)', [
    shopId,
    shopper,
    `${shopper}@shop.example`,
  ]);
});

/** Two mugs at 12.00 with 20 % tax inside, less 2.40, and a pan at 48.00; shipping 3.95. */
async function order(
  state: string,
  shipmentState: string | null = null,
): Promise<{ id: string; number: string }> {
  const id = newId();
  const number = `N${id.slice(-8)}`;
  const { database } = db;
  await database.query(
    `insert into orders (shop_id, id, number, shopper_id, placed_at, state, currency, shipping_cents, tax_cents)
     values ($1, $2, $3, $4, $5, $6, 'GBP', 395, 1160)`,
    [shopId, id, number, shopper, new Date(now.getTime() - 5 * day), state],
  );
  await database.query(
    `insert into order_lines (shop_id, order_id, line_no, product_id, quantity, list_price_cents, discount_cents, tax_cents)
     values ($1, $2, 1, 'mug-blue', 2, 1000, 200, 360), ($1, $2, 2, 'pan', 1, 4000, 0, 800)`,
    [shopId, id],
  );
  if (shipmentState)
    await database.query(
      `insert into shipments (shop_id, id, order_id, carrier, tracking_number, state, promised_at, history)
       values ($1, $2, $3, 'DPD', 'T1', $4, $5, '[{"at": "2026-11-19T08:00:00Z", "state": "in_transit", "place": {"en": "Leeds", "zh": "利兹"}}]')`,
      [shopId, newId(), id, shipmentState, now],
    );
  return { id, number };
}

const inTx = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => db.database.transaction(work);

test('an order is told as it was paid: tax in, discount off, shipping on top', async () => {
  const { number } = await order('shipped', 'in_transit');
  const found = await inTx((tx) => shopData.orderOf(tx, shopId, shopper, number.toLowerCase()));
  // 2 x 12.00 - 2.40 = 21.60, and 48.00, and 3.95.
  expect(found!.lines.map(({ paidCents }) => paidCents)).toEqual([2160, 4800]);
  expect(found!.totalCents).toBe(2160 + 4800 + 395);
  expect(found!.shipment!.latest!.place.zh).toBe('利兹');
});

test('nobody else’s order is found, whoever knows its number', async () => {
  const { number } = await order('placed');
  expect(await inTx((tx) => shopData.orderOf(tx, shopId, newId(), number))).toBeNull();
  expect(await lookUp(await visit(), number, 'x@shop.example')).toBe('unknown');
  expect(await lookUp(await visit(), number, `${shopper}@SHOP.example`)).toEqual({
    state: 'placed',
    promisedAt: null,
    shipmentState: null,
  });
});

/** A visitor's conversation. */
async function visit(openedFrom?: string): Promise<string> {
  const conversationId = newId();
  await new PostgresConversationStore(db.database).open({
    shopId,
    conversationId,
    channel: 'directline',
    shopperId: null,
    identityVerified: false,
    visitorId: 'visitor-1',
    language: null,
    reference: null,
    ...(openedFrom === undefined ? {} : { openedFrom }),
  });
  return conversationId;
}
const lookUp = (conversationId: string, number: string, email: string, at = now) =>
  inTx((tx) =>
    shopData.guestOrder(tx, {
      shopId,
      conversationId,
      number,
      emailDigest: emailDigest(conversationId, email),
      now: at,
    }),
  );

test('a guest looks up five orders an hour in a conversation, right or wrong, also side by side', async () => {
  const { number } = await order('placed');
  const own = `${shopper}@shop.example`;
  const conversation = await visit();
  const tries = await Promise.all(
    Array.from({ length: 12 }, (_, i) => lookUp(conversation, number, i % 2 ? own : 'guess@shop.example')),
  );
  expect(tries.filter((found) => found !== 'too many')).toHaveLength(5);
  expect(await lookUp(conversation, number, own)).toBe('too many');
  expect(await lookUp(conversation, number, own, new Date(now.getTime() + 3_600_000))).toMatchObject({
    state: 'placed',
  });
});

test('many conversations of one address share thirty look-ups, and so does whoever guesses at one order', async () => {
  const { number } = await order('placed');
  const guesses = async (from: (i: number) => string, of: (i: number) => string) => {
    let answered = 0;
    for (let i = 0; i < 32; i++)
      if ((await lookUp(await visit(from(i)), of(i), 'guess@shop.example')) !== 'too many') answered++;
    return answered;
  };
  expect(
    await guesses(
      () => 'one-office',
      (i) => `88${1_000 + i}`,
    ),
  ).toBe(30);
  expect(
    await guesses(
      (i) => `network-${i}`,
      () => number,
    ),
  ).toBe(30);
  const { rows } = await db.database.query<{ subject: string }>('select subject from attempt_counts');
  expect(JSON.stringify(rows)).not.toMatch(/@|guess/);
  await forgetAttempts(db.database, new Date(now.getTime() + 86_400_000));
  expect((await db.database.query('select 1 from attempt_counts')).rows).toEqual([]);
});

test('cancelling puts the goods back, tells what was redeemed, and happens once', async () => {
  const { id } = await order('packed', 'preparing');
  const stock = async () =>
    (await db.database.query<{ stock: number }>("select stock from products where id = 'mug-blue'")).rows[0]!
      .stock;
  const before = await stock();
  const tries = await Promise.all(
    Array.from({ length: 5 }, () => inTx((tx) => shopData.cancelOrder(tx, { shopId, orderId: id, now }))),
  );
  expect(tries.filter(Boolean)).toHaveLength(1);
  expect(cancelled.filter((orderId) => orderId === id)).toHaveLength(1);
  expect(await stock()).toBe(before + 2);
});

test.each([
  ['shipped', 'in_transit'],
  ['packed', 'in_transit'],
  ['delivered', 'delivered'],
  ['cancelled', null],
])('an order %s with a parcel %s is not cancelled', async (state, shipmentState) => {
  const { id } = await order(state, shipmentState);
  expect(await inTx((tx) => shopData.cancelOrder(tx, { shopId, orderId: id, now }))).toBe(false);
});

test('a line is returned once, however many ask at the same moment', async () => {
  const { id, number } = await order('delivered', 'delivered');
  const request = { shopId, orderId: id, lineNos: [1], reason: null, conversationId: newId(), now };
  const tries = await Promise.allSettled(
    Array.from({ length: 5 }, () => inTx((tx) => shopData.openReturn(tx, request))),
  );
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const found = await inTx((tx) => shopData.orderOf(tx, shopId, shopper, number));
  expect(found!.returns).toMatchObject([{ state: 'open', lineNos: [1] }]);
  expect(found!.returns[0]!.number).toMatch(/^R\d{8}$/);
  await expect(inTx((tx) => shopData.openReturn(tx, { ...request, lineNos: [1, 2] }))).rejects.toThrow(
    /already/,
  );
  await expect(inTx((tx) => shopData.openReturn(tx, { ...request, lineNos: [2] }))).resolves.toMatch(/^R/);
});

test('variants share the name before the comma; attributes come in every language', async () => {
  const variants = await inTx((tx) => shopData.variantsOf(tx, shopId, 'mug-red'));
  expect(variants.map(({ id }) => id)).toEqual(['mug-blue', 'mug-red']);
  expect(variants[0]!.attributes.pieces).toEqual({ en: '2', zh: '2' });
});

test('the same open wish about one’s data is recorded once', async () => {
  const request = { shopId, shopperId: shopper, conversationId: newId(), now };
  await inTx((tx) => shopData.requestExport(tx, request));
  await inTx((tx) => shopData.requestExport(tx, request));
  const { rows } = await db.database.query('select state from privacy_requests where shopper_id = $1', [
    shopper,
  ]);
  expect(rows).toEqual([{ state: 'open' }]);
});
