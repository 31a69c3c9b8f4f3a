import { afterAll, beforeAll, expect, test } from 'vitest';
import { fairnessPage } from '../../../adapters/postgres/fairness-counts.ts';
import { PostgresMoneyDesk } from '../../../adapters/postgres/money-desk.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { addCrowd, addShop, daysBefore, decideRequest, engine, now } from './money-world.ts';

let store: TestDatabase;
const shopId = 'fair';
const desk = new PostgresMoneyDesk({ rules: engine });

beforeAll(async () => {
  store = await createTestDatabase();
  await addShop(store.database, shopId, { armBudgetCents: 800_000 });
  const shoppers = await addCrowd(store.database, shopId, 160);
  await store.database.query(
    `update shoppers set language = case when id = any($2) then 'zh-CN' when id = any($3) then 'en' end,
       country = case when id = any($3) then 'GB' end
     where shop_id = $1`,
    [shopId, shoppers.slice(0, 60), shoppers.slice(60, 140)],
  );
  // Those who read Chinese live where nothing may be personalised but perks: no row of the notice table.
  await store.database.query(`update shoppers set country = 'XX' where shop_id = $1 and language = 'zh-CN'`, [
    shopId,
  ]);
  for (const shopperId of shoppers)
    await store.database.transaction((tx) => desk.decide(tx, decideRequest(shopId, shopperId)));
}, 60_000);
afterAll(() => store.drop());

const page = (from: Date, to: Date) => fairnessPage(store.database, { shopId, from, to });

test('every shopper who was drawn for counts once in each dimension, the holdout not at all', async () => {
  const { dimensions } = await page(daysBefore(1), daysBefore(-1));
  const { rows } = await store.database.query<{ drawn: number; granted: number; reserved: number }>(
    `select count(*) filter (where d.slice <> 'holdout') as drawn, count(g.id) as granted,
       coalesce(sum(g.reserved_cents), 0)::bigint as reserved
     from decisions d left join grants g on g.decision_id = d.id where d.shop_id = $1`,
    [shopId],
  );
  for (const { groups } of dimensions) {
    const sum = (key: 'shoppers' | 'granted' | 'reservedCents') =>
      groups.reduce((total, group) => total + group[key], 0);
    expect(sum('shoppers')).toBe(rows[0]!.drawn);
    expect(sum('granted')).toBe(rows[0]!.granted);
    expect(sum('reservedCents')).toBe(rows[0]!.reserved);
  }
  const named = Object.fromEntries(
    dimensions.map(({ dimension, groups }) => [dimension, groups.map(({ group }) => group).sort()]),
  );
  expect(named.language).toEqual(['en', 'unknown', 'zh']);
  expect(named.region).toEqual(['GB', 'XX', 'unknown']);
  expect(named.tenure!.every((group) => /days|year|order/.test(group))).toBe(true);
});

test('who lives where only points may be personal has less set aside for them', async () => {
  const { dimensions } = await page(daysBefore(1), daysBefore(-1));
  const value = (group: string) =>
    dimensions[0]!.groups.find((one) => one.group === group)!.meanReservedCents;
  expect(value('zh')).toBeLessThan(value('en'));
  expect(value('zh')).toBeGreaterThan(0);
});

test('outside the window there is nobody', async () => {
  const { dimensions } = await page(daysBefore(20), daysBefore(10));
  expect(dimensions.map(({ groups }) => groups)).toEqual([[], [], []]);
  expect(now.getTime()).toBeGreaterThan(daysBefore(10).getTime());
});
