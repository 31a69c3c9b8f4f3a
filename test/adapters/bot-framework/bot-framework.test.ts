import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type BotFramework,
  createBotFramework,
} from '../../../adapters/bot-framework/create-bot-framework.ts';
import { errorHandler } from '../../../adapters/http/error-handler.ts';
import { PostgresChannelOutbox } from '../../../adapters/postgres/outbox.ts';
import { silentLogger } from '../../../core/logger.ts';
import { type ChannelServer, startChannelServer } from '../../support/channel-server.ts';
import { createShop, testShopId } from '../../support/conversations.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let db: TestDatabase;
let channel: ChannelServer;
let botFramework: BotFramework;
let messages: Server;
let connector: Server;
const sent: { path: string; text: string }[] = [];
/** The connector answers 500 while this is positive, and counts it down. */
let failures = 0;

const originOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const listen = (server: Server) => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

beforeAll(async () => {
  db = await createTestDatabase();
  await createShop(db.database);
  channel = await startChannelServer(db.database, db.connectionString);
  botFramework = createBotFramework(
    {
      bot: channel.channel.bot,
      inbox: channel.channel.inbox,
      log: channel.store,
      outbox: new PostgresChannelOutbox(db.database),
      logger: silentLogger,
    },
    { shopId: testShopId, credentials: null, development: true },
  )!;
  const app = express();
  for (const { path, router } of botFramework.routers) app.use(path, router);
  app.use(errorHandler(silentLogger));
  messages = createServer(app);
  // The far side: a channel's connector service, which takes replies.
  connector = createServer(
    express()
      .use(express.json())
      .post('/v3/conversations/*rest', (request, response) => {
        if (failures > 0) {
          failures--;
          response.status(500).end();
          return;
        }
        sent.push({ path: request.path, text: request.body.text });
        response.json({ id: String(sent.length) });
      }),
  );
  await Promise.all([listen(messages), listen(connector)]);
});
afterAll(async () => {
  await botFramework.stop();
  await channel.stop();
  messages.close();
  connector.close();
  connector.closeAllConnections();
  await db.drop();
});

function activity(text: string, more: Record<string, unknown> = {}) {
  return {
    type: 'message',
    id: `id of ${text}`,
    text,
    channelId: 'emulator',
    serviceUrl: originOf(connector),
    from: { id: 'ada' },
    recipient: { id: 'bot' },
    conversation: { id: 'c1' },
    ...more,
  };
}

async function post(body: unknown): Promise<{ status: number; text: string }> {
  const response = await fetch(`${originOf(messages)}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, text: await response.text() };
}

const texts = () => sent.map(({ text }) => text);

test('a reply that was committed before the sender ran is sent when it runs: a crash between is a delay', async () => {
  expect((await post(activity('first'))).status).toBe(200);
  await expect
    .poll(async () => (await db.database.query('select 1 from outbox where delivered_at is null')).rowCount)
    .toBe(1);
  expect(sent).toEqual([]);
  botFramework.start();
  await expect.poll(texts).toEqual(['echo: first']);
  expect(sent[0]!.path).toContain('/v3/conversations/c1/');
});

test('the same activity again is answered once, and order survives a connector that fails', async () => {
  sent.length = 0;
  failures = 1;
  for (const text of ['a', 'a', 'b', 'c']) expect((await post(activity(text))).status).toBe(200);
  await expect.poll(texts, { timeout: 15_000 }).toEqual(['echo: a', 'echo: b', 'echo: c']);
});

test('who names Direct Line, a far service address or no conversation is refused', async () => {
  for (const [more, status] of [
    [{ channelId: 'directline' }, 403],
    [{ serviceUrl: 'http://169.254.169.254/' }, 403],
    [{ serviceUrl: 'http://localhost.evil.example/' }, 403],
    [{ conversation: undefined }, 400],
  ] as const) {
    const answer = await post(activity('x', more));
    expect([more, answer.status]).toEqual([more, status]);
    expect(JSON.parse(answer.text).error.message).toEqual(expect.any(String));
  }
  expect(channel.channel.admission.taken).toBe(0);
});

test('without credentials there is no route', () => {
  const parts = {
    bot: channel.channel.bot,
    inbox: channel.channel.inbox,
    log: channel.store,
    outbox: new PostgresChannelOutbox(db.database),
    logger: silentLogger,
  };
  expect(createBotFramework(parts, { shopId: testShopId, credentials: null })).toBeNull();
});

test('with credentials a caller without a token of the Bot Framework gets 401', async () => {
  const guarded = createBotFramework(
    {
      bot: channel.channel.bot,
      inbox: channel.channel.inbox,
      log: channel.store,
      outbox: new PostgresChannelOutbox(db.database),
      logger: silentLogger,
    },
    {
      shopId: testShopId,
      credentials: {
        appId: '00000000-0000-0000-0000-000000000001',
        password: 'x',
        type: 'MultiTenant',
      },
    },
  )!;
  const app = express();
  for (const { path, router } of guarded.routers) app.use(path, router);
  const server = createServer(app);
  await listen(server);
  const response = await fetch(`${originOf(server)}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(activity('let me in', { channelId: 'msteams' })),
  });
  expect(response.status).toBe(401);
  expect(channel.channel.admission.taken).toBe(0);
  server.close();
});
