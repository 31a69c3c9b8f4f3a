import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { siteKey } from '../../../adapters/direct-line/access.ts';
import { FixedClock } from '../../../core/clock.ts';
import {
  type ChannelServer,
  startChannelServer,
  testDirectLineSecret,
  testTokenSecret,
} from '../../support/channel-server.ts';
import { createShop, testIdentitySecret, testShopId } from '../../support/conversations.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { DirectLineClient, StreamListener } from '../../support/direct-line-client.ts';

let db: TestDatabase;
let server: ChannelServer;
let client: DirectLineClient;
beforeAll(async () => {
  db = await createTestDatabase();
  await createShop(db.database);
  server = await startChannelServer(db.database, db.connectionString);
  client = new DirectLineClient(server.origin);
});
afterAll(async () => {
  await server.stop();
  await db.drop();
});

const message = (text: string, id?: string) => ({
  type: 'message',
  text,
  ...(id === undefined ? {} : { channelData: { clientActivityID: id, own: 'kept' } }),
});

describe('a conversation', () => {
  test('is answered on the stream, the own activity first, with its channelData and one watermark a sequence', async () => {
    const { conversationId, token, streamUrl } = await client.start(testDirectLineSecret);
    const stream = new StreamListener(streamUrl);
    await stream.opened();
    const posted = await client.post(conversationId, token, message('hello', 'one'));
    expect(posted.status).toBe(200);
    const [own, reply] = await stream.until(2);
    expect(own).toMatchObject({
      id: posted.body.id,
      text: 'hello',
      channelId: 'directline',
      channelData: { clientActivityID: 'one', own: 'kept' },
      from: { role: 'user' },
      conversation: { id: conversationId },
    });
    expect(reply).toMatchObject({
      text: 'echo: hello',
      replyToId: own.id,
      from: { id: 'mainstay', role: 'bot' },
    });
    expect(stream.watermark).toBe('2');
    stream.close();
  });

  test('is read by polling from a watermark', async () => {
    const { conversationId, token } = await client.start(testDirectLineSecret);
    await client.post(conversationId, token, message('a'));
    await client.post(conversationId, token, message('b'));
    await expect.poll(async () => (await client.activities(conversationId, token)).body.watermark).toBe('4');
    const rest = await client.activities(conversationId, token, '2');
    expect(rest.body.activities.map((activity: { id: string }) => activity.id)).toEqual([
      `${conversationId}|0000003`,
      `${conversationId}|0000004`,
    ]);
    expect((await client.activities(conversationId, token, '4')).body).toEqual({
      activities: [],
      watermark: '4',
    });
    expect((await client.activities(conversationId, token, 'x y')).status).toBe(400);
  });

  test('goes on at the watermark after a reconnect, without loss or doubling', async () => {
    const { conversationId, token, streamUrl } = await client.start(testDirectLineSecret);
    const first = new StreamListener(streamUrl);
    await first.opened();
    await client.post(conversationId, token, message('before'));
    await first.until(2);
    first.socket.terminate();
    await client.post(conversationId, token, message('while away'));
    const again = await client.call(
      'GET',
      `/v3/directline/conversations/${conversationId}?watermark=${first.watermark}`,
      token,
    );
    expect(again.status).toBe(200);
    const second = new StreamListener(again.body.streamUrl);
    const received = await second.until(2);
    expect(received.map((activity) => activity.text)).toEqual(['while away', 'echo: while away']);
    second.close();
  });

  test('tolerates empty keep-alive frames', async () => {
    const { conversationId, token, streamUrl } = await client.start(testDirectLineSecret);
    const stream = new StreamListener(streamUrl);
    await stream.opened();
    for (let i = 0; i < 3; i++) stream.socket.send('');
    await client.post(conversationId, token, message('still there?'));
    await stream.until(2);
    stream.close();
  });

  test('takes the same activity fifty times as one', async () => {
    const { conversationId, token } = await client.start(testDirectLineSecret);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => client.post(conversationId, token, message('once', 'same'))),
    );
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`))).toEqual(
      new Set([`200 ${conversationId}|0000001`]),
    );
    await expect.poll(async () => (await client.activities(conversationId, token)).body.watermark).toBe('2');
  });

  test('keeps the order of what is sent one after the other', async () => {
    const { conversationId, token, streamUrl } = await client.start(testDirectLineSecret);
    const stream = new StreamListener(streamUrl);
    await stream.opened();
    for (let i = 0; i < 20; i++) await client.post(conversationId, token, message(`m${i}`));
    const received = await stream.until(40);
    const ids = received.map((activity) => activity.id);
    expect(ids).toEqual([...ids].sort());
    expect(new Set(ids).size).toBe(40);
    expect(received.filter(({ text }) => text.startsWith('echo')).map(({ text }) => text)).toEqual(
      Array.from({ length: 20 }, (_, i) => `echo: m${i}`),
    );
    stream.close();
  });

  test('does not show handoff events to the shopper', async () => {
    const { conversationId, token, streamUrl } = await client.start(testDirectLineSecret);
    const key = { shopId: testShopId, conversationId };
    const stream = new StreamListener(streamUrl);
    await stream.opened();
    await server.channel.adapter.sendProactively(key, { type: 'event', name: 'handoff.initiate', value: {} });
    const hidden = await server.store.appendOutbound(key, 'bot', { type: 'event', name: 'handoff.status' });
    server.channel.sockets.deliver(key, [hidden]);
    await server.channel.adapter.sendProactively(key, { type: 'message', text: 'somebody will come' });
    const [only] = await stream.until(1);
    expect(only.text).toBe('somebody will come');
    expect((await client.activities(conversationId, token)).body.activities).toHaveLength(1);
    stream.close();
  });
});

describe('who may do what', () => {
  const routes = (id: string): [string, string, unknown][] => [
    ['GET', `/v3/directline/conversations/${id}`, undefined],
    ['GET', `/v3/directline/conversations/${id}/activities`, undefined],
    ['POST', `/v3/directline/conversations/${id}/activities`, message('x')],
    ['POST', `/v3/directline/conversations/${id}/upload`, new FormData()],
  ];
  const refused = async (url: string) =>
    new StreamListener(url).opened().then(
      () => 'opened',
      (error: Error) => error.message,
    );
  const streamOf = (id: string, token: string) =>
    `${server.origin.replace('http', 'ws')}/v3/directline/conversations/${id}/stream?t=${token}`;

  test("another's conversation is 403 on every route, an unknown one 404", async () => {
    const mine = await client.start(testDirectLineSecret);
    const other = await client.start(testDirectLineSecret);
    for (const [method, path, body] of routes(other.conversationId))
      expect([path, (await client.call(method, path, mine.token, body)).status]).toEqual([path, 403]);
    expect(await refused(streamOf(other.conversationId, mine.token))).toBe('403');
    for (const unknown of ['018f0000-0000-7000-8000-000000000000', 'nonsense']) {
      for (const [method, path, body] of routes(unknown))
        expect([path, (await client.call(method, path, mine.token, body)).status]).toEqual([path, 404]);
      expect(await refused(streamOf(unknown, mine.token))).toBe('404');
    }
    const transcript = await client.activities(other.conversationId, other.token);
    expect(transcript.body.activities).toEqual([]);
  });

  test('a bad, expired, unsigned or foreign token is 403 everywhere, with a sentence', async () => {
    const { conversationId: id } = await client.start(testDirectLineSecret);
    const claims = { shop: testShopId, conv: id };
    const sign = (audience: string, expiresAt: number, secret = testTokenSecret, issuer = 'mainstay') =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject('eve')
        .setExpirationTime(expiresAt)
        .sign(secret);
    const later = Math.floor(Date.now() / 1000) + 600;
    const right = 'mainstay/direct-line/conversation';
    const encoded = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');
    const bad = {
      nonsense: 'x.y.z',
      expired: await sign(right, later - 1_200),
      audience: await sign('somebody/else', later),
      issuer: await sign(right, later, testTokenSecret, 'eve'),
      key: await sign(right, later, Buffer.from('another secret that has more than 32 bytes')),
      stream: await sign('mainstay/direct-line/stream', later),
      unsigned: `${encoded({ alg: 'none' })}.${encoded({ ...claims, iss: 'mainstay', aud: right, sub: 'eve', exp: later })}.`,
    };
    for (const [name, token] of Object.entries(bad)) {
      for (const [method, path, body] of [
        ...routes(id),
        ['POST', '/v3/directline/tokens/refresh', {}] as const,
      ]) {
        const answer = await client.call(method, path, token, body);
        expect([name, path, answer.status, answer.body.error.code]).toEqual([name, path, 403, 'forbidden']);
      }
      if (name !== 'stream') expect([name, await refused(streamOf(id, token))]).toEqual([name, '403']);
    }
    for (const [method, path, body] of routes(id))
      expect((await client.call(method, path, null, body)).status).toBe(403);
    expect(await refused(streamOf(id, ''))).toBe('403');
  });

  test('a token that was good until now is refused when its time is over, and refreshed before', async () => {
    const clock = new FixedClock(new Date());
    const other = await startChannelServer(db.database, db.connectionString, { clock, tokenLifetimeS: 60 });
    const late = new DirectLineClient(other.origin);
    const { conversationId, token } = await late.start(testDirectLineSecret);
    expect((await late.activities(conversationId, token)).status).toBe(200);
    clock.advanceMs(50_000);
    const fresh = (await late.call('POST', '/v3/directline/tokens/refresh', token)).body.token;
    clock.advanceMs(11_000);
    const refused = await late.activities(conversationId, token);
    expect([refused.status, refused.body.error.message]).toEqual([403, 'the token has expired']);
    expect((await late.activities(conversationId, fresh)).status).toBe(200);
    await other.stop();
  });

  test('tokens are made by the secret or the site key alone', async () => {
    for (const bearer of [null, 'wrong', `site.${testShopId}.AAAAAAAAAAAAAAAAAAAAAA`, 'site.x']) {
      const answer = await client.call('POST', '/v3/directline/tokens/generate', bearer, {});
      expect(answer.status).toBe(403);
    }
    for (const bearer of [testDirectLineSecret, siteKey(testTokenSecret, testShopId)]) {
      const answer = await client.call('POST', '/v3/directline/tokens/generate', bearer, {});
      expect(answer.status).toBe(200);
      const { conversationId, token } = answer.body;
      expect((await client.activities(conversationId, token)).status).toBe(404);
      expect((await client.start(token)).conversationId).toBe(conversationId);
      expect((await client.activities(conversationId, token)).status).toBe(200);
    }
  });

  test('a refreshed token is for the same person and conversation', async () => {
    const { conversationId, token } = await client.start(testDirectLineSecret, {
      user: { id: 'ada', name: 'Ada' },
    });
    const { status, body } = await client.call('POST', '/v3/directline/tokens/refresh', token);
    expect([status, body.conversationId]).toEqual([200, conversationId]);
    await client.post(conversationId, body.token, message('hi'));
    const [own] = (await client.activities(conversationId, token)).body.activities;
    expect(own.from).toMatchObject({ id: 'ada', name: 'Ada' });
  });

  test('a sender, conversation or id in the body is overwritten', async () => {
    const { conversationId, token } = await client.start(testDirectLineSecret, { user: { id: 'ada' } });
    await client.post(conversationId, token, {
      ...message('hi'),
      id: 'forged',
      from: { id: 'mainstay', role: 'bot' },
      conversation: { id: 'other' },
      recipient: { id: 'x' },
      serviceUrl: 'http://169.254.169.254/',
      timestamp: '1999-01-01T00:00:00Z',
    });
    const [own] = (await client.activities(conversationId, token)).body.activities;
    expect(own).toMatchObject({
      id: `${conversationId}|0000001`,
      from: { id: 'ada', role: 'user' },
      conversation: { id: conversationId },
    });
    expect(own.serviceUrl).toBeUndefined();
    expect(own.timestamp).not.toContain('1999');
  });
});

describe('signed identity', () => {
  const hash = (identifier: string, secret = testIdentitySecret) =>
    createHmac('sha256', secret).update(identifier).digest('hex');
  const ask = (body: Record<string, unknown>) =>
    client.call('POST', '/api/widget/token', null, { shop: testShopId, visitorId: 'visitor-1', ...body });
  const conversationOf = async (id: string) =>
    (
      await db.database.query<{ external_id: string | null; identity_verified: boolean }>(
        `select s.external_id, c.identity_verified from conversations c
       left join shoppers s on s.shop_id = c.shop_id and s.id = c.shopper_id where c.id = $1`,
        [id],
      )
    ).rows[0];

  test('the right hash binds the shopper, none leaves a visitor, a wrong one is refused with a sentence', async () => {
    const known = await ask({ identifier: 'customer-7', identifierHash: hash('customer-7') });
    expect(known.status).toBe(200);
    expect(await conversationOf(known.body.conversationId)).toEqual({
      external_id: 'customer-7',
      identity_verified: true,
    });
    const anonymous = await ask({});
    expect(await conversationOf(anonymous.body.conversationId)).toEqual({
      external_id: null,
      identity_verified: false,
    });
    for (const identifierHash of [
      hash('customer-8'),
      hash('customer-7', 'guess'),
      `${hash('customer-7')}zz`,
      hash('customer-7').slice(0, 62),
      '',
      'zz',
      undefined,
    ]) {
      const refusal = await ask({ identifier: 'customer-7', identifierHash });
      expect(refusal.status).toBe(403);
      expect(refusal.body.error.message).toContain('identifierHash');
    }
  });

  test("the shop's server vouches for its customers by its secret, a site key does not", async () => {
    const started = await client.start(testDirectLineSecret, { identifier: 'customer-9' });
    expect(await conversationOf(started.conversationId)).toEqual({
      external_id: 'customer-9',
      identity_verified: true,
    });
    const site = siteKey(testTokenSecret, testShopId);
    const body = { identifier: 'customer-9' };
    expect((await client.call('POST', '/v3/directline/tokens/generate', site, body)).status).toBe(403);
  });

  test('the widget goes on with its own conversation, and nobody else does', async () => {
    const first = (await ask({ language: 'zh' })).body;
    const resume = { conversationId: first.conversationId, token: first.token };
    expect(first.shopName).toBe('灯笼');
    expect((await ask({ resume })).body.conversationId).toBe(first.conversationId);
    expect((await ask({ resume, visitorId: 'visitor-2' })).body.conversationId).not.toBe(
      first.conversationId,
    );
    const signedIn = await ask({ resume, identifier: 'customer-7', identifierHash: hash('customer-7') });
    expect(signedIn.body.conversationId).not.toBe(first.conversationId);
    const forged = await ask({ resume: { ...resume, token: `${first.token}x` } });
    expect([forged.status, forged.body.conversationId === first.conversationId]).toEqual([200, false]);
    const stream = new StreamListener(first.streamUrl);
    await stream.opened();
    stream.close();
  });

  test('the widget may ask from any origin, and a malformed question is a sentence', async () => {
    const preflight = await client.call('OPTIONS', '/api/widget/token', null);
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    expect((await ask({ visitorId: 'x' })).body.error).toMatchObject({ code: 'bad_input' });
    expect((await ask({ shop: 'nowhere' })).status).toBe(404);
  });
});

describe('bad input', () => {
  test('is answered by a protocol error as JSON', async () => {
    const { conversationId: id, token } = await client.start(testDirectLineSecret);
    const path = `/v3/directline/conversations/${id}/activities`;
    const cases: [string, unknown, number][] = [
      ['bad JSON', '{"type":', 400],
      ['not an object', '[]', 400],
      ['no type', { text: 'x' }, 400],
      ['unknown type', { type: 'teleport' }, 400],
      ['text that is none', { type: 'message', text: { a: 1 } }, 400],
      ['attachments that are none', { type: 'message', attachments: 'x' }, 400],
      ['too large', message('x'.repeat(262_145)), 413],
      ['nested without end', `{"type":"message","value":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, 400],
      ['nul in the type', { type: 'mess\0age' }, 400],
      ['nul in its own id', message('hi', 'a\0b'), 400],
      ['a script for a file', { type: 'message', attachments: [{ contentUrl: 'javascript:alert(1)' }] }, 400],
      ['a page for a file', { type: 'message', attachments: [{ contentUrl: 'data:text/html,x' }] }, 400],
      ['files that are none', { type: 'message', attachments: ['x', null] }, 400],
      ["the desk's own event", { type: 'event', name: 'handoff.status', value: { state: 'completed' } }, 400],
    ];
    for (const [name, body, status] of cases) {
      const answer = await client.call('POST', path, token, body);
      expect([name, answer.status, typeof answer.body.error.code, typeof answer.body.error.message]).toEqual([
        name,
        status,
        'string',
        'string',
      ]);
      expect(JSON.stringify(answer.body)).not.toMatch(/node_modules|\bat .+:\d+/);
    }
    expect((await client.activities(id, token)).body.activities).toEqual([]);
    expect(server.channel.admission.taken).toBe(0);
  });

  test('U+0000 in an address or in what is no message is 400', async () => {
    const widget = { shop: testShopId, visitorId: 'visitor-1' };
    const cases: [string, string, string | null, unknown][] = [
      ['POST', '/api/widget/token', null, { ...widget, shop: 'a\0b' }],
      ['POST', '/api/widget/token', null, { ...widget, visitorId: 'visitor-\0' }],
      ['POST', '/api/widget/token', null, { ...widget, 'other\0': 1 }],
      ['POST', '/v3/directline/conversations', testDirectLineSecret, { user: { id: 'a\0b' } }],
      ['POST', '/v3/directline/tokens/generate', testDirectLineSecret, { identifier: 'a\0b' }],
      ['GET', '/v3/directline/conversations/a%00b/activities', testDirectLineSecret, undefined],
      ['GET', '/widget.js?v=%00', null, undefined],
      ['GET', '/v3/directline/conversations/x/uploads/a%00b', null, undefined],
    ];
    for (const [method, path, bearer, body] of cases) {
      const answer = await client.call(method, path, bearer, body);
      expect([path, answer.status, answer.body.error.message]).toEqual([
        path,
        400,
        expect.stringContaining('U+0000'),
      ]);
    }
  });

  test('an upgrade to an address that is none is 400', async () => {
    const socket = connect(Number(new URL(server.origin).port), '127.0.0.1');
    socket.write(
      'GET // HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n',
    );
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1\.1 400 /);
    socket.destroy();
  });

  test.each([
    ['nothing', ''],
    ['ten thousand characters', 'long '.repeat(2_000)],
    ['emoji', '👩‍👩‍👧‍👦🎉'],
    ['right-to-left text', 'مرحبا بالعالم \u202e abc'],
    ['half a surrogate pair and a nul', 'a\ud83d\0b'],
    ['HTML', '<img src=x onerror=alert(1)><script>alert(1)</script>'],
    ['markdown', '[x](javascript:alert(1)) ![y](data:text/html,z)'],
  ])('a message of %s is stored and answered', async (_name, text) => {
    const { conversationId, token, streamUrl } = await client.start(testDirectLineSecret);
    const stream = new StreamListener(streamUrl);
    await stream.opened();
    expect((await client.post(conversationId, token, message(text))).status).toBe(200);
    const [own, reply] = await stream.until(2);
    expect(own.text).toBe(text.toWellFormed().replaceAll('\0', '\ufffd'));
    expect(reply.text).toBe(`echo: ${own.text}`);
    stream.close();
  });

  test('typing is taken and not kept; a reaction is kept and not answered', async () => {
    const { conversationId, token } = await client.start(testDirectLineSecret);
    expect((await client.post(conversationId, token, { type: 'typing' })).status).toBe(200);
    expect((await client.post(conversationId, token, { type: 'messageReaction' })).status).toBe(200);
    await client.post(conversationId, token, message('hi'));
    await expect.poll(async () => (await client.activities(conversationId, token)).body.watermark).toBe('3');
    expect(server.channel.admission.taken).toBe(0);
  });
});

