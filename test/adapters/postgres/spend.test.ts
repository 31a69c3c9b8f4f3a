import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { audienceOf } from '../../../adapters/postgres/audience.ts';
import { putSpend, spendHistoryOfShop } from '../../../adapters/postgres/spend.ts';
import { newId } from '../../../core/ids.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { addOrder, addShop, addShopper, daysBefore, now } from './money-world.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

test('spend is kept once a channel and day, beside the revenue of the days', async () => {
  const { database } = db;
  const shopId = await addShop(database, 'spend');
  const rows = [
    { channel: 'search', day: '2026-11-01', spendCents: 1_000 },
    { channel: 'search', day: '2026-11-03', spendCents: 3_000 },
    { channel: 'social', day: '2026-11-02', spendCents: 500 },
  ];
  expect(await putSpend(database, shopId, rows)).toEqual({ written: 3, same: 0 });
  expect(await putSpend(database, shopId, rows)).toEqual({ written: 0, same: 3 });
  const raised = [{ ...rows[0]!, spendCents: 1_200 }];
  expect(await putSpend(database, shopId, raised)).toEqual({ written: 1, same: 0 });
  const shopper = await addShopper(database, shopId);
  const at = new Date('2026-11-02T10:00:00Z');
  await addOrder(database, shopId, shopper, {
    placedAt: at,
    listCents: 5_000,
    discountCents: 500,
    refundCents: 1_000,
  });
  await addOrder(database, shopId, shopper, { placedAt: at, cancelledAt: at });
  await addOrder(database, shopId, shopper, { placedAt: new Date('2026-11-09T10:00:00Z') });
  const history = await spendHistoryOfShop(database, shopId);
  expect(history.channels).toEqual(['search', 'social']);
  expect(history.firstDay).toBe(Date.UTC(2026, 10, 1) / 86_400_000);
  expect(history.spend.map((values) => [...values])).toEqual([
    [1_200, 0, 3_000],
    [0, 500, 0],
  ]);
  expect([...history.outcome]).toEqual([0, 3_500, 0]);
  await addShop(database, 'spendless');
  await expect(spendHistoryOfShop(database, 'spendless')).rejects.toThrow(
    /no spend of shop "spendless" is known/,
  );
});

test('an audience holds those who agreed, without the holdout, the erased and the refusing', async () => {
  const { database } = db;
  const shopId = await addShop(database, 'audience');
  const agree = async (shopperId: string, granted: boolean, days: number, purpose = 'advertising') => {
    await database.query(
      `insert into consents (shop_id, id, shopper_id, purpose, granted, wording, given_at)
       values ($1, $2, $3, $4, $5, 'words', $6)`,
      [shopId, newId(), shopperId, purpose, granted, daysBefore(days)],
    );
  };
  const withEmail = async (email: string | null) => {
    const id = await addShopper(database, shopId);
    await database.query('update shoppers set email = $3 where shop_id = $1 and id = $2', [
      shopId,
      id,
      email,
    ]);
    return id;
  };
  for (let i = 0; i < 100; i++) await agree(await withEmail(` Person${i}@Example.com `), true, 10);
  const withdrew = await withEmail('withdrew@example.com');
  await agree(withdrew, true, 20);
  await agree(withdrew, false, 5);
  await agree(await withEmail('other@example.com'), true, 10, 'outreach_email');
  await withEmail('never@example.com');
  await agree(await withEmail(null), true, 10);
  const refusing = await withEmail('refusing@example.com');
  await agree(refusing, true, 10);
  await database.query('update shoppers set personalisation_refused_at = $3 where shop_id = $1 and id = $2', [
    shopId,
    refusing,
    now,
  ]);

  const audience = await audienceOf(database, { shopId, purpose: 'advertising', now });
  const hashOf = (email: string) => createHash('sha256').update(email).digest('hex');
  const consenting = new Set(Array.from({ length: 100 }, (_, i) => hashOf(`person${i}@example.com`)));
  expect(audience.hashes.every((hash) => consenting.has(hash))).toBe(true);
  expect(audience.hashes.length + audience.inHoldout).toBe(100);
  expect(audience.inHoldout).toBeGreaterThan(0);
  // Who is in the holdout was written down before anybody was reached, and stays so.
  const { rows } = await database.query<{ n: number }>(
    "select count(*)::int as n from assignments where shop_id = $1 and experiment_id = 'holdout' and arm = 'holdout'",
    [shopId],
  );
  expect(rows[0]!.n).toBe(audience.inHoldout);
  expect(await audienceOf(database, { shopId, purpose: 'advertising', now })).toEqual(audience);
});
