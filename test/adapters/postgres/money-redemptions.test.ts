import { afterAll, beforeAll, expect, test } from 'vitest';
import { PostgresMoneyDesk } from '../../../adapters/postgres/money-desk.ts';
import { expireGrants } from '../../../adapters/postgres/money-expiry.ts';
import { PostgresOutcomeRecorder } from '../../../adapters/postgres/money-outcomes.ts';
import { type AcceptedCode, PostgresRedemptionDesk } from '../../../adapters/postgres/money-redemptions.ts';
import { newId } from '../../../core/ids.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { addOrder, addShop, addShopper, engine, expectBooksToBalance, granted, now } from './money-world.ts';

let store: TestDatabase;
let shopId: string;
const desk = new PostgresMoneyDesk({ rules: engine });
const cart = new PostgresRedemptionDesk();
beforeAll(async () => {
  store = await createTestDatabase();
  shopId = await addShop(store.database, 'redeem', { timeZone: 'Europe/Berlin' });
  await store.database.query(`update money_settings set holdout_share = 0, floor = 0.1 where shop_id = $1`, [
    shopId,
  ]);
  await store.database.query(
    `insert into promotions (shop_id, id, name, code, percent, free_shipping, minimum_cents, starts_at, ends_at) values
       ($1, 'welcome', '{"en":"Welcome","zh":"欢迎"}', 'WELCOME', 10, false, 5000, '2026-01-01', null),
       ($1, 'ship', '{"en":"Ship","zh":"免运费"}', 'Ship-Free', null, true, 0, '2026-01-01', null),
       ($1, 'over', '{"en":"Over","zh":"结束"}', 'OVER', 10, false, 0, '2026-01-01', '2026-02-01T12:00:00Z'),
       ($1, 'soon', '{"en":"Soon","zh":"即将"}', 'SOON', 10, false, 0, '2026-12-24T12:00:00Z', null)`,
    [shopId],
  );
});
afterAll(() => store.drop());

const lines = [
  { productId: 'a', quantity: 1, unitPriceCents: 5_990 },
  { productId: 'b', quantity: 1, unitPriceCents: 4_005 },
];
const request = (code: string, shopperId: string | null, changes = {}) => ({
  shopId,
  code,
  shopperId,
  lines,
  shippingCents: 499,
  now,
  ...changes,
});
const quote = (...args: Parameters<typeof request>) =>
  store.database.transaction((tx) => cart.quote(tx, request(...args)));

test('a personal percentage is quoted, taken once, and told with its notice', async () => {
  const { shopperId, grant } = await granted(store.database, shopId, 'percent');
  const off = Math.floor((9_995 * grant.percent!) / 100 + 0.5);
  const preview = await quote(grant.code.toLowerCase().replaceAll('-', ' '), shopperId);
  expect(preview).toMatchObject({ ok: true, source: 'grant', grantId: grant.id, totalDiscountCents: off });
  expect((preview as AcceptedCode).notice!.en).toContain('automated decision-making');

  const orderId = await addOrder(store.database, shopId, shopperId, { placedAt: now });
  const redeem = () =>
    store.database.transaction((tx) => cart.redeem(tx, { ...request(grant.code, shopperId), orderId }));
  const answers = await Promise.all([redeem(), redeem(), redeem()]);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  const { rows } = await store.database.query<{ number: string }>('select number from orders where id = $1', [
    orderId,
  ]);
  expect(await quote(grant.code, shopperId)).toMatchObject({
    ok: false,
    reason: 'used',
    sentence: { en: `This code was already used, with order ${rows[0]!.number}. It works once.` },
  });
  await expectBooksToBalance(store.database, shopId);
});

