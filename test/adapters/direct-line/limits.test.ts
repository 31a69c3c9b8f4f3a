import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeOrphanedUploads } from '../../../adapters/postgres/orphaned-uploads.ts';
import { FixedClock } from '../../../core/clock.ts';
import {
  type ChannelServer,
  startChannelServer,
  testDirectLineSecret,
} from '../../support/channel-server.ts';
import { createShop, testShopId } from '../../support/conversations.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { DirectLineClient, StreamListener } from '../../support/direct-line-client.ts';
import { EchoHandler } from '../../support/echo-handler.ts';

let db: TestDatabase;
const servers: ChannelServer[] = [];
beforeAll(async () => {
  db = await createTestDatabase();
  await createShop(db.database);
});
afterAll(async () => {
  for (const server of servers) await server.stop();
  await db.drop();
});

async function serve(options: Parameters<typeof startChannelServer>[2]) {
  const server = await startChannelServer(db.database, db.connectionString, options);
  servers.push(server);
  return { server, client: new DirectLineClient(server.origin) };
}

const message = (text: string, id?: string) => ({
  type: 'message',
  text,
  ...(id === undefined ? {} : { channelData: { clientActivityID: id } }),
});

describe('messages', () => {
  test('of one conversation beyond its rate are 429 with Retry-After; another one goes on', async () => {
    const clock = new FixedClock(new Date());
    const { client } = await serve({ clock, messagesPerMinute: 6 });
    const mine = await client.start(testDirectLineSecret);
    const other = await client.start(testDirectLineSecret);
    const send = async () => client.post(mine.conversationId, mine.token, message('hi'));
    const statuses = [];
    for (let i = 0; i < 8; i++) statuses.push((await send()).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 429, 429]);
    const refused = await send();
    expect(refused.headers.get('retry-after')).toBe('10');
    expect(refused.headers.get('access-control-expose-headers')).toContain('retry-after');
    expect(refused.body.error).toMatchObject({
      code: 'rate_limited',
      message: expect.stringContaining('10 s'),
    });
    expect((await client.post(other.conversationId, other.token, message('hi'))).status).toBe(200);
    clock.advanceMs(10_000);
    expect((await send()).status).toBe(200);
  });

  test('of one address beyond its rate are 429 in every conversation, before a token is looked at', async () => {
    const { client } = await serve({ clock: new FixedClock(new Date()), addressMessagesPerMinute: 3 });
    const { conversationId, token } = await client.start(testDirectLineSecret);
    for (let i = 0; i < 3; i++) await client.post(conversationId, 'guess', message('hi'));
    expect((await client.post(conversationId, token, message('hi'))).status).toBe(429);
  });
});

test('one conversation that sends all at once leaves the places of the others free', async () => {
  const { client } = await serve({
    backlog: 64,
    handler: (store) => new EchoHandler(store, () => sleep(1_500)),
  });
  const loud = await client.start(testDirectLineSecret);
  const quiet = await client.start(testDirectLineSecret);
  const answers = await Promise.all(
    Array.from({ length: 120 }, (_, i) =>
      client.post(loud.conversationId, loud.token, message(`${i}`, `${i}`)),
    ),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 503]));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(20);
  expect((await client.post(quiet.conversationId, quiet.token, message('hi'))).status).toBe(200);
});

test('an address may hold so many streams open, and again when one has closed', async () => {
  const { client } = await serve({ streams: { maxSocketsPerAddress: 2 } });
  const opened: { streamUrl: string }[] = [];
  for (let i = 0; i < 3; i++) opened.push(await client.start(testDirectLineSecret));
  const first = new StreamListener(opened[0]!.streamUrl);
  await first.opened();
  const second = new StreamListener(opened[1]!.streamUrl);
  await second.opened();
  // One after the other: of three at once any may be the one too many.
  await expect(new StreamListener(opened[2]!.streamUrl).opened()).rejects.toThrow('429');
  first.close();
  await expect
    .poll(async () => {
      const again = new StreamListener(opened[2]!.streamUrl);
      return again.opened().then(
        () => {
          again.close();
          return 'open';
        },
        (error: Error) => error.message,
      );
    })
    .toBe('open');
  second.close();
});

