import { afterAll, beforeAll, expect, test } from 'vitest';
import { undoCancelledOrder } from '../../../adapters/postgres/money-cancellations.ts';
import { PostgresOutcomeRecorder } from '../../../adapters/postgres/money-outcomes.ts';
import { type AcceptedCode, PostgresRedemptionDesk } from '../../../adapters/postgres/money-redemptions.ts';
import { PostgresShopData } from '../../../adapters/postgres/shop-data.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { addOrder, addShop, expectBooksToBalance, granted, now } from './money-world.ts';

let store: TestDatabase;
let shopId: string;
const cart = new PostgresRedemptionDesk();
const outcomes = new PostgresOutcomeRecorder();
const shopData = new PostgresShopData({ onCancelled: (tx, order) => undoCancelledOrder(tx, cart, order) });
beforeAll(async () => {
  store = await createTestDatabase();
  shopId = await addShop(store.database, 'cancel');
  await store.database.query('update money_settings set holdout_share = 0, floor = 0.1 where shop_id = $1', [
    shopId,
  ]);
});
afterAll(() => store.drop());

const lines = [{ productId: 'p', quantity: 1, unitPriceCents: 6_000 }];
const request = (code: string, shopperId: string, at = now) => ({
  shopId,
  code,
  shopperId,
  lines,
  shippingCents: 499,
  now: at,
});

/** An order with the code, its points and its outcome, as the checkout writes them. */
async function orderWith(code: string, shopperId: string, points = 60) {
  const orderId = await addOrder(store.database, shopId, shopperId, { placedAt: now });
  const answer = await store.database.transaction(async (tx) => {
    const taken = await cart.redeem(tx, { ...request(code, shopperId), orderId });
    await outcomes.recordOrder(tx, { shopId, shopperId, orderId, valueCents: 5_400, placedAt: now });
    return taken;
  });
  await store.database.query("update orders set state = 'placed', points = $2 where id = $1", [
    orderId,
    points,
  ]);
  await store.database.query('update shoppers set loyalty_points = loyalty_points + $2 where id = $1', [
    shopperId,
    points,
  ]);
  return { orderId, answer };
}
const cancel = (orderId: string, at = now) =>
  store.database.transaction((tx) => shopData.cancelOrder(tx, { shopId, orderId, now: at }));
const pointsOf = async (shopperId: string) =>
  (
    await store.database.query<{ loyalty_points: number }>(
      'select loyalty_points from shoppers where id = $1',
      [shopperId],
    )
  ).rows[0]!.loyalty_points;
const spentOn = async (grantId: string) =>
  (
    await store.database.query<{ spent: number; reserved: number }>(
      `select coalesce(sum(amount_cents) filter (where account like 'spent:%'), 0)::bigint as spent,
         coalesce(sum(amount_cents) filter (where account like 'reserved:%'), 0)::bigint as reserved
       from ledger where grant_id = $1`,
      [grantId],
    )
  ).rows[0]!;

test('a cancelled order takes points and outcome back and gives the code back, as often as it happens', async () => {
  const { shopperId, grant } = await granted(store.database, shopId, 'percent');
  for (let round = 1; round <= 3; round++) {
    const { orderId, answer } = await orderWith(grant.code, shopperId);
    expect(answer.ok).toBe(true);
    expect(await spentOn(grant.id)).toEqual({ spent: (answer as AcceptedCode).costCents, reserved: 0 });
    expect(await pointsOf(shopperId)).toBe(60);
    const tries = await Promise.all(Array.from({ length: 5 }, () => cancel(orderId)));
    expect(tries.filter(Boolean)).toHaveLength(1);
    expect(await pointsOf(shopperId)).toBe(0);
    expect(await spentOn(grant.id)).toEqual({ spent: 0, reserved: grant.maximumCents });
    const { rows } = await store.database.query<{ kind: string; value: number }>(
      `select kind, value_cents as value from outcomes
       where shop_id = $1 and ref = $2 and kind in ('ordered', 'cancelled') order by kind`,
      [shopId, orderId],
    );
    expect(rows).toEqual([
      { kind: 'cancelled', value: -5_400 },
      { kind: 'ordered', value: 5_400 },
    ]);
    await expectBooksToBalance(store.database, shopId);
  }
  const quote = await store.database.transaction((tx) => cart.quote(tx, request(grant.code, shopperId)));
  expect(quote).toMatchObject({ ok: true, grantId: grant.id });
});

test('a code that has run out by then, or whose budget is used up, stays used; the money comes back', async () => {
  const late = await granted(store.database, shopId, 'percent');
  const first = await orderWith(late.grant.code, late.shopperId);
  const after = new Date(late.grant.expiresAt.getTime());
  expect(await cancel(first.orderId, after)).toBe(true);
  expect(await spentOn(late.grant.id)).toEqual({ spent: 0, reserved: 0 });

  const poor = await granted(store.database, shopId, 'percent');
  const second = await orderWith(poor.grant.code, poor.shopperId);
  const budgets = await store.database.query<{ id: string; limit_cents: number }>(
    'select id, limit_cents from budgets where shop_id = $1',
    [shopId],
  );
  await store.database.query(
    'update budgets set limit_cents = reserved_cents + spent_cents where shop_id = $1',
    [shopId],
  );
  expect(await cancel(second.orderId)).toBe(true);
  for (const { grant, shopperId } of [late, poor]) {
    const quote = await store.database.transaction((tx) => cart.quote(tx, request(grant.code, shopperId)));
    expect(quote).toMatchObject({ ok: false, reason: 'used' });
  }
  expect(await spentOn(poor.grant.id)).toEqual({ spent: 0, reserved: 0 });
  for (const { id, limit_cents } of budgets.rows)
    await store.database.query('update budgets set limit_cents = $3 where shop_id = $1 and id = $2', [
      shopId,
      id,
      limit_cents,
    ]);
  await expectBooksToBalance(store.database, shopId);
});

test('a code given back is redeemed once, however many orders want it', async () => {
  const { shopperId, grant } = await granted(store.database, shopId, 'percent');
  const { orderId } = await orderWith(grant.code, shopperId);
  await cancel(orderId);
  const orders = await Promise.all(Array.from({ length: 10 }, () => orderWith(grant.code, shopperId)));
  expect(orders.filter(({ answer }) => answer.ok)).toHaveLength(1);
  await expectBooksToBalance(store.database, shopId);
});
