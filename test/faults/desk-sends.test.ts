import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PostgresConversationStore } from '../../adapters/postgres/conversation-store.ts';
import { scheduleSend } from '../../adapters/postgres/desk-sends.ts';
import { newId } from '../../core/ids.ts';
import { SeededRandom } from '../../core/seeded-random.ts';
import { type Child, spawnScript } from '../support/child-process.ts';
import { createShop, openConversation } from '../support/conversations.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const script = fileURLToPath(new URL('desk-process.ts', import.meta.url));
const conversations = 20;
const perConversation = 40;

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  await createShop(db.database);
});
afterAll(() => db.drop());

test('replies on their way go out once each while the processes that send them are killed', async () => {
  const store = new PostgresConversationStore(db.database);
  const random = new SeededRandom('desk sends');
  const agent = { id: newId(), name: 'Ada' };
  const texts: string[] = [];
  for (let i = 0; i < conversations; i++) {
    const key = await openConversation(store);
    for (let j = 0; j < perConversation; j++) {
      const text = `reply ${i}/${j}`;
      texts.push(text);
      const activity = { type: 'message', text };
      await db.database.transaction((tx) =>
        scheduleSend(tx, { key, id: newId(), agent, activity, undoMs: 4_000 + random.nextInt(6_000) }),
      );
    }
  }
  let kills = 0;
  const workers: Child[] = await Promise.all([
    spawnScript(script, [db.connectionString]),
    spawnScript(script, [db.connectionString]),
  ]);
  const until = Date.now() + 90_000;
  while ((await waiting()) > 0 && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 200 + random.nextInt(500)));
    const victim = random.nextInt(2);
    await workers[victim]!.kill();
    kills++;
    workers[victim] = await spawnScript(script, [db.connectionString]);
  }
  for (const worker of workers) await worker.kill();
  expect(kills).toBeGreaterThan(2);
  const { rows } = await db.database.query<{ text: string; role: string }>(
    `select activity->>'text' as text, role from activities where type = 'message'`,
  );
  expect(rows.map(({ text }) => text).sort()).toEqual([...texts].sort());
  expect(new Set(rows.map(({ role }) => role))).toEqual(new Set(['agent']));
  const { rows: gaps } = await db.database.query(
    `select conversation_id from activities group by conversation_id having max(sequence) <> count(*)`,
  );
  expect(gaps).toEqual([]);
}, 150_000);

async function waiting(): Promise<number> {
  const { rows } = await db.database.query<{ count: number }>(
    `select count(*) from desk_sends where state = 'scheduled'`,
  );
  return rows[0]!.count;
}
