import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { demoShopId } from '../../adapters/demo-shop/load-demo-shop.ts';
import { type ModelServer, startModelServer } from '../adapters/llm/hostile-model.ts';
import { createShop } from '../support/conversations.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { DirectLineClient, StreamListener } from '../support/direct-line-client.ts';
import { freePort } from '../support/free-port.ts';

/** `mainstay start` as operators run it, and what SIGTERM does to it. */
const main = fileURLToPath(new URL('../../app/main.ts', import.meta.url));
const secret = 'direct-line-secret-of-the-stop-tests';

let db: TestDatabase;
let home: string;
let model: ModelServer;
let child: ChildProcess | undefined;
beforeAll(async () => {
  [db, model] = await Promise.all([createTestDatabase(), startModelServer()]);
  home = await mkdtemp(join(tmpdir(), 'mainstay-stop-'));
  await createShop(db.database, demoShopId);
});
afterEach(async () => {
  if (child && child.exitCode === null && child.signalCode === null) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
});
afterAll(async () => {
  await model?.close();
  await db?.drop();
  await rm(home, { recursive: true, force: true });
});

/** Resolves when it is ready. */
async function start(settings: Record<string, string> = {}) {
  const port = await freePort();
  const ours = spawn(process.execPath, ['--import', 'tsx', main, 'start'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env.PATH,
      MAINSTAY_HOME: home,
      DATABASE_URL: db.connectionString,
      PORT: String(port),
      DIRECTLINE_SECRET: secret,
      MODEL_DEVICE: 'cpu',
      MODEL_WORKERS: '1',
      LOG_LEVEL: 'error',
      MESSAGES_PER_MINUTE: '100000',
      ADDRESS_MESSAGES_PER_MINUTE: '100000',
      ...settings,
    },
  });
  child = ours;
  let said = '';
  await new Promise<void>((resolve, reject) => {
    ours.stdout.on('data', (text) => {
      said += text;
      if (said.includes('is ready')) resolve();
    });
    ours.once('exit', (code) => reject(new Error(`it ended with ${code}: ${said}`)));
  });
  const client = new DirectLineClient(`http://127.0.0.1:${port}`);
  return { process: ours, client, said: () => said };
}

test('SIGTERM under load: what was acknowledged is answered, sockets close with 1001, the exit is clean', async () => {
  const server = await start();
  const talks = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const talk = await server.client.start(secret);
      const stream = new StreamListener(talk.streamUrl);
      await stream.opened();
      const closed = once(stream.socket, 'close').then(([code]) => code as number);
      return { ...talk, closed, acknowledged: [] as string[] };
    }),
  );
  let stopping = false;
  const loading = talks.map(async (talk) => {
    for (let n = 0; !stopping || n < 3; n++) {
      const answer = await server.client
        .post(talk.conversationId, talk.token, { type: 'message', text: `hello ${n}` })
        .catch(() => null);
      if (answer === null) return;
      if (answer.status === 200) talk.acknowledged.push(answer.body.id);
      else {
        expect(answer.status).toBe(503);
        if (stopping) return;
        await sleep(20);
      }
    }
  });
  await expect
    .poll(() => talks.reduce((sum, talk) => sum + talk.acknowledged.length, 0), { timeout: 30_000 })
    .toBeGreaterThan(60);
  stopping = true;
  server.process.kill('SIGTERM');
  const [code] = await once(server.process, 'exit');
  await Promise.all(loading);
  expect(code).toBe(0);
  expect(server.said()).toContain('Stopped.');
  expect(await Promise.all(talks.map(({ closed }) => closed))).toEqual(talks.map(() => 1001));
  for (const { conversationId, acknowledged } of talks) {
    const { rows } = await db.database.query<{ sequence: number }>(
      `select distinct reply_to as sequence from activities where conversation_id = $1 and reply_to is not null
       order by 1`,
      [conversationId],
    );
    expect(rows.map(({ sequence }) => sequence)).toEqual(acknowledged.map((id) => Number(id.split('|')[1])));
  }
}, 120_000);

test('a second SIGTERM ends it at once, and the next start answers what was left', async () => {
  model.behave({ kind: 'silent' });
  const server = await start({ LLM_BASE_URL: model.baseUrl, LLM_MODEL: 'test' });
  const talk = await server.client.start(secret);
  await server.client.post(talk.conversationId, talk.token, { type: 'message', text: 'hello' });
  await expect.poll(() => model.requests.length, { timeout: 20_000 }).toBe(1);
  server.process.kill('SIGTERM');
  await sleep(800);
  expect(server.process.exitCode).toBeNull();
  const second = performance.now();
  server.process.kill('SIGINT');
  const [code] = await once(server.process, 'exit');
  expect(code).toBe(1);
  expect(performance.now() - second).toBeLessThan(1_500);
  const answers = async () => {
    const { rows } = await db.database.query(
      'select 1 from activities where conversation_id = $1 and reply_to = 1',
      [talk.conversationId],
    );
    return rows.length;
  };
  expect(await answers()).toBe(0);
  await start();
  await expect.poll(answers, { timeout: 30_000 }).toBe(1);
}, 120_000);
