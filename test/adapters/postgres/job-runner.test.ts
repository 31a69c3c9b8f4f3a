import { afterAll, beforeAll, expect, test } from 'vitest';
import { startJobs } from '../../../adapters/postgres/job-runner.ts';
import { silentLogger } from '../../../core/logger.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

test('a job that two replicas could take runs once, and stopping waits for it', async () => {
  const ran: unknown[] = [];
  const job = {
    name: 'note',
    async run(payload: unknown) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      ran.push(payload);
    },
  };
  const options = { connectionString: db.connectionString, jobs: [job], logger: silentLogger };
  const replicas = [await startJobs(options), await startJobs(options)];
  await replicas[0]!.enqueue('note', { number: 1 });
  await expect.poll(() => ran.length).toBe(1);
  await Promise.all(replicas.map((replica) => replica.stop()));
  expect(ran).toEqual([{ number: 1 }]);
});