describe('uploads', () => {
  const form = (bytes: number, id?: string, files = 1) => {
    const body = new FormData();
    body.set('activity', JSON.stringify(message('look', id)));
    for (let i = 0; i < files; i++)
      body.append('file', new Blob(['x'.repeat(bytes)], { type: 'text/plain' }), `note ${i}.txt`);
    return body;
  };
  const stored = async (conversationId: string) =>
    (
      await db.database.query<{ count: number }>(
        'select count(*) as count from uploads where shop_id = $1 and conversation_id = $2',
        [testShopId, conversationId],
      )
    ).rows[0]!.count;

  test('beyond the quota of a conversation are refused whole, also side by side', async () => {
    const { client } = await serve({ uploadQuota: { files: 4, bytes: 1_000 } });
    const { conversationId, token } = await client.start(testDirectLineSecret);
    const path = `/v3/directline/conversations/${conversationId}/upload`;
    const send = (body: FormData) => client.call('POST', path, token, body);
    expect((await send(form(1_001))).status).toBe(413);
    const both = await Promise.all([send(form(300, 'a', 2)), send(form(300, 'b', 2))]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 413]);
    expect((await send(form(10, 'c', 3))).status).toBe(413);
    expect((await send(form(10, 'd', 2))).status).toBe(200);
    expect(await stored(conversationId)).toBe(4);
    const { activities } = (await client.activities(conversationId, token)).body;
    expect(activities.filter((one: { attachments?: unknown }) => one.attachments)).toHaveLength(2);
  });

  test('leave nothing behind when their message is refused or was there before', async () => {
    const { client, server } = await serve({});
    const { conversationId, token } = await client.start(testDirectLineSecret);
    const path = `/v3/directline/conversations/${conversationId}/upload`;
    const odd = form(10);
    odd.set('activity', JSON.stringify({ type: 'invoke', name: 'x' }));
    expect((await client.call('POST', path, token, odd)).status).toBe(400);
    const long = form(10, 'x'.repeat(201));
    expect((await client.call('POST', path, token, long)).status).toBe(400);
    expect(await stored(conversationId)).toBe(0);
    for (let i = 0; i < 3; i++)
      expect((await client.call('POST', path, token, form(10, 'same'))).status).toBe(200);
    expect(await stored(conversationId)).toBe(1);
    const [own] = (await client.activities(conversationId, token)).body.activities;
    expect((await fetch(own.attachments[0].contentUrl)).status).toBe(200);
    expect(server.channel.admission.taken).toBe(0);
  });

  test('of a process that died before it stored the message are swept; those of a message stay', async () => {
    const { client } = await serve({});
    const { conversationId, token } = await client.start(testDirectLineSecret);
    const path = `/v3/directline/conversations/${conversationId}/upload`;
    await client.call('POST', path, token, form(10));
    await db.database.query(
      `insert into uploads (shop_id, id, conversation_id, name, content_type, content)
       values ($1, gen_random_uuid(), $2, 'left.txt', 'text/plain', 'x')`,
      [testShopId, conversationId],
    );
    expect(await removeOrphanedUploads(db.database)).toBe(0);
    await db.database.query(
      "update uploads set created_at = now() - interval '2 hours' where conversation_id = $1",
      [conversationId],
    );
    expect(await removeOrphanedUploads(db.database)).toBe(1);
    expect(await stored(conversationId)).toBe(1);
  });

  test('that are sent a byte at a time hold three places of their address, not all', async () => {
    const { client, server } = await serve({});
    const { conversationId, token } = await client.start(testDirectLineSecret);
    const port = Number(new URL(server.origin).port);
    const path = `/v3/directline/conversations/${conversationId}/upload`;
    const slow = Array.from({ length: 3 }, () => {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => {});
      socket.write(
        `POST ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Length: 5000\r\n` +
          'Content-Type: multipart/form-data; boundary=b\r\n\r\n--b\r\n',
      );
      return socket;
    });
    const quick = () => client.call('POST', path, token, form(10));
    await expect.poll(async () => (await quick()).status).toBe(503);
    for (const socket of slow) socket.destroy();
    await expect.poll(async () => (await quick()).status).toBe(200);
  });
});
