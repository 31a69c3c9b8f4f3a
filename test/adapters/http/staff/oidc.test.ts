import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { createMember, StaffBrowser, type StaffServer, startStaffServer } from '../../../support/staff.ts';

/** A small OpenID provider: discovery, keys, authorization and token endpoint, PKCE held as its RFC says. */
class Provider {
  readonly clientId = 'mainstay';
  readonly clientSecret = 'secret of the client';
  /** What the next ID token says of the person. */
  claims: JWTPayload = {};
  /** Changes an ID token before it is signed: a provider that lies. */
  lie: (claims: JWTPayload) => JWTPayload = (claims) => claims;
  origin = '';
  #server!: Server;
  readonly #codes = new Map<string, URLSearchParams>();

  async start(): Promise<void> {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256', use: 'sig' };
    this.#server = createServer(async (request, response) => {
      const json = (body: unknown, status = 200) => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      };
      const url = new URL(request.url!, this.origin);
      if (url.pathname === '/.well-known/openid-configuration')
        return json({
          issuer: this.origin,
          authorization_endpoint: `${this.origin}/authorize`,
          token_endpoint: `${this.origin}/token`,
          jwks_uri: `${this.origin}/keys`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256'],
          code_challenge_methods_supported: ['S256'],
        });
      if (url.pathname === '/keys') return json({ keys: [jwk] });
      if (url.pathname !== '/token') return json({}, 404);
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const form = new URLSearchParams(Buffer.concat(chunks).toString());
      const asked = this.#codes.get(form.get('code') ?? '');
      this.#codes.delete(form.get('code') ?? '');
      const challenge = createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url');
      if (
        !asked ||
        challenge !== asked.get('code_challenge') ||
        form.get('client_secret') !== this.clientSecret
      )
        return json({ error: 'invalid_grant' }, 400);
      const claims = this.lie({
        iss: this.origin,
        aud: this.clientId,
        iat: Math.floor(Date.now() / 1_000),
        exp: Math.floor(Date.now() / 1_000) + 300,
        nonce: asked.get('nonce')!,
        ...this.claims,
      });
      const idToken = await new SignJWT(claims)
        .setProtectedHeader({ alg: 'RS256', kid: 'one' })
        .sign(privateKey);
      return json({ access_token: 'x', token_type: 'bearer', id_token: idToken });
    }).listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    this.origin = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The person signs in there and is sent back: the address to go to. */
  authorize(location: string): URL {
    const asked = new URL(location).searchParams;
    expect(asked.get('code_challenge_method')).toBe('S256');
    const code = randomBytes(8).toString('hex');
    this.#codes.set(code, asked);
    const back = new URL(asked.get('redirect_uri')!);
    back.searchParams.set('code', code);
    back.searchParams.set('state', asked.get('state')!);
    return back;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

const provider = new Provider();
let test_: TestDatabase;
let server: StaffServer;

beforeAll(async () => {
  test_ = await createTestDatabase();
  await provider.start();
  const { origin: issuer, clientId, clientSecret } = provider;
  server = await startStaffServer(test_.database, undefined, {
    settings: { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret },
  });
});

beforeEach(() => {
  provider.lie = (claims) => claims;
});

afterAll(async () => {
  provider.stop();
  await server.stop();
  await test_.drop();
});

async function begin(browser: StaffBrowser, to = '/console'): Promise<URL> {
  const response = await browser.send('GET', `/api/auth/oidc?to=${encodeURIComponent(to)}`);
  expect(response.status).toBe(302);
  return provider.authorize(response.headers.get('location')!);
}

/** @returns where the browser ends up. */
async function comeBack(browser: StaffBrowser, url: URL): Promise<string> {
  const response = await browser.send('GET', url.pathname + url.search);
  expect(response.status).toBe(302);
  return response.headers.get('location')!;
}

async function signIn(claims: JWTPayload, to?: string): Promise<{ browser: StaffBrowser; at: string }> {
  provider.claims = claims;
  const browser = new StaffBrowser(server.origin);
  return { browser, at: await comeBack(browser, await begin(browser, to)) };
}

test('somebody invited comes in by the provider, and is logged as having joined', async () => {
  const invited = await createMember(test_.database, { email: 'lin@example.com', password: null });
  await test_.database.query('update users set accepted_at = null where id = $1', [invited.id]);
  const { browser, at } = await signIn(
    { sub: 'lin', email: 'Lin@example.com', email_verified: true },
    '/desk?q=1',
  );
  expect(at).toBe('/desk?q=1');
  expect(await browser.session()).toMatchObject({ member: { id: invited.id }, oidc: true });
  const { rows } = await test_.database.query(`select action from audit_log where subject = $1`, [
    `user:${invited.id}`,
  ]);
  expect(rows).toEqual([{ action: 'user.joined' }]);
});

test('the subject is bound: a changed e-mail stays the same person, another subject does not become them', async () => {
  const member = await createMember(test_.database, { email: 'bound@example.com' });
  await signIn({ sub: 'bound', email: 'bound@example.com', email_verified: true });
  const renamed = await signIn({ sub: 'bound', email: 'renamed@example.com', email_verified: true });
  expect((await renamed.browser.session()).member?.id).toBe(member.id);
  const impostor = await signIn({ sub: 'impostor', email: 'bound@example.com', email_verified: true });
  expect(impostor.at).toBe('/signin?problem=oidc_unknown');
});

test.each([
  ['a stranger', { sub: 'stranger', email: 'stranger@example.com', email_verified: true }],
  ['an e-mail that the provider has not verified', { sub: 'unverified', email: 'plain@example.com' }],
  ['a removed person', { sub: 'gone', email: 'gone@example.com', email_verified: true }],
])('%s does not get in', async (_, claims) => {
  if (claims.sub === 'unverified') await createMember(test_.database, { email: 'plain@example.com' });
  if (claims.sub === 'gone') {
    const gone = await createMember(test_.database, { email: 'gone@example.com' });
    await test_.database.query('update users set removed_at = now() where id = $1', [gone.id]);
  }
  const { browser, at } = await signIn(claims);
  expect(at).toBe('/signin?problem=oidc_unknown');
  expect((await browser.session()).member).toBeNull();
});

test.each([
  ['another nonce', (claims: JWTPayload) => ({ ...claims, nonce: 'x' })],
  ['another audience', (claims: JWTPayload) => ({ ...claims, aud: 'somebody else' })],
  ['another issuer', (claims: JWTPayload) => ({ ...claims, iss: 'https://evil.example.com' })],
  ['an old token', (claims: JWTPayload) => ({ ...claims, exp: 1 })],
])('an answer with %s is refused', async (_, lie) => {
  provider.lie = lie;
  const { browser, at } = await signIn({ sub: 'bound', email: 'bound@example.com', email_verified: true });
  expect(at).toBe('/signin?problem=oidc_failed');
  expect((await browser.session()).member).toBeNull();
});

test('an answer with another state, or for another browser, is refused', async () => {
  provider.claims = { sub: 'bound', email: 'bound@example.com', email_verified: true };
  const browser = new StaffBrowser(server.origin);
  const forged = await begin(browser);
  forged.searchParams.set('state', 'forged');
  expect(await comeBack(browser, forged)).toBe('/signin?problem=oidc_failed');
  const url = await begin(browser);
  expect(await comeBack(new StaffBrowser(server.origin), url)).toBe('/signin?problem=oidc_expired');
  // The checks are good for one answer.
  const again = await begin(browser);
  await comeBack(browser, again);
  expect(await comeBack(browser, again)).toBe('/signin?problem=oidc_expired');
});

test.each(['https://evil.example.com/', '//evil.example.com', '/\\evil.example.com', 'javascript:alert(1)'])(
  'it leads nowhere else: %s',
  async (to) => {
    const { at } = await signIn({ sub: 'bound', email: 'bound@example.com', email_verified: true }, to);
    expect(at).toBe('/signin');
  },
);
