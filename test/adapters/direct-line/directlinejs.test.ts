import { ConnectionStatus, DirectLine } from 'botframework-directlinejs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import {
  type ChannelServer,
  startChannelServer,
  testDirectLineSecret,
} from '../../support/channel-server.ts';
import { createShop, testShopId } from '../../support/conversations.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { DirectLineClient } from '../../support/direct-line-client.ts';

/** Microsoft's own client, unmodified; in Node it needs a browser's two globals. */
let db: TestDatabase;
let server: ChannelServer;
beforeAll(async () => {
  // @ts-expect-error xhr2 has no types
  const { XMLHttpRequest } = await import('xhr2');
  Object.assign(globalThis, { XMLHttpRequest, WebSocket });
  db = await createTestDatabase();
  await createShop(db.database);
  server = await startChannelServer(db.database, db.connectionString);
});
afterAll(async () => {
  await server.stop();
  await db.drop();
});

/** Connects and gathers the messages that come. */
async function connected(options: { webSocket: boolean; token?: string }) {
  const token = options.token ?? (await freshToken());
  const line = new DirectLine({
    token,
    domain: `${server.origin}/v3/directline`,
    webSocket: options.webSocket,
    pollingInterval: 200,
  });
  const messages: { id: string; text: string }[] = [];
  const statuses: ConnectionStatus[] = [];
  line.connectionStatus$.subscribe((status) => statuses.push(status));
  line.activity$.subscribe({
    next: (activity) => {
      if (activity.type === 'message') messages.push({ id: activity.id ?? '', text: activity.text ?? '' });
    },
    // That the conversation ended is how the client says that it was told to.
    error: () => {},
  });
  const post = (text: string) =>
    new Promise<string>((resolve, reject) => {
      line
        .postActivity({ type: 'message', text, from: { id: 'forged' } })
        .subscribe({ next: resolve, error: reject });
    });
  await expect.poll(() => statuses.at(-1), { timeout: 5_000 }).toBe(ConnectionStatus.Online);
  return { line, messages, statuses, post, texts: () => messages.map(({ text }) => text) };
}

async function freshToken(): Promise<string> {
  const client = new DirectLineClient(server.origin);
  const answer = await client.call('POST', '/v3/directline/tokens/generate', testDirectLineSecret, {
    user: { id: 'ada' },
  });
  return answer.body.token;
}

for (const webSocket of [true, false])
  test(`botframework-directlinejs sends and receives (${webSocket ? 'stream' : 'polling'})`, async () => {
    const { line, messages, post, texts } = await connected({ webSocket });
    const id = await post('hello');
    await expect.poll(texts, { timeout: 5_000 }).toEqual(['hello', 'echo: hello']);
    expect(messages[0]!.id).toBe(id);
    line.end();
  });

test('botframework-directlinejs reconnects by itself and gets what it missed, once', async () => {
  const { line, statuses, post, texts } = await connected({ webSocket: true });
  await post('before');
  await expect.poll(texts, { timeout: 5_000 }).toEqual(['before', 'echo: before']);
  const conversationId = (line as unknown as { conversationId: string }).conversationId;
  const key = { shopId: testShopId, conversationId };
  // The load balancer drops the socket; meanwhile somebody writes.
  server.channel.streams.dropAll();
  await server.store.appendOutbound(key, 'agent', { type: 'message', text: 'missed?' });
  await expect.poll(() => statuses.at(-1), { timeout: 20_000 }).toBe(ConnectionStatus.Online);
  await expect.poll(texts, { timeout: 20_000 }).toEqual(['before', 'echo: before', 'missed?']);
  await post('after');
  await expect
    .poll(texts, { timeout: 5_000 })
    .toEqual(['before', 'echo: before', 'missed?', 'after', 'echo: after']);
  line.end();
}, 60_000);
