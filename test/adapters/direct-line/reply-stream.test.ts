import { DirectLine } from 'botframework-directlinejs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { demoShopId } from '../../../adapters/demo-shop/load-demo-shop.ts';
import { createPhraser } from '../../../adapters/llm/create-phraser.ts';
import type { Phraser } from '../../../bot/ports/llm.ts';
import { silentLogger } from '../../../core/logger.ts';
import { type BotWorld, openBotWorld } from '../../bot/bot-world.ts';
import {
  type ChannelServer,
  startChannelServer,
  testDirectLineSecret,
} from '../../support/channel-server.ts';
import { DirectLineClient, StreamListener } from '../../support/direct-line-client.ts';
import { type ModelServer, startModelServer } from '../llm/hostile-model.ts';

/** The whole way of a reply that is shown while a model writes it: model server, bot, store, channel, client. */
let world: BotWorld;
let model: ModelServer;
let server: ChannelServer;
let client: DirectLineClient;
/** A new one for each test: one that met a broken server leaves it alone for a while. */
let phraser: Phraser;
beforeAll(async () => {
  [world, model] = await Promise.all([openBotWorld(), startModelServer()]);
  server = await startChannelServer(world.database, world.connectionString, {
    secrets: [{ shopId: demoShopId, secret: testDirectLineSecret }],
    handler: () => world.turns({ phrase: (request, options) => phraser.phrase(request, options) }),
  });
  client = new DirectLineClient(server.origin);
}, 120_000);
afterAll(async () => {
  await server?.stop();
  await model?.close();
  await world?.close();
});
beforeEach(() => {
  model.requests.length = 0;
  phraser = createPhraser({
    baseUrl: model.baseUrl,
    model: 'test',
    logger: silentLogger,
    timeoutMs: 2_000,
  });
});

/** An answer whose clauses come one after the other, with the reply of the catalogue in the middle. */
const inClauses = (reply: string) => [
  'With pleasure, ',
  20,
  'here it is: ',
  ...reply.split(/(?<= )/).flatMap((word) => [word, 2]),
  ' So, ',
  'there you are.',
];

async function ask(text: string, who?: string) {
  const talk = await client.start(testDirectLineSecret, who ? { identifier: who } : {});
  const stream = new StreamListener(talk.streamUrl);
  await stream.opened();
  await client.post(talk.conversationId, talk.token, { type: 'message', text, locale: 'en-GB' });
  await stream.until(2);
  const stored = await client.activities(talk.conversationId, talk.token);
  stream.close();
  return { ...talk, stream, own: stream.received[0], reply: stream.received[1], stored: stored.body };
}

const parts = ({ typing }: StreamListener) => typing.filter(({ channelData }) => channelData?.streamType);

test('is shown as it grows over the socket alone, and replaced by the message that is stored', async () => {
  model.behave({ kind: 'streams', pieces: inClauses });
  const { conversationId, stream, own, reply, stored } = await ask('How long does delivery take?');
  const shown = parts(stream);
  expect(shown.length).toBeGreaterThan(1);
  expect(reply.text).toMatch(/^With pleasure, here it is: .* So, there you are\.$/s);
  const streamId = `${conversationId}|reply-1`;
  expect(shown.map(({ id, channelData }) => [id, channelData])).toEqual(
    shown.map((_part, i) => [
      i === 0 ? streamId : `${streamId}-${i + 1}`,
      { streamType: 'streaming', streamSequence: i + 1, ...(i > 0 && { streamId }) },
    ]),
  );
  shown.reduce((before, { text }) => {
    expect(text.startsWith(before)).toBe(true);
    expect(reply.text.startsWith(text)).toBe(true);
    return text;
  }, '');
  expect(reply).toMatchObject({ replyToId: own.id, channelData: { streamType: 'final', streamId } });
  // Not stored, no sequence number, never in GET activities.
  expect(stored.activities.map(({ type, id }: { type: string; id: string }) => [type, id])).toEqual([
    ['message', `${conversationId}|0000001`],
    ['message', `${conversationId}|0000002`],
  ]);
  expect(stored.watermark).toBe('2');
});