test('what comes back of an order gives its part of the discount back, once', async () => {
  const { shopperId, grant } = await granted(store.database, shopId, 'percent');
  const orderId = await addOrder(store.database, shopId, shopperId, { placedAt: now, listCents: 10_000 });
  const answer = await store.database.transaction((tx) =>
    cart.redeem(tx, {
      ...request(grant.code, shopperId),
      lines: [{ productId: 'p', quantity: 1, unitPriceCents: 10_000 }],
      orderId,
    }),
  );
  const cost = (answer as AcceptedCode).costCents;
  await store.database.query('update order_lines set discount_cents = $2 where order_id = $1', [
    orderId,
    cost,
  ]);
  const reverse = () => store.database.transaction((tx) => cart.reverse(tx, { shopId, orderId, now }));
  expect(await reverse()).toBe(0);
  await store.database.query(
    'update order_lines set refund_cents = (10000 - discount_cents) / 2, refunded_at = $2 where order_id = $1',
    [orderId, now],
  );
  expect(await reverse()).toBe(Math.round(cost / 2));
  expect(await reverse()).toBe(0);
  await store.database.query(`update orders set state = 'cancelled', cancelled_at = $2 where id = $1`, [
    orderId,
    now,
  ]);
  expect(await reverse()).toBe(cost - Math.round(cost / 2));
  expect(await reverse()).toBe(0);
  const { rows } = await store.database.query<{ net: number }>(
    `select sum(amount_cents)::bigint as net from ledger where grant_id = $1 and account like 'spent:%'`,
    [grant.id],
  );
  expect(rows[0]!.net).toBe(0);
  await expectBooksToBalance(store.database, shopId);
});

test('a perk credits its points with the order and takes them back with a full return', async () => {
  const { shopperId, grant } = await granted(store.database, shopId, 'perk');
  const orderId = await addOrder(store.database, shopId, shopperId, { placedAt: now });
  const points = async () =>
    (
      await store.database.query<{ loyalty_points: number }>(
        'select loyalty_points from shoppers where id = $1',
        [shopperId],
      )
    ).rows[0]!.loyalty_points;
  await store.database.transaction((tx) => cart.redeem(tx, { ...request(grant.code, shopperId), orderId }));
  expect(await points()).toBe(300);
  await store.database.query(`update orders set state = 'cancelled', cancelled_at = $2 where id = $1`, [
    orderId,
    now,
  ]);
  await store.database.transaction((tx) => cart.reverse(tx, { shopId, orderId, now }));
  expect(await points()).toBe(0);
  await expectBooksToBalance(store.database, shopId);
});

test('a refusal names the condition that does not hold, in both languages', async () => {
  const { shopperId, grant } = await granted(store.database, shopId, 'percent');
  const stranger = await addShopper(store.database, shopId);
  const late = new Date(grant.expiresAt.getTime() + 1);
  const cases: [Parameters<typeof request>, string, RegExp, RegExp][] = [
    [['NO-SUCH-CODE', shopperId], 'unknown', /do not know this code/, /找不到/],
    [[grant.code, null], 'sign_in', /sign in/, /登录/],
    [[grant.code, stranger], 'not_yours', /another account/, /另一个账户/],
    [[grant.code, shopperId, { now: late }], 'expired', /valid until 4 December 2026/, /2026年12月4日/],
    [[grant.code, shopperId, { lines: [] }], 'empty_cart', /cart/, /购物车/],
    [['OVER', null], 'expired', /valid until 1 February 2026/, /2026年2月1日/],
    [['soon', null], 'not_started', /valid from 24 December 2026/, /2026年12月24日/],
    [['ship-free', null, { shippingCents: 0 }], 'nothing_to_ship', /shipping/, /运费/],
    [
      ['welcome', null, { lines: [{ productId: 'a', quantity: 1, unitPriceCents: 4_000 }] }],
      'minimum',
      /needs an order of €50.00 or more; €10.00 is missing/,
      /满 €50.00，还差 €10.00/,
    ],
  ];
  for (const [args, reason, english, chinese] of cases) {
    const answer = await quote(...args);
    expect(answer).toMatchObject({ ok: false, reason });
    if (answer.ok) continue;
    expect(answer.sentence.en).toMatch(english);
    expect(answer.sentence.zh).toMatch(chinese);
  }
  await store.database.transaction((tx) => desk.decline(tx, shopId, grant.id, shopperId, now));
  expect(await quote(grant.code, shopperId)).toMatchObject({ ok: false, reason: 'withdrawn' });
});

