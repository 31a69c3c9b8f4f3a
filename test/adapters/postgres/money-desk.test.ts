import { afterAll, beforeAll, expect, test } from 'vitest';
import { PostgresMoneyDesk } from '../../../adapters/postgres/money-desk.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { addDriftingShopper, addShop, decideRequest, engine } from './money-world.ts';

let store: TestDatabase;
const desk = new PostgresMoneyDesk({ rules: engine });
beforeAll(async () => {
  store = await createTestDatabase();
});
afterAll(() => store.drop());

test('fifty turns at once draw once, and later turns are told the same', async () => {
  const shopId = await addShop(store.database, 'draws-once');
  for (let i = 0; i < 5; i++) {
    const shopperId = await addDriftingShopper(store.database, shopId);
    const decisions = await Promise.all(
      Array.from({ length: 50 }, () =>
        store.database.transaction((tx) => desk.decide(tx, decideRequest(shopId, shopperId))),
      ),
    );
    expect(new Set(decisions.map((decision) => decision?.decisionId)).size).toBe(1);
    expect(new Set(decisions.map((decision) => decision?.grant?.code)).size).toBe(1);
    expect(decisions.filter((decision) => decision?.drawnNow)).toHaveLength(1);
  }
});
