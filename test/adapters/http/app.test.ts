import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Router } from 'express';
import { Counter, Registry } from 'prom-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHttpApp } from '../../../adapters/http/app.ts';
import { createMetricsApp } from '../../../adapters/http/metrics-app.ts';
import { rateLimit } from '../../../adapters/http/rate-limit.ts';
import { FixedClock } from '../../../core/clock.ts';
import { ConflictError, OverloadedError, UnavailableError } from '../../../core/errors.ts';
import { type LogFields, silentLogger } from '../../../core/logger.ts';

let server: Server;
const registry = new Registry();
const metricsToken = 'a-token-for-Prometheus-only';
let webRoot: string;
let modelsProblem: string | null = null;
const logged: [string, LogFields | undefined][] = [];
const clock = new FixedClock(new Date('2026-01-01T00:00:00Z'));

beforeAll(async () => {
  webRoot = await mkdtemp(join(tmpdir(), 'mainstay-web-'));
  await mkdir(join(webRoot, 'shop'));
  await mkdir(join(webRoot, 'assets'));
  await writeFile(join(webRoot, 'shop/index.html'), '<script nonce="__NONCE__">1</script><p>__NONCE__</p>');
  await writeFile(join(webRoot, 'assets/main-abc123.js'), 'export {}');
  await writeFile(join(webRoot, 'widget.js'), '1');
  new Counter({ name: 'visits_total', help: 'x', registers: [registry] }).inc(3);
  const router = Router();
  router.get('/conflict', () => {
    throw new ConflictError('it was changed meanwhile');
  });
  router.get('/overloaded', async () => {
    throw new OverloadedError('come back', 7);
  });
  router.get('/away', async () => {
    throw new UnavailableError('the database does not answer');
  });
  router.get('/bug', () => {
    throw new TypeError('secret detail');
  });
  router.get('/limited', rateLimit({ clock, perMinute: 60, burst: 2 }), (_request, response) => {
    response.json({});
  });
  server = createServer(
    createHttpApp({
      logger: {
        debug() {},
        info() {},
        warn() {},
        error: (message, fields) => logged.push([message, fields]),
      },
      metrics: { registry, token: metricsToken },
      readiness: [
        { name: 'models', check: async () => modelsProblem },
        { name: 'database', check: async () => null },
      ],
      routers: [{ path: '/api', router }],
      webRoot,
      pages: [
        { path: ['/', '/products/:id'], file: 'shop/index.html', policy: { 'img-src': "'self' blob:" } },
      ],
      notFoundPage: { path: '/', file: 'shop/index.html' },
      https: true,
      trustedProxies: 0,
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  server.close();
  await rm(webRoot, { recursive: true, force: true });
});

async function get(path: string, headers: Record<string, string> = {}) {
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

describe('pages', () => {
  test('carry a fresh nonce in markup and policy, and are never kept', async () => {
    const [first, second] = [await get('/'), await get('/products/mug')];
    const nonceOf = (text: string) => /nonce="([^"]+)"/.exec(text)![1]!;
    const nonce = nonceOf(first.text);
    expect(Buffer.from(nonce, 'base64')).toHaveLength(16);
    expect(first.text).toBe(`<script nonce="${nonce}">1</script><p>${nonce}</p>`);
    expect(nonceOf(second.text)).not.toBe(nonce);
    const policy = first.headers.get('content-security-policy')!;
    expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("img-src 'self' blob:");
    expect(policy).not.toContain('unsafe');
    expect(first.headers.get('cache-control')).toBe('no-store');
    expect(first.headers.get('strict-transport-security')).toContain('max-age=');
  });

  test('are not served with their placeholder, nor are files outside', async () => {
    for (const path of [
      '/shop/index.html',
      '/shop/index%2ehtml',
      '/..%2f..%2fetc/passwd',
      '/.env',
      '/nowhere',
    ]) {
      const { status, headers } = await get(path);
      expect([path, status]).toEqual([path, 404]);
      expect(headers.get('content-type')).toContain('json');
    }
  });

  test('have hashed assets that are kept for a year, and others that are asked for again', async () => {
    const asset = await get('/assets/main-abc123.js');
    expect(asset.headers.get('cache-control')).toContain('immutable');
    expect(asset.headers.get('x-content-type-options')).toBe('nosniff');
    const widget = await get('/widget.js');
    expect(widget.headers.get('cache-control')).toBe('no-cache');
    expect(widget.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  });
});

test('nothing is there: a person sees the shop with 404, a program the error', async () => {
  const browser = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };
  for (const path of ['/nowhere', '/api/nothing', '/shop/index.html']) {
    const seen = await get(path, browser);
    expect([path, seen.status, seen.headers.get('content-type')]).toEqual([
      path,
      404,
      'text/html; charset=utf-8',
    ]);
    const nonce = /nonce="([^"]+)"/.exec(seen.text)![1]!;
    expect(seen.headers.get('content-security-policy')).toContain(`'nonce-${nonce}'`);
  }
  for (const accept of ['*/*', 'application/json', 'application/json, text/html'])
    expect(JSON.parse((await get('/nowhere', { accept })).text).error.code).toBe('not_found');
  expect((await get('/api/conflict', browser)).headers.get('content-type')).toContain('json');
});

