import { afterAll, beforeAll, expect, test } from 'vitest';
import { churnFactsOf, churnFactsOfEverybody } from '../../../adapters/postgres/risk-facts.ts';
import { churnTrainingSet } from '../../../adapters/postgres/risk-training-rows.ts';
import { valuesOfShoppers } from '../../../adapters/postgres/value-of-shoppers.ts';
import { marginOfLines } from '../../../retention/value/margin-of-lines.ts';
import { valueOfPurchases } from '../../../retention/value/value-of-purchases.ts';
import { createShop, testShopId } from '../../support/conversations.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { ShopHistory } from '../../support/shop-history.ts';

let test_: TestDatabase;
let history: ShopHistory;
const asOf = new Date('2026-06-30T00:00:00Z');
const daysBefore = (days: number) => new Date(asOf.getTime() - days * 86_400_000);
const factsOf = (shopperId: string, at = asOf) =>
  test_.database.transaction((tx) => churnFactsOf(tx, { shopId: testShopId, shopperId, asOf: at }));

beforeAll(async () => {
  test_ = await createTestDatabase();
  await createShop(test_.database);
  history = new ShopHistory(test_.database);
});
afterAll(() => test_.drop());

test('every fact of a hand-made history, from strictly before the moment', async () => {
  const shopper = await history.shopper();
  await history.order(shopper, daysBefore(200), [
    { listPriceCents: 3000, quantity: 2, discountCents: 600 },
    { listPriceCents: 1000 },
  ]);
  await history.order(shopper, daysBefore(140), [
    { listPriceCents: 5000, refundCents: 2000, refundedAt: daysBefore(100) },
  ]);
  await history.order(shopper, daysBefore(120), [
    { listPriceCents: 900, refundCents: 900, refundedAt: daysBefore(-1) }, // refunded later
  ]);
  await history.order(shopper, daysBefore(20), [{ listPriceCents: 9999 }], { cancelledAt: daysBefore(19) });
  await history.order(shopper, asOf, [{ listPriceCents: 7777 }]); // not before
  for (const [kind, days] of [
    ['visit', 91],
    ['visit', 80],
    ['visit', 20],
    ['visit', 3],
    ['view', 3],
    ['view', 40],
    ['cart_add', 2.5],
    ['cart_add', 125], // ordered since
    ['visit', 0],
  ] as const)
    await history.event(shopper, kind, daysBefore(days));

  expect(await factsOf(shopper)).toEqual({
    shopperId: shopper,
    asOf,
    orderCount: 3,
    orders180: 2,
    daysSinceLastOrder: 120,
    tenureDays: 200,
    usualGapDays: 40, // the middle of 60 and 20
    lastGapDays: 20,
    clvCents: 6400 + 3000 + 900,
    srCents: 6400 + 1500 + 300,
    listCents: 7000 + 5000 + 900,
    discountCents: 600,
    refundCents: 2000,
    daysSinceLastVisit: 2.5,
    visits7: 1,
    visits30: 2,
    visits90: 3,
    views30: 1,
    openCartAdds30: 1,
    offers180: 0,
    redeemedOrders: 0,
    browsingObserved: true,
  });
});

test('before the first order there are no facts; a cancellation counts from when it was made', async () => {
  const shopper = await history.shopper();
  await history.order(shopper, daysBefore(50), [{ listPriceCents: 500 }], { cancelledAt: daysBefore(30) });
  expect(await factsOf(shopper, daysBefore(50))).toBeNull();
  expect(await factsOf(shopper, daysBefore(40))).toMatchObject({
    orderCount: 1,
    usualGapDays: null,
    clvCents: 500,
  });
  expect(await factsOf(shopper)).toBeNull();
});

test('merged accounts are one shopper', async () => {
  const kept = await history.shopper();
  const merged = await history.shopper({ mergedInto: kept });
  await history.order(kept, daysBefore(30), [{ listPriceCents: 100 }]);
  await history.order(merged, daysBefore(60), [{ listPriceCents: 1000 }]);
  expect(await factsOf(kept)).toMatchObject({ orderCount: 2, usualGapDays: 30, srCents: 1050 });
});

test('training reads what live scoring reads, for everybody at every moment', async () => {
  const moments = [daysBefore(100), asOf];
  const rows = await churnFactsOfEverybody(test_.database, {
    shopId: testShopId,
    moments,
    browsingSince: daysBefore(91),
  });
  expect(rows.length).toBeGreaterThan(2);
  for (const row of rows) {
    const live = await factsOf(row.shopperId, row.asOf);
    expect({ ...row, browsingObserved: true }).toEqual(live);
    // Recorded since 91 days ago, so 30 days of it are complete at the later moment alone.
    expect(row.browsingObserved).toBe(row.asOf.getTime() === asOf.getTime());
  }
});

test('CLV, SR and margin in SQL are those of the plain functions', async () => {
  const amounts = [1999, 1, 350, 77, 1234, 5, 8, 1];
  const shopper = await history.shopper();
  const lines = amounts.map((listPriceCents, i) => ({
    listPriceCents,
    quantity: 1 + (i % 2),
    discountCents: i,
    refundCents: i % 3 === 0 ? Math.floor(listPriceCents / 3) : 0,
    unitCostCents: i % 2 === 0 ? Math.floor(listPriceCents / 2) : null,
  }));
  for (const [i, line] of lines.entries())
    await history.order(shopper, daysBefore(100 - i), [{ ...line, refundedAt: daysBefore(50) }]);
  const kept = lines.map(
    (line) => line.listPriceCents * line.quantity - line.discountCents - line.refundCents,
  );
  const values = await valuesOfShoppers(test_.database, { shopId: testShopId, asOf, shopperIds: [shopper] });
  expect(values.get(shopper)).toEqual({
    orderCount: 8,
    ...valueOfPurchases(kept),
    marginCents: marginOfLines(lines, 0.4),
  });
  const facts = await factsOf(shopper);
  expect({ clvCents: facts?.clvCents, srCents: facts?.srCents }).toEqual(valueOfPurchases(kept));
  expect((await valuesOfShoppers(test_.database, { shopId: testShopId, asOf })).size).toBeGreaterThan(2);
});

test('labels: an order at the cut-off or within the horizon is staying, one after it is not', async () => {
  const shop = 'labels';
  await createShop(test_.database, shop);
  const own = new ShopHistory(test_.database, shop);
  const first = new Date('2025-01-01T00:00:00Z');
  const at = (iso: string) => new Date(`${iso}T00:00:00Z`);
  const [stays, leaves, returns] = [await own.shopper(), await own.shopper(), await own.shopper()];
  for (const shopper of [stays, leaves, returns]) await own.order(shopper, first);
  await own.order(stays, at('2025-05-01'));
  await own.order(returns, at('2025-07-31')); // 91 days after 1 May
  await own.order(leaves, at('2025-09-01')); // the end of what was observed
  const { examples, dates, horizonDays } = await churnTrainingSet(test_.database, shop, at('2026-01-01'));
  expect(horizonDays).toBe(90);
  expect(dates.all.at(-1)).toEqual(at('2025-06-01')); // 1 July + 90 days lies beyond 1 September
  const labels = Object.fromEntries(
    examples
      .filter(({ facts }) => facts.asOf.getTime() === at('2025-05-01').getTime())
      .map(({ facts, churned }) => [facts.shopperId, churned]),
  );
  expect(labels).toEqual({ [stays]: false, [leaves]: true, [returns]: true });
});