describe('uploads', () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const upload = async (content: Buffer, type: string, name: string) => {
    const { conversationId, token } = await client.start(testDirectLineSecret);
    const form = new FormData();
    form.set(
      'activity',
      new Blob([JSON.stringify(message('look', 'up-1'))], { type: 'application/vnd.microsoft.activity' }),
      'blob',
    );
    form.append('file', new Blob([new Uint8Array(content)], { type }), name);
    const answer = await client.call(
      'POST',
      `/v3/directline/conversations/${conversationId}/upload`,
      token,
      form,
    );
    return { answer, conversationId, token };
  };

  test('a picture becomes an attachment that is served as a download, by its signed address alone', async () => {
    const { answer, conversationId, token } = await upload(png, 'image/png', '../照片.png');
    expect(answer.status).toBe(200);
    const [own] = (await client.activities(conversationId, token)).body.activities;
    expect(own).toMatchObject({ text: 'look', channelData: { clientActivityID: 'up-1' } });
    expect(own.attachments).toHaveLength(1);
    const { contentUrl, contentType, name } = own.attachments[0];
    expect(contentType).toBe('image/png');
    expect(name).toMatch(/照片\.png$/);
    expect(name).not.toContain('/');
    const file = await fetch(contentUrl);
    expect(Buffer.from(await file.arrayBuffer()).equals(png)).toBe(true);
    expect(file.headers.get('x-content-type-options')).toBe('nosniff');
    expect(file.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(file.headers.get('content-security-policy')).toContain('sandbox');
    const forged = new URL(contentUrl);
    forged.searchParams.set('signature', 'guess');
    expect((await fetch(forged)).status).toBe(403);
  });

  test.each([
    ['HTML', '<script>alert(1)</script>', 'text/html', 415],
    ['SVG', '<svg onload="alert(1)"/>', 'image/svg+xml', 415],
    ['HTML that calls itself a picture', '<html></html>', 'image/png', 415],
    ['five megabytes', 'x'.repeat(5_000_000), 'text/plain', 413],
  ])('%s is refused', async (_name, content, type, status) => {
    const { answer, conversationId, token } = await upload(Buffer.from(content), type, 'file');
    expect([answer.status, typeof answer.body.error.message]).toEqual([status, 'string']);
    expect((await client.activities(conversationId, token)).body.activities).toEqual([]);
  });
});
