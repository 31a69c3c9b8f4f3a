import { afterAll, beforeAll, expect, test } from 'vitest';
import { schemaProblem } from '../../../adapters/postgres/schema-problem.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

test('a schema that lacks a migration is named, one that is newer is right', async () => {
  expect(await schemaProblem(db.database)).toBeNull();
  await db.database.query(`insert into schema_migrations (name) values ('9999_of_a_later_version.sql')`);
  expect(await schemaProblem(db.database)).toBeNull();
  await db.database.query(`delete from schema_migrations where name = '0050_turns.sql'`);
  expect(await schemaProblem(db.database)).toContain('0050_turns.sql');
});
