import { afterAll, beforeAll, expect, test } from 'vitest';
import { PostgresMoneyDesk } from '../../adapters/postgres/money-desk.ts';
import { dryRunApart } from '../../app/dry-run-apart.ts';
import { judgePoliciesApart } from '../../app/judge-policies-apart.ts';
import { pricesApart } from '../../app/prices-apart.ts';
import { addDriftingShopper, addShop, decideRequest, engine, now } from '../adapters/postgres/money-world.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

test('threads of their own replay decisions and work out prices, and say why they cannot', async () => {
  const { database, connectionString } = db;
  const shopId = await addShop(database, 'apart');
  const desk = new PostgresMoneyDesk({ rules: engine });
  for (let i = 0; i < 3; i++) {
    const shopperId = await addDriftingShopper(database, shopId);
    await database.transaction((tx) => desk.decide(tx, decideRequest(shopId, shopperId)));
  }
  const task = { connectionString, shopId, now: now.toISOString() };
  const request = { rulesVersion: 1, policy: null, last: 100 };
  // The rules that they were drawn by change nothing.
  expect(await dryRunApart({ ...task, request })).toMatchObject({ decisions: 3, changed: 0, matured: 0 });
  await expect(dryRunApart({ ...task, request: { ...request, rulesVersion: 9 } })).rejects.toMatchObject({
    code: 'not_found',
  });
  // What was learnt from these decisions would look better on them than it is.
  await expect(
    dryRunApart({ ...task, request: { ...request, rulesVersion: null, policy: 'chooser' } }),
  ).rejects.toMatchObject({ code: 'bad_input', message: expect.stringContaining('learnt from these very') });
  expect(await judgePoliciesApart({ connectionString, shopId: await addShop(database, 'quiet') })).toBeNull();
  expect(await pricesApart(task)).toMatchObject({
    lines: 12,
    answered: 0,
    refused: { too_few_purchases: 1 },
  });
});