describe('metrics', () => {
  test('are told to whoever shows the token, and to nobody else', async () => {
    expect((await get('/metrics')).status).toBe(401);
    expect((await get('/metrics', { authorization: 'Bearer guess' })).status).toBe(401);
    const answer = await get('/metrics', { authorization: `Bearer ${metricsToken}` });
    expect(answer.text).toContain('visits_total 3');
  });

  test('without a token are told to this machine, and not through a proxy on it', async () => {
    const app = createMetricsApp({ registry, token: null, logger: silentLogger });
    const apart = app.listen(0, '127.0.0.1');
    await once(apart, 'listening');
    const origin = `http://127.0.0.1:${(apart.address() as AddressInfo).port}`;
    expect(await (await fetch(`${origin}/metrics`)).text()).toContain('visits_total 3');
    for (const header of ['x-forwarded-for', 'forwarded', 'via']) {
      const proxied = await fetch(`${origin}/metrics`, { headers: { [header]: '203.0.113.7' } });
      expect([header, proxied.status]).toEqual([header, 403]);
    }
    expect((await fetch(`${origin}/readyz`)).status).toBe(404);
    apart.close();
  });
});

describe('errors', () => {
  test.each([
    ['/api/conflict', 409, { code: 'conflict', message: 'it was changed meanwhile' }],
    ['/api/overloaded', 503, { code: 'overloaded', message: 'come back' }],
    ['/api/away', 503, { code: 'unavailable', message: 'the database does not answer' }],
    ['/api/nothing', 404, { code: 'not_found', message: 'there is nothing at GET /api/nothing' }],
  ])('%s is %i', async (path, status, error) => {
    const answer = await get(path);
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.text)).toEqual({ error });
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    if (status === 503) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  test('that nobody foresaw tell the log everything and the caller nothing', async () => {
    const answer = await get('/api/bug');
    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain('secret');
    const [, fields] = logged.at(-1)!;
    expect(fields).toMatchObject({
      requestId: answer.headers.get('x-request-id'),
      error: expect.any(TypeError),
    });
  });

  test('a flood from one address is 429 until its bucket fills again', async () => {
    const statuses = [];
    for (let i = 0; i < 4; i++) statuses.push((await get('/api/limited')).status);
    expect(statuses).toEqual([200, 200, 429, 429]);
    expect(Number((await get('/api/limited')).headers.get('retry-after'))).toBe(1);
    clock.advanceMs(1_000);
    expect((await get('/api/limited')).status).toBe(200);
  });
});

test('health says that the process lives, readiness what is missing', async () => {
  expect((await get('/healthz')).status).toBe(200);
  expect((await get('/readyz')).status).toBe(200);
  modelsProblem = 'encoder.onnx is missing';
  const notReady = await get('/readyz');
  expect(notReady.status).toBe(503);
  expect(JSON.parse(notReady.text).problems).toEqual([
    { name: 'models', problem: 'encoder.onnx is missing' },
  ]);
  modelsProblem = null;
});