test.each(['reset', 'error', 'nothing more', 'silence'] as const)(
  'the template takes its place when the model breaks off: %s',
  async (ends) => {
    model.behave({ kind: 'streams', pieces: ['With pleasure, ', 'here it is: ', 'well it'], ends });
    const { conversationId, stream, reply, stored } = await ask('How long does delivery take?');
    expect(parts(stream).map(({ text }) => text)).toEqual(['With pleasure,']);
    expect(reply.text).not.toContain('With pleasure');
    expect(reply.channelData).toMatchObject({ streamType: 'final', streamId: `${conversationId}|reply-1` });
    expect(stored.activities).toHaveLength(2);
  },
);

test('an invented code in the last sentence: nothing of it is shown, the template takes the place of the rest', async () => {
  model.behave({
    kind: 'streams',
    pieces: (reply) => [...inClauses(reply), ' Use ', 'code ', 'OWNED', '50 for 5', '0 % off. ', 'Bye.'],
  });
  const { stream, reply } = await ask('How long does delivery take?');
  expect(parts(stream).length).toBeGreaterThan(0);
  expect(JSON.stringify([stream.typing, reply])).not.toMatch(/OWNED|50 ?%/);
  expect(reply.text).not.toContain('With pleasure');
});

test('what tells of something done is not put into other words before it is done', async () => {
  model.behave({ kind: 'streams', pieces: inClauses });
  const talk = await client.start(testDirectLineSecret, { identifier: 'demo-loyal' });
  const stream = new StreamListener(talk.streamUrl);
  await stream.opened();
  const post = (text: string) =>
    client.post(talk.conversationId, talk.token, { type: 'message', text, locale: 'en-GB' });
  await post('delete my account');
  await stream.until(2);
  const before = model.requests.length;
  await post('yes');
  await stream.until(4);
  expect(stream.received[3].text).not.toContain('With pleasure');
  expect(model.requests).toHaveLength(before);
  const { rows } = await world.database.query(
    'select kind from privacy_requests where conversation_id = $1',
    [talk.conversationId],
  );
  expect(rows).toHaveLength(1);
  stream.close();
});

test('while a model is awaited, nothing is locked: another message is stored, and both are answered in order', async () => {
  model.behave({
    kind: 'streams',
    pieces: (reply) => ['With pleasure, ', 600, `here it is: ${reply} So, `, 'there.'],
  });
  const talk = await client.start(testDirectLineSecret);
  const stream = new StreamListener(talk.streamUrl);
  await stream.opened();
  const post = (text: string) =>
    client.post(talk.conversationId, talk.token, { type: 'message', text, locale: 'en-GB' });
  await post('How long does delivery take?');
  await expect.poll(() => model.requests.length).toBe(1);
  const { rows } = await world.database.query<{ free: boolean }>(
    `select exists (select 1 from conversations where id = $1 for update skip locked) as free`,
    [talk.conversationId],
  );
  expect(rows[0]!.free).toBe(true);
  await post('How can I pay?');
  await stream.until(4);
  const messages = stream.received.map(({ id, replyToId }) => [id, replyToId]);
  const id = (n: number) => `${talk.conversationId}|000000${n}`;
  expect(messages).toEqual([
    [id(1), undefined],
    [id(2), undefined],
    [id(3), id(1)],
    [id(4), id(2)],
  ]);
  // A typing sign tells that somebody is at it until there are words to see.
  expect(stream.typing.some(({ text }) => text === undefined)).toBe(true);
  stream.close();
});

test("Microsoft's own client passes parts and message on, unmodified", async () => {
  // @ts-expect-error xhr2 has no types
  const { XMLHttpRequest } = await import('xhr2');
  Object.assign(globalThis, { XMLHttpRequest, WebSocket });
  model.behave({ kind: 'streams', pieces: inClauses });
  const { token } = await client.start(testDirectLineSecret);
  const line = new DirectLine({ token, domain: `${server.origin}/v3/directline`, webSocket: true });
  const got: { type: string; streamType?: string }[] = [];
  line.activity$.subscribe({
    next: ({ type, channelData }) => got.push({ type, streamType: channelData?.streamType }),
    // That the conversation ended is how the client says that it was told to.
    error: () => {},
  });
  line
    .postActivity({ type: 'message', text: 'How long does delivery take?', from: { id: 'me' } })
    .subscribe();
  await expect.poll(() => got.at(-1)?.streamType, { timeout: 10_000 }).toBe('final');
  expect(got.filter(({ streamType }) => streamType === 'streaming').length).toBeGreaterThan(1);
  expect(got.filter(({ type }) => type === 'message')).toHaveLength(2);
  line.end();
});
