import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { demoShopId, loadDemoShop } from '../../../adapters/demo-shop/load-demo-shop.ts';
import { errorHandler } from '../../../adapters/http/error-handler.ts';
import { storefrontRouter } from '../../../adapters/http/storefront-router.ts';
import { PostgresRedemptionDesk } from '../../../adapters/postgres/money-redemptions.ts';
import { FixedClock } from '../../../core/clock.ts';
import type {
  ProductDetail,
  ProductPage,
  StorefrontCart,
  StorefrontOrder,
  StorefrontSession,
} from '../../../core/contracts/storefront.ts';
import { silentLogger } from '../../../core/logger.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

const now = new Date('2026-03-18T10:30:00Z');
let test_: TestDatabase;
let server: Server;
let origin: string;
const steps: string[] = [];
const placed: string[] = [];

beforeAll(async () => {
  test_ = await createTestDatabase();
  await loadDemoShop(test_.database, { now, shopperCount: 60, onProgress: (step) => steps.push(step) });
  const app = express();
  app.use(
    '/api/storefront',
    storefrontRouter({
      database: test_.database,
      shopId: demoShopId,
      codes: new PostgresRedemptionDesk(),
      clock: new FixedClock(now),
      sessionSecret: 'a secret of this test only, long enough',
      https: false,
      orderPlaced: async (_tx, order) => {
        placed.push(order.orderId);
      },
    }),
  );
  app.use(errorHandler(silentLogger));
  server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/storefront`;
});

afterAll(async () => {
  server.close();
  await test_.drop();
});

/** A browser as far as the API goes: it keeps its cookie. */
class Shopper {
  cookie = '';
  async send(method: string, path: string, body?: unknown): Promise<Response> {
    const response = await fetch(`${origin}${path}`, {
      method,
      headers: {
        ...(this.cookie && { cookie: this.cookie }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const set = response.headers.get('set-cookie');
    if (set) this.cookie = set.split(';')[0]!;
    return response;
  }
  async get<T>(path: string): Promise<T> {
    return (await this.send('GET', path)).json() as Promise<T>;
  }
  async ask<T>(method: string, path: string, body: unknown): Promise<T> {
    const response = await this.send(method, path, body);
    expect(response.status, await response.clone().text()).toBeLessThan(300);
    return response.json() as Promise<T>;
  }
  async as(persona: string): Promise<this> {
    await this.ask('POST', '/session', { persona });
    return this;
  }
  add(productId: string, quantity = 1): Promise<StorefrontCart> {
    return this.ask('POST', '/cart/lines', { productId, quantity });
  }
}

let shopper: Shopper;
beforeEach(() => {
  shopper = new Shopper();
});

async function stockOf(productId: string): Promise<number> {
  const { rows } = await test_.database.query<{ stock: number }>('select stock from products where id = $1', [
    productId,
  ]);
  return rows[0]!.stock;
}

function setStock(productId: string, stock: number) {
  return test_.database.query('update products set stock = $2 where id = $1', [productId, stock]);
}

test('loading says what it does and does nothing the second time', async () => {
  expect(steps.length).toBeGreaterThan(3);
  expect(await loadDemoShop(test_.database, { now })).toBe(false);
});

test('two processes that load at once make one shop', async () => {
  const other = await createTestDatabase();
  const load = () => loadDemoShop(other.database, { now, shopperCount: 5 });
  expect((await Promise.all([load(), load()])).sort()).toEqual([false, true]);
  const { rows } = await other.database.query<{ shops: number }>('select count(*)::int as shops from shops');
  expect(rows[0]!.shops).toBe(1);
  await other.drop();
});

test('a new browser is an anonymous visitor with a cookie that scripts cannot read', async () => {
  const response = await shopper.send('GET', '/session');
  expect(response.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Lax$/);
  const session = (await response.json()) as StorefrontSession;
  expect(session).toMatchObject({ persona: 'anonymous', identity: null, cartCount: 0 });
  expect(session.categories).toHaveLength(8);
  expect(session.personas.map(({ key }) => key)).toEqual(
    expect.arrayContaining(['loyal', 'drifting', 'late', 'new', 'loyal-zh', 'late-zh']),
  );
});

test('the identity for the widget is the HMAC-SHA256 of the external id under the shop’s secret', async () => {
  const { identity } = await (await shopper.as('late-zh')).get<StorefrontSession>('/session');
  const { rows } = await test_.database.query<{ identity_secret: string }>(
    'select identity_secret from shops',
  );
  const hash = createHmac('sha256', rows[0]!.identity_secret).update('demo-late-zh').digest('hex');
  expect(identity).toEqual({ identifier: 'demo-late-zh', identifierHash: hash });
});

test('a forged cookie is nobody', async () => {
  await shopper.as('loyal');
  const payload = Buffer.from(JSON.stringify({ visitorId: 'x', persona: 'loyal' })).toString('base64url');
  shopper.cookie = `mainstay_shop=${payload}.${shopper.cookie.split('.')[1]}`;
  expect(await shopper.get('/session')).toMatchObject({ persona: 'anonymous', identity: null });
});

test('the list is paged, by category, and found in both languages', async () => {
  const all = await shopper.get<ProductPage>('/products');
  expect(all.total).toBe(336);
  expect(all.products).toHaveLength(all.pageSize);
  const second = await shopper.get<ProductPage>('/products?page=2');
  expect(second.products.some(({ id }) => all.products.some((first) => first.id === id))).toBe(false);
  const lamps = await shopper.get<ProductPage>('/products?category=lighting');
  expect(lamps.total).toBe(42);
  const english = await shopper.get<ProductPage>('/products?q=teapot%20sage');
  expect(english.products[0]!.id).toBe('cove-teapot-with-infuser-sage');
  const chinese = await shopper.get<ProductPage>(`/products?q=${encodeURIComponent('保温杯')}`);
  expect(chinese.products.map(({ id }) => id)).toContain('fell-insulated-flask-navy');
});

test('what looks like a pattern is searched for as it stands', async () => {
  expect((await shopper.get<ProductPage>('/products?q=%25%25')).total).toBe(0);
  expect((await shopper.get<ProductPage>('/products?q=%5C')).total).toBe(0);
});

test('a product shows its details, reviews and other colours; an unknown one is not found', async () => {
  const product = await shopper.get<ProductDetail>('/products/harrow-mug-oat');
  expect(product).toMatchObject({ priceCents: 1_400, category: 'tea-coffee' });
  expect(product.siblings.map(({ id }) => id)).toEqual(['harrow-mug-ink-blue', 'harrow-mug-moss-green']);
  expect((await shopper.send('GET', '/products/no-such-thing')).status).toBe(404);
});

test('pictures are SVG that may run nothing', async () => {
  const response = await shopper.send('GET', '/products/harrow-mug-oat/picture.svg');
  expect(response.headers.get('content-type')).toContain('image/svg+xml');
  expect(response.headers.get('content-security-policy')).toContain('sandbox');
  expect(await response.text()).toContain('<svg');
});

test('a cart adds up, with delivery until it is free', async () => {
  await shopper.as('new');
  await shopper.add('harrow-mug-oat', 2);
  const small = await shopper.add('harrow-mug-oat');
  expect(small).toMatchObject({
    merchandiseCents: 4_200,
    shippingCents: 395,
    totalCents: 4_595,
    toFreeShippingCents: 800,
  });
  const large = await shopper.ask<StorefrontCart>('PUT', '/cart/lines/harrow-mug-oat', { quantity: 4 });
  expect(large).toMatchObject({ merchandiseCents: 5_600, shippingCents: 0, totalCents: 5_600 });
  const empty = await shopper.ask<StorefrontCart>('PUT', '/cart/lines/harrow-mug-oat', { quantity: 0 });
  expect(empty).toMatchObject({ lines: [], totalCents: 0 });
});

test('carts belong to shoppers: switching the persona switches the cart', async () => {
  await shopper.add('harrow-mug-oat');
  await shopper.as('drifting');
  expect((await shopper.get<StorefrontCart>('/cart')).lines).toEqual([]);
  await shopper.as('anonymous');
  expect((await shopper.get<StorefrontCart>('/cart')).lines).toHaveLength(1);
});

test('a refused code names its condition and works once the condition is met', async () => {
  await shopper.add('harrow-mug-oat');
  const refused = await shopper.ask<StorefrontCart>('PUT', '/cart/code', { code: ' spring10 ' });
  expect(refused.code).toMatchObject({ ok: false });
  expect(refused.code?.ok === false && refused.code.sentence.en).toContain('£16');
  expect(refused.discountCents).toBe(0);
  const accepted = await shopper.add('harrow-mug-oat', 2);
  expect(accepted.code).toMatchObject({ ok: true, code: 'SPRING10' });
  expect(accepted.discountCents).toBe(420);
  const ended = await shopper.ask<StorefrontCart>('PUT', '/cart/code', { code: 'NEWYEAR10' });
  expect(ended.code).toMatchObject({ ok: false });
  expect(ended.code?.ok === false && ended.code.sentence.en).toMatch(/1[56] Jan/);
  const without = await shopper.ask<StorefrontCart>('PUT', '/cart/code', { code: null });
  expect(without.code).toBeNull();
});

test('an order costs what the cart said, is stored without tax, and shows in the history', async () => {
  await shopper.as('new');
  const before = await stockOf('harrow-mug-oat');
  await shopper.add('harrow-mug-oat', 3);
  const cart = await shopper.ask<StorefrontCart>('PUT', '/cart/code', { code: 'STUDENT5' });
  const { number } = await shopper.ask<{ number: string }>('POST', '/checkout', {});
  expect(number).toMatch(/^104\d{5}$/);
  const { orders } = await shopper.get<{ orders: StorefrontOrder[] }>('/orders');
  expect(orders).toHaveLength(1);
  expect(orders[0]).toMatchObject({ number, state: 'placed', totalCents: cart.totalCents, code: 'STUDENT5' });
  expect(orders[0]!.shipment).toMatchObject({ state: 'preparing' });
  expect(await stockOf('harrow-mug-oat')).toBe(before - 3);
  expect((await shopper.get<StorefrontCart>('/cart')).lines).toEqual([]);
  // 42.00 shown less 5 % is 39.90: 33.25 and 6.65 tax; the list price is 3 x 11.67.
  const { rows } = await test_.database.query(
    `select l.list_price_cents, l.discount_cents, l.tax_cents, o.tax_cents as order_tax_cents, s.loyalty_points
     from orders o join order_lines l on l.order_id = o.id join shoppers s on s.id = o.shopper_id
     where o.number = $1`,
    [number],
  );
  expect(rows).toEqual([
    {
      list_price_cents: 1_167,
      discount_cents: 176,
      tax_cents: 665,
      order_tax_cents: 665,
      loyalty_points: 39,
    },
  ]);
  expect(placed).toHaveLength(1);
});

test('what is sold out is refused and leaves everything as it was', async () => {
  await shopper.as('late');
  await shopper.add('moor-wool-blanket-berry', 2);
  await setStock('moor-wool-blanket-berry', 1);
  const refused = await shopper.send('POST', '/checkout', {});
  expect(refused.status).toBe(409);
  expect(await refused.json()).toMatchObject({
    error: { message: expect.stringContaining('moor-wool-blanket-berry') },
  });
  expect((await shopper.get<StorefrontCart>('/cart')).lines).toHaveLength(1);
  expect(await stockOf('moor-wool-blanket-berry')).toBe(1);
});

test('the last piece is sold once, and numbers are never given twice', async () => {
  await setStock('moor-baby-blanket-cream', 3);
  const crowd = await Promise.all(
    Array.from({ length: 6 }, async () => {
      const visitor = new Shopper();
      await visitor.get('/session');
      await visitor.add('moor-baby-blanket-cream');
      return visitor;
    }),
  );
  const answers = await Promise.all(crowd.map((visitor) => visitor.send('POST', '/checkout', {})));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, 409, 409, 409]);
  const numbers = await Promise.all(
    answers
      .filter(({ status }) => status === 201)
      .map((answer) => answer.json() as Promise<{ number: string }>),
  );
  expect(new Set(numbers.map(({ number }) => number)).size).toBe(3);
  expect(await stockOf('moor-baby-blanket-cream')).toBe(0);
});

test('an empty cart cannot be ordered', async () => {
  const refused = await shopper.send('POST', '/checkout', {});
  expect(refused.status).toBe(409);
});

test('what happens in the shop is recorded for the shopper', async () => {
  await shopper.as('drifting');
  await shopper.send('POST', '/events', { kind: 'view', productId: 'harrow-mug-oat' });
  await shopper.send('POST', '/events', { kind: 'search', query: '茶壶' });
  await shopper.add('cove-teapot-with-infuser-white');
  await shopper.ask('PUT', '/cart/lines/cove-teapot-with-infuser-white', { quantity: 0 });
  const { rows } = await test_.database.query(
    `select e.kind, e.product_id, e.payload from events e join shoppers s on s.id = e.shopper_id
     where s.external_id = 'demo-drifting' and e.occurred_at = $1 order by e.id`,
    [now],
  );
  expect(rows).toEqual([
    { kind: 'view', product_id: 'harrow-mug-oat', payload: {} },
    { kind: 'search', product_id: null, payload: { query: '茶壶' } },
    { kind: 'cart_add', product_id: 'cove-teapot-with-infuser-white', payload: { quantity: 1 } },
    { kind: 'cart_remove', product_id: 'cove-teapot-with-infuser-white', payload: {} },
  ]);
});

test.each([
  ['POST', '/session', { persona: 'the boss' }, 'persona'],
  ['POST', '/cart/lines', { productId: 'harrow-mug-oat', quantity: 1.5 }, 'quantity'],
  ['POST', '/cart/lines', { productId: 'harrow-mug-oat', quantity: -1 }, 'quantity'],
  ['PUT', '/cart/lines/harrow-mug-oat', { quantity: 10_000 }, 'quantity'],
  ['POST', '/events', { kind: 'order' }, 'kind'],
  ['POST', '/events', '{"kind":', 'JSON'],
])('%s %s refuses %j and names the fault', async (method, path, body, word) => {
  const response = await shopper.send(method, path, body);
  expect(response.status).toBe(400);
  const { error } = (await response.json()) as { error: { message: string } };
  expect(error.message).toContain(word);
});

test('an unknown product cannot be put into the cart', async () => {
  expect((await shopper.send('POST', '/cart/lines', { productId: 'no-such-thing' })).status).toBe(404);
});

test('U+0000 in a word, an id or a code is 400, and half a character is a search like another', async () => {
  const odd: [string, string, unknown?][] = [
    ['GET', '/products?q=%00'],
    ['GET', '/products?category=%00'],
    ['GET', '/products/a%00b'],
    ['GET', '/products/a%00b/picture.svg'],
    ['POST', '/cart/lines', { productId: 'a\0' }],
    ['PUT', '/cart/lines/a%00b', { quantity: 0 }],
    ['PUT', '/cart/code', { code: 'A\0B' }],
    ['POST', '/events', { kind: 'search', query: 'a\0b' }],
    ['POST', '/events', { kind: 'view', productId: 'a\0b' }],
  ];
  for (const [method, path, body] of odd) {
    const { status } = await shopper.send(method, path, body);
    expect([method, path, status]).toEqual([method, path, 400]);
  }
  expect((await shopper.send('POST', '/events', '{"kind":"search","query":"a\\ud800b"}')).status).toBe(204);
});

test('what somebody searches for is kept without their address and numbers', async () => {
  await shopper.send('POST', '/events', {
    kind: 'search',
    query: 'order of zhang.min@example.com, 138 0013 8000',
  });
  const { rows } = await test_.database.query<{ query: string }>(
    "select payload->>'query' as query from events where kind = 'search' and payload->>'query' like 'order of%'",
  );
  expect(rows).toEqual([{ query: 'order of [EMAIL], [PHONE]' }]);
});

test('what changes something is for the shop’s own pages: another site’s cannot order in its visitor’s name', async () => {
  const from = (site: string, method = 'POST', path = '/checkout') =>
    fetch(`${origin}${path}`, { method, headers: { 'sec-fetch-site': site, cookie: shopper.cookie } });
  for (const site of ['cross-site', 'same-site']) expect((await from(site)).status).toBe(403);
  expect((await from('same-origin')).status).toBe(409);
  expect((await from('cross-site', 'GET', '/products')).status).toBe(200);
});

test('codes cannot be tried from a list', async () => {
  const statuses = new Set<number>();
  for (let i = 0; i < 45; i++)
    statuses.add((await shopper.send('PUT', '/cart/code', { code: `WELCOME${i}` })).status);
  expect(statuses).toEqual(new Set([200, 429]));
});
