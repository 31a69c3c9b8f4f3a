import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDirectLineSecret } from '../support/channel-server.ts';
import { type Child, spawnScript } from '../support/child-process.ts';
import { createShop } from '../support/conversations.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { DirectLineClient, StreamListener } from '../support/direct-line-client.ts';

const script = new URL('./channel-process.ts', import.meta.url).pathname;
let db: TestDatabase;
let replicas: Child[];
let a: DirectLineClient;
let b: DirectLineClient;
beforeAll(async () => {
  db = await createTestDatabase();
  await createShop(db.database);
  replicas = await Promise.all([1, 2].map(() => spawnScript(script, [db.connectionString, '0', '5'])));
  [a, b] = replicas.map(({ line }) => new DirectLineClient(`http://127.0.0.1:${line}`)) as [
    DirectLineClient,
    DirectLineClient,
  ];
});
afterAll(async () => {
  await Promise.all(replicas.map((replica) => replica.kill()));
  await db.drop();
});

test('the same activity fifty times at both of two processes is one turn', async () => {
  const { conversationId, token } = await a.start(testDirectLineSecret);
  const activity = { type: 'message', text: 'once', channelData: { clientActivityID: 'same' } };
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, i) => (i % 2 === 0 ? a : b).post(conversationId, token, activity)),
  );
  expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
  await expect.poll(async () => (await b.activities(conversationId, token)).body.watermark).toBe('2');
  const { activities } = (await a.activities(conversationId, token)).body;
  expect(activities.map(({ text }: { text: string }) => text)).toEqual(['once', 'echo: once']);
});

test('what B writes reaches a socket at A, in order, once', async () => {
  const { conversationId, token, streamUrl } = await a.start(testDirectLineSecret);
  const stream = new StreamListener(streamUrl);
  await stream.opened();
  for (let i = 0; i < 10; i++)
    await (i % 2 === 0 ? b : a).post(conversationId, token, { type: 'message', text: `m${i}` });
  const received = await stream.until(20);
  const ids = received.map(({ id }) => id);
  expect(ids).toEqual([...ids].sort());
  expect(new Set(ids).size).toBe(20);
  stream.close();
});

test('messages of one conversation at both processes at once are answered once each', async () => {
  const { conversationId, token } = await a.start(testDirectLineSecret);
  await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      (i % 2 === 0 ? a : b).post(conversationId, token, { type: 'message', text: `m${i}` }),
    ),
  );
  await expect
    .poll(async () => (await a.activities(conversationId, token)).body.watermark, { timeout: 20_000 })
    .toBe('40');
  const { activities } = (await b.activities(conversationId, token)).body;
  const replies = activities.filter(({ replyToId }: { replyToId?: string }) => replyToId !== undefined);
  expect(new Set(replies.map(({ replyToId }: { replyToId: string }) => replyToId)).size).toBe(20);
});
