import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHttpApp } from '../../adapters/http/app.ts';
import { StopLinks } from '../../adapters/http/outreach/stop-links.ts';
import { stopRouter } from '../../adapters/http/outreach/stop-router.ts';
import { runOutreach } from '../../app/outreach-job.ts';
import { newId } from '../../core/ids.ts';
import { silentLogger } from '../../core/logger.ts';
import { startChannelServer, testDirectLineSecret } from '../support/channel-server.ts';
import { testShopId } from '../support/conversations.ts';
import { DirectLineClient, StreamListener } from '../support/direct-line-client.ts';
import { type OutreachWorld, openOutreachWorld, origin, secret } from './outreach-world.ts';

let world: OutreachWorld;
const server = createServer((request, response) => app(request, response));
let app: ReturnType<typeof createHttpApp>;
let here: string;

beforeAll(async () => {
  world = await openOutreachWorld();
  app = createHttpApp({
    logger: silentLogger,
    metrics: null,
    readiness: [],
    routers: [
      {
        path: '/outreach',
        router: stopRouter({ database: world.database, links: world.links, clock: world.clock }),
      },
    ],
    webRoot: 'dist/web',
    pages: [],
    notFoundPage: null,
    https: false,
    trustedProxies: 0,
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  here = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await world.close();
});

const answersOf = async (shopperId: string) => {
  const { rows } = await world.database.query<{ purpose: string; granted: boolean; wording: string }>(
    'select purpose, granted, wording from consents where shopper_id = $1 and not granted order by purpose',
    [shopperId],
  );
  return rows;
};

test('an e-mail goes out with its reasons, without prices, and with a link that stops the mails in one click', async () => {
  const shopId = await world.shop('mailing', { postalAddress: 'Lantern Ltd, 1 Quay, Bristol' });
  const { shopperId, conversationId } = await world.shopper(shopId, ['outreach_email']);
  await world.run(shopId);
  expect(await world.written(conversationId)).toEqual([]);
  expect(await world.rows(shopId)).toMatchObject([
    { state: 'sent', mail_state: 'sent', mail: null, conversation_id: null },
  ]);
  const mail = world.mails.mails.at(-1)!;
  expect(mail.to).toEqual([`${shopperId}@shoppers.example`]);
  expect(mail.subject).toBe('Something for you from mailing');
  expect(mail.text).toContain('because you allowed mailing to write to you');
  expect(mail.text).toContain('chosen for you automatically');
  expect(mail.text).toContain('Lantern Ltd, 1 Quay, Bristol');
  expect(mail.text).not.toMatch(/[€$£%]|\b25\b/);
  expect(mail.head).toMatch(/^list-unsubscribe-post: List-Unsubscribe=One-Click\r?$/im);
  const link = /^list-unsubscribe: <(\S+)>\r?$/im.exec(mail.head)![1]!;
  expect(mail.text).toContain(link);
  expect(link.startsWith(`${origin}/outreach/stop?t=`)).toBe(true);

  const address = link.replace(origin, here);
  const shown = await fetch(address);
  expect(shown.status).toBe(200);
  expect(shown.headers.get('referrer-policy')).toBe('no-referrer');
  expect((await shown.text()).match(/<button>/g)).toHaveLength(1);
  expect(await answersOf(shopperId)).toEqual([]);
  const oneClick = () =>
    fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    });
  expect((await oneClick()).status).toBe(200);
  const answers = await answersOf(shopperId);
  expect(answers.map(({ purpose }) => purpose)).toEqual(['outreach_chat', 'outreach_email']);
  expect(answers[0]!.wording).toContain('Shall mailing stop writing to you');
  expect((await oneClick()).status).toBe(200);
  expect(await answersOf(shopperId)).toHaveLength(2);
});

test('a link takes back what is planned and an e-mail that waits for its server', async () => {
  const shopId = await world.shop('waiting', {});
  const { shopperId } = await world.shopper(shopId, ['outreach_email']);
  const before = world.mails.mails.length;
  const { mailing } = world.parts.mail!;
  const notNow = {
    send: () => Promise.reject(Object.assign(new Error('try later'), { responseCode: 451 })),
    close() {},
  };
  await runOutreach({ ...world.parts, mail: { mailing, mailer: notNow } }, shopId);
  expect(await world.rows(shopId)).toMatchObject([{ state: 'sent', mail_state: 'due' }]);
  const link = await world.links.create({ shopId, shopperId, language: 'en' }, world.clock.now());
  await fetch(link.replace(origin, here), { method: 'POST' });
  expect(await world.rows(shopId)).toMatchObject([{ mail_state: 'stopped', mail: null }]);
  const later = { now: () => new Date(world.clock.now().getTime() + 3_600_000) };
  await runOutreach({ ...world.parts, clock: later }, shopId);
  expect(world.mails.mails.length).toBe(before);
});

test('forged, altered and expired links stop nobody and say so', async () => {
  const shopId = await world.shop('forged', {});
  const { shopperId } = await world.shopper(shopId, ['outreach_email']);
  const at = world.clock.now();
  const good = await world.links.create({ shopId, shopperId, language: 'en' }, at);
  const [head, , signature] = good.split('?t=')[1]!.split('.');
  const other = Buffer.from(
    JSON.stringify({
      iss: 'mainstay',
      aud: 'mainstay/outreach/stop',
      sub: shopperId,
      shop: shopId,
      exp: 9e9,
    }),
  ).toString('base64url');
  const stranger = new StopLinks({ secret: `another ${secret}`, origin });
  const links = [
    await stranger.create({ shopId, shopperId, language: 'en' }, at),
    await world.links.create(
      { shopId, shopperId, language: 'en' },
      new Date(at.getTime() - 366 * 86_400_000),
    ),
    await world.links.create({ shopId, shopperId: newId(), language: 'en' }, at),
    `${origin}/outreach/stop?t=${head}.${other}.${signature}`,
    `${origin}/outreach/stop?t=${shopperId}`,
    `${origin}/outreach/stop`,
  ];
  for (const link of links)
    for (const method of ['GET', 'POST'])
      expect((await fetch(link.replace(origin, here), { method })).status, link).toBe(403);
  expect(await answersOf(shopperId)).toEqual([]);
  const chinese = await fetch(`${here}/outreach/stop`, { headers: { 'accept-language': 'zh-CN' } });
  expect(await chinese.text()).toContain('这个链接无效或已过期');
});

test('a message shows in the stream of an open chat', async () => {
  const shopId = await world.shop(testShopId, {});
  const { shopperId } = await world.shopper(shopId);
  const channel = await startChannelServer(world.database, world.connectionString);
  try {
    const client = new DirectLineClient(channel.origin);
    const { conversationId, streamUrl } = await client.start(testDirectLineSecret);
    await world.database.query(
      `update conversations set shopper_id = $2, identity_verified = true, last_activity_at = $3 where id = $1`,
      [conversationId, shopperId, new Date(world.clock.now().getTime() - 3_600_000)],
    );
    const listener = new StreamListener(streamUrl);
    await listener.opened();
    await runOutreach(
      { ...world.parts, deliver: (key, activities) => channel.channel.sockets.deliver(key, activities) },
      shopId,
    );
    const [message] = await listener.until(1);
    expect(message).toMatchObject({ type: 'message', from: { role: 'bot' } });
    expect(message.text).toContain('because you allowed lantern to write to you here');
    expect(message.channelData.mainstay.cards.length).toBeGreaterThan(0);
    expect(message.suggestedActions.actions[0]).toMatchObject({ value: { action: 'outreach.stop' } });
    listener.close();
  } finally {
    await channel.stop();
  }
});
