import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Database } from '../../adapters/postgres/database.ts';
import { type EmbeddedServer, startEmbedded } from '../../adapters/postgres/embedded.ts';
import { migrate } from '../../adapters/postgres/migrate.ts';
import { type ChannelServer, startChannelServer, testDirectLineSecret } from '../support/channel-server.ts';
import { createShop } from '../support/conversations.ts';
import { DirectLineClient, StreamListener } from '../support/direct-line-client.ts';

/** A server of its own, because it is stopped in the middle. */
let folder: string;
let port: number | undefined;
let postgres: EmbeddedServer;
let database: Database;
let server: ChannelServer;
const start = () =>
  startEmbedded({
    folder,
    password: 'test',
    settings: { fsync: 'off' },
    ...(port === undefined ? {} : { port }),
  });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mainstay-outage-'));
  await chmod(folder, 0o755);
  postgres = await start();
  const connectionString = await postgres.database('mainstay');
  port = Number(new URL(connectionString).port);
  await migrate(connectionString);
  database = new Database({ connectionString });
  await createShop(database);
  server = await startChannelServer(database, connectionString);
});
afterAll(async () => {
  await server.stop();
  await database.close();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

test('while the database is away messages are refused unacknowledged; when it is back everything goes on', async () => {
  const client = new DirectLineClient(server.origin);
  const { conversationId, token, streamUrl } = await client.start(testDirectLineSecret);
  const stream = new StreamListener(streamUrl);
  await stream.opened();
  const post = (text: string) =>
    client.post(conversationId, token, { type: 'message', text, channelData: { clientActivityID: text } });
  expect((await post('before')).status).toBe(200);
  await stream.until(2);

  await postgres.stop();
  const refused = await post('during');
  expect(refused.status).toBe(503);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(refused.body.error).toEqual({ code: 'unavailable', message: 'the database does not answer' });
  expect((await client.call('POST', '/v3/directline/conversations', testDirectLineSecret, {})).status).toBe(
    503,
  );
  expect((await fetch(`${server.origin}/healthz`)).status).toBe(200);

  postgres = await start();
  await expect.poll(async () => (await post('during')).status, { timeout: 20_000 }).toBe(200);
  const received = await stream.until(4);
  expect(received.map(({ text }) => text)).toEqual(['before', 'echo: before', 'during', 'echo: during']);
  expect(server.channel.admission.taken).toBe(0);
  stream.close();
}, 60_000);