test('public codes are for anybody and cost no budget', async () => {
  expect(await quote('welcome', null)).toMatchObject({
    ok: true,
    source: 'promotion',
    grantId: null,
    lineDiscountCents: [599, 401],
    notice: null,
  });
  expect(await quote('SHIP-FREE', newId())).toMatchObject({
    ok: true,
    shippingDiscountCents: 499,
    totalDiscountCents: 499,
  });
  const promotions = await store.database.transaction((tx) => desk.publicPromotions(tx, shopId, now));
  expect(promotions.map(({ id }) => id).sort()).toEqual(['ship', 'welcome']);
});

test('a cart that is no cart is bad input', async () => {
  await expect(quote('welcome', null, { shippingCents: -1 })).rejects.toThrow(/whole, non-negative/);
});

test('the sweep gives back what ran out, once, and nothing else', async () => {
  const { grant } = await granted(store.database, shopId, 'percent');
  // Another that lives longer, whichever offers the draws of this shop gave.
  const { grant: longer } = await granted(store.database, shopId, 'percent');
  await store.database.query(`update grants set expires_at = $2 where id = $1`, [
    longer.id,
    new Date(grant.expiresAt.getTime() + 1),
  ]);
  const due = new Date(grant.expiresAt.getTime());
  const before = new Date(due.getTime() - 1);
  const sweep = (at: Date) => store.database.transaction((tx) => expireGrants(tx, at));
  const expired = await Promise.all([sweep(due), sweep(due), sweep(due)]);
  expect(expired.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
  expect(await sweep(due)).toBe(0);
  const { rows } = await store.database.query<{ state: string; over: boolean }>(
    'select distinct state, expires_at <= $2 as over from grants where shop_id = $1',
    [shopId, before],
  );
  expect(rows.filter(({ state, over }) => over && (state === 'reserved' || state === 'accepted'))).toEqual(
    [],
  );
  expect(rows.filter(({ state, over }) => !over && state === 'reserved').length).toBeGreaterThan(0);
  await expectBooksToBalance(store.database, shopId);
});

test('an order joins the decision of its period; the same order twice is one outcome', async () => {
  const { shopperId, grant } = await granted(store.database, shopId, 'free_shipping');
  const recorder = new PostgresOutcomeRecorder();
  const order = {
    shopId,
    shopperId,
    orderId: newId(),
    valueCents: 5_000,
    placedAt: new Date('2026-12-01T00:00:00Z'),
  };
  await store.database.transaction(async (tx) => {
    await recorder.recordOrder(tx, order);
    await recorder.recordOrder(tx, order);
    await recorder.recordOrder(tx, {
      ...order,
      orderId: newId(),
      placedAt: new Date('2026-12-20T00:00:00Z'),
    });
  });
  const { rows } = await store.database.query<{ decision_id: string; value_cents: number }>(
    `select decision_id, value_cents from outcomes where shop_id = $1 and kind = 'ordered'`,
    [shopId],
  );
  expect(rows).toEqual([{ decision_id: grant.decisionId, value_cents: 5_000 }]);
});

test('outcomes of decisions that do not exist are nothing; a broken id is bad input', async () => {
  const recorder = new PostgresOutcomeRecorder();
  const outcome = { shopId, kind: 'shown' as const, occurredAt: now };
  await store.database.transaction((tx) => recorder.record(tx, { ...outcome, decisionId: newId() }));
  await expect(
    store.database.transaction((tx) => recorder.record(tx, { ...outcome, decisionId: "x'; --" })),
  ).rejects.toThrow(/not a decision's id/);
});
