import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeError } from '../../../adapters/telemetry/describe-error.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  await db.database.query('create table guests (email text primary key, age integer)');
  await db.database.query("insert into guests values ('ada@example.com', 36)");
});
afterAll(() => db.drop());

const failureOf = (sql: string, values: unknown[] = []): Promise<Error> =>
  db.database.query(sql, values).then(
    () => Promise.reject(new Error('it should have failed')),
    (error: Error) => error,
  );

test("a database's error says where it happened and nothing of what was stored", async () => {
  const taken = await failureOf('insert into guests values ($1)', ['ada@example.com']);
  const described = describeError(taken);
  expect(described).toMatchObject({ code: '23505', table: 'guests', constraint: 'guests_pkey' });
  expect(described.stack).toContain('at ');
  const unreadable = await failureOf('select $1::text::integer', ['my card is 4111111111111111']);
  expect(describeError(unreadable)).toMatchObject({ code: '22P02' });
  for (const error of [taken, unreadable])
    expect(JSON.stringify(describeError(error))).not.toMatch(/ada@|4111/);
});

test('a schema that is not there is named, and errors of our own keep their sentence', async () => {
  const missing = describeError(await failureOf('select * from nowhere'));
  expect(missing).toMatchObject({ code: '42P01', message: expect.stringContaining('nowhere') });
  expect(describeError(new TypeError('x is not a function'))).toMatchObject({
    type: 'TypeError',
    message: 'x is not a function',
    stack: expect.stringContaining('describe-error.test.ts'),
  });
});
