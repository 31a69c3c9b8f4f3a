import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../../adapters/postgres/migrate.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

test('a database that is up to date is left alone, also by two replicas at once', async () => {
  const applied = await Promise.all([migrate(db.connectionString), migrate(db.connectionString)]);
  expect(applied).toEqual([[], []]);
});

test('the ledger refuses changes', async () => {
  await db.database.query(
    `insert into shops (id, name, currency, country, identity_secret) values ('s', '{}', 'GBP', 'GB', 'x')`,
  );
  await db.database.query(
    `insert into ledger (shop_id, transaction_id, kind, account, budget_id, grant_id, amount_cents)
     values ('s', gen_random_uuid(), 'reserve', 'budget:b', 'b', gen_random_uuid(), 0)`,
  );
  await expect(db.database.query('delete from ledger')).rejects.toThrow('ledger is append-only');
});
