import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../app/config.ts';
import { plainProgress } from '../../app/plain-progress.ts';
import { noProgress } from '../../app/progress.ts';
import { type RunningServer, startServer } from '../../app/start-server.ts';
import { silentLogger } from '../../core/logger.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { freePort } from '../support/free-port.ts';

let db: TestDatabase;
let home: string;
let server: RunningServer;
let metricsPort: number;
const said: string[] = [];
beforeAll(async () => {
  db = await createTestDatabase();
  home = await mkdtemp(join(tmpdir(), 'mainstay-start-'));
  metricsPort = await freePort();
  const config = readConfig({
    MAINSTAY_HOME: home,
    DATABASE_URL: db.connectionString,
    PORT: String(await freePort()),
    DEMO_SHOP: 'false',
    METRICS_PORT: String(metricsPort),
    MODEL_DEVICE: 'cpu',
    MODEL_WORKERS: '1',
  });
  server = await startServer(
    config,
    silentLogger,
    plainProgress((text) => said.push(text)),
  );
}, 60_000);
afterAll(async () => {
  await server?.stop();
  await db?.drop();
  await rm(home, { recursive: true, force: true });
});

const get = (path: string) => fetch(`${server.origin.replace('localhost', '127.0.0.1')}${path}`);

test('without the demo shop there is no storefront, and nobody to shop as', async () => {
  expect((await get('/readyz')).status).toBe(200);
  expect((await db.database.query('select 1 from shops')).rows).toEqual([]);
  for (const path of ['/', '/cart', '/p/x', '/api/storefront/session', '/api/storefront/products'])
    expect([path, (await get(path)).status]).toEqual([path, 404]);
  expect((await get('/widget.js')).status).toBe(200);
  expect(said.join('\n')).not.toContain('Shop with chat');
});

test('metrics on a port of their own are on no other', async () => {
  expect((await get('/metrics')).status).toBe(404);
  const apart = await fetch(`http://127.0.0.1:${metricsPort}/metrics`);
  expect(await apart.text()).toContain('mainstay_turn_backlog 0');
});

test('a port that is taken is found out before anything is started', async () => {
  const begun: string[] = [];
  const config = readConfig({
    MAINSTAY_HOME: home,
    DATABASE_URL: db.connectionString,
    PORT: new URL(server.origin).port,
  });
  const starting = startServer(
    config,
    silentLogger,
    plainProgress((text) => begun.push(text)),
  );
  await expect(starting).rejects.toThrow('is taken: stop what listens there, or set PORT to another one');
  expect(begun).toEqual([]);
});

test('a start that is given up closes what it has begun', async () => {
  const config = readConfig({
    MAINSTAY_HOME: home,
    DATABASE_URL: db.connectionString,
    PORT: String(await freePort()),
    DEMO_SHOP: 'false',
    MODEL_DEVICE: 'cpu',
  });
  const stopping = AbortSignal.abort(new Error('given up'));
  await expect(startServer(config, silentLogger, noProgress, stopping)).rejects.toThrow('given up');
  await expect(fetch(`http://127.0.0.1:${config.PORT}/healthz`)).rejects.toThrow();
});
