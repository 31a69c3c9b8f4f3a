import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { PostgresMoneyDesk } from '../../../adapters/postgres/money-desk.ts';
import { moneyDecisionLog } from '../../../adapters/postgres/money-log.ts';
import { evaluatePolicyCommand } from '../../../app/commands/evaluate-policy.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import {
  addDriftingShopper,
  addOrder,
  addShop,
  addShopper,
  daysBefore,
  decideRequest,
  engine,
} from './money-world.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

const later = daysBefore(-40);
const soon = daysBefore(-3);

test('joins what each shopper did between the draw and the end of its period', async () => {
  const { database } = db;
  const shopId = await addShop(database, 'log');
  const desk = new PostgresMoneyDesk({ rules: engine });
  const decide = async () => {
    const shopperId = await addDriftingShopper(database, shopId);
    await database.transaction((tx) => desk.decide(tx, decideRequest(shopId, shopperId)));
    return shopperId;
  };
  const buyer = await decide();
  const idle = await decide();
  const merged = await decide();
  // Known cost; unknown cost at the shop's rate; half of it sent back; cancelled; after the period; before the draw.
  const at = daysBefore(-2);
  await addOrder(database, shopId, buyer, {
    placedAt: at,
    listCents: 6_000,
    discountCents: 600,
    unitCostCents: 3_000,
  });
  await addOrder(database, shopId, buyer, { placedAt: at, listCents: 2_000, unitCostCents: null });
  await addOrder(database, shopId, buyer, {
    placedAt: at,
    listCents: 4_000,
    refundCents: 2_000,
    unitCostCents: 1_000,
  });
  await addOrder(database, shopId, buyer, { placedAt: at, cancelledAt: at });
  await addOrder(database, shopId, buyer, { placedAt: daysBefore(-20) });
  await addOrder(database, shopId, buyer, { placedAt: daysBefore(1) });
  // What a merged account buys is the known shopper's.
  const other = await addShopper(database, shopId);
  await database.query('update shoppers set merged_into = $3 where shop_id = $1 and id = $2', [
    shopId,
    other,
    merged,
  ]);
  await addOrder(database, shopId, other, { placedAt: at, listCents: 5_000, unitCostCents: 2_000 });
  const { rows } = await database.query<{ rate: number }>(
    'select margin_rate as rate from shops where id = $1',
    [shopId],
  );
  const rate = rows[0]!.rate;

  const outcomes = async (outcome: 'margin' | 'revenue' | 'orders', asOf = later) => {
    const log = await moneyDecisionLog(database, { shopId, now: asOf, limit: 100, outcome });
    return new Map(log.map((decision) => [decision.shopperId, decision.outcome]));
  };
  expect((await outcomes('margin')).get(buyer)).toBeCloseTo(2_400 + 2_000 * rate + (2_000 - 500), 6);
  expect((await outcomes('revenue')).get(buyer)).toBe(5_400 + 2_000 + 2_000);
  expect((await outcomes('orders')).get(buyer)).toBe(3);
  expect((await outcomes('margin')).get(merged)).toBe(3_000);
  expect((await outcomes('margin')).get(idle)).toBe(0);
  // The period is not over: nothing can be said.
  expect([...(await outcomes('margin', soon)).values()]).toEqual([null, null, null]);
  const newest = await moneyDecisionLog(database, { shopId, now: later, limit: 1, outcome: 'margin' });
  expect(newest).toHaveLength(1);
  expect(newest[0]!.record.choice.propensity).toBeGreaterThan(0);
  expect(newest[0]!.record).not.toHaveProperty('reservation');
});

test('the command reads a shop’s log, says what is missing, and knows shops that are not there', async () => {
  const shopId = await addShop(db.database, 'few');
  const desk = new PostgresMoneyDesk({ rules: engine });
  const shopperId = await addDriftingShopper(db.database, shopId);
  await db.database.transaction((tx) => desk.decide(tx, decideRequest(shopId, shopperId)));
  const evaluate = async (shop: string) => {
    let text = '';
    vi.spyOn(process.stdout, 'write').mockImplementation((part) => {
      text += String(part);
      return true;
    });
    const open = async () => ({ database: db.database, now: later, close: async () => {} });
    const args = ['--log', 'db', '--shop', shop, '--policy', 'uniform', '--json'];
    await evaluatePolicyCommand(open).parseAsync(['node', 'policy', ...args]);
    vi.restoreAllMocks();
    return JSON.parse(text);
  };
  const verdict = await evaluate(shopId);
  expect(verdict.refused).toBe(true);
  expect(verdict.refusals.map(({ code }: { code: string }) => code)).toEqual(['too_few_rows']);
  await expect(evaluate('nowhere')).rejects.toThrow('there is no shop "nowhere"');
});
