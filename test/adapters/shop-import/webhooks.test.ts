import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createHttpApp } from '../../../adapters/http/app.ts';
import { webhookRouter } from '../../../adapters/http/webhook-router.ts';
import { confirmSourceErasure } from '../../../adapters/postgres/confirm-source-erasure.ts';
import { eraseConfirmed } from '../../../adapters/postgres/erase-confirmed.ts';
import { startJobs } from '../../../adapters/postgres/job-runner.ts';
import { PostgresOutcomeRecorder } from '../../../adapters/postgres/money-outcomes.ts';
import { PostgresRedemptionDesk } from '../../../adapters/postgres/money-redemptions.ts';
import { erasePersonalData } from '../../../adapters/postgres/personal-data.ts';
import { ensureShoppers } from '../../../adapters/postgres/source-shoppers.ts';
import { keepDelivery } from '../../../adapters/postgres/webhook-deliveries.ts';
import { saveWebhookSecret } from '../../../adapters/postgres/webhook-secrets.ts';
import { processDelivery } from '../../../adapters/shop-import/webhooks/process-delivery.ts';
import { webhookJobs } from '../../../app/webhook-jobs.ts';
import { systemClock } from '../../../core/clock.ts';
import { type LogFields, silentLogger } from '../../../core/logger.ts';
import { openImportWorld } from './import-world.ts';
import { shopifyCustomer, shopifyOrder, shopifyProduct, shopifyRefund, wooOrder } from './webhook-bodies.ts';

const secret = 'a shared secret of at least some length';
let world: Awaited<ReturnType<typeof openImportWorld>>;
let jobs: Awaited<ReturnType<typeof startJobs>>;
let server: Server;
let origin: string;
const logged: { message: string; fields: LogFields | undefined }[] = [];
const logger = {
  ...silentLogger,
  warn: (message: string, fields?: LogFields) => void logged.push({ message, fields }),
};

beforeAll(async () => {
  world = await openImportWorld();
  const { database, connectionString } = world;
  await world.shop('retail');
  for (const source of ['shopify', 'woocommerce'] as const)
    await database.transaction((tx) => saveWebhookSecret(tx, { shopId: 'retail', source, secret }));
  const services = { outcomes: new PostgresOutcomeRecorder(), redemptions: new PostgresRedemptionDesk() };
  jobs = await startJobs({ connectionString, jobs: webhookJobs({ database, services, logger }), logger });
  const app = createHttpApp({
    logger,
    metrics: null,
    readiness: [],
    routers: [{ path: '/webhooks', router: webhookRouter({ database, clock: systemClock, logger }) }],
    webRoot: 'dist/web',
    pages: [],
    notFoundPage: null,
    https: false,
    trustedProxies: 0,
  });
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await jobs.stop();
  server.close();
  await world.close();
});
beforeEach(async () => {
  logged.length = 0;
  await forget();
});

async function forget() {
  await world.database.query(
    `truncate orders, order_lines, shoppers, products, consents, source_records, source_refunds, webhook_deliveries
     restart identity cascade`,
  );
}

const sign = (body: string) => createHmac('sha256', secret).update(body).digest('base64');

async function post(
  source: 'shopify' | 'woocommerce',
  topic: string,
  body: unknown,
  options: { id?: string; signature?: string | null; shop?: string; triggeredAt?: string } = {},
): Promise<number> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const shopify = source === 'shopify';
  const signature = options.signature === undefined ? sign(text) : options.signature;
  const response = await fetch(`${origin}/webhooks/${source}/${options.shop ?? 'retail'}`, {
    method: 'POST',
    body: text,
    headers: {
      'content-type': 'application/json',
      [shopify ? 'x-shopify-topic' : 'x-wc-webhook-topic']: topic,
      [shopify ? 'x-shopify-webhook-id' : 'x-wc-webhook-delivery-id']: options.id ?? `d-${Math.random()}`,
      ...(options.triggeredAt && { 'x-shopify-triggered-at': options.triggeredAt }),
      ...(signature !== null && {
        [shopify ? 'x-shopify-hmac-sha256' : 'x-wc-webhook-signature']: signature,
      }),
    },
  });
  return response.status;
}

const worked = () =>
  expect
    .poll(
      async () => {
        const { rows } = await world.database.query<{ open: number }>(
          'select count(*) as open from webhook_deliveries where processed_at is null',
        );
        return rows[0]!.open;
      },
      { timeout: 15_000 },
    )
    .toBe(0);

const deleted = `exists (select 1 from source_records r where r.ref = o.id::text and r.deleted)`;

/**
 * What shoppers and the bot see of the shop. An order that its shop deleted counts nowhere: whether it stays as a
 * cancelled one or never was there goes by whether it was seen before.
 */
async function state() {
  const select = async (sql: string) => (await world.database.query(sql)).rows;
  return {
    orders: await select(
      `select o.number, s.external_id as shopper, o.placed_at, o.state, o.shipping_cents, o.code,
         json_agg(json_build_array(l.product_id, l.quantity, l.list_price_cents, l.discount_cents, l.tax_cents,
           l.refund_cents, l.refunded_at) order by l.line_no) as lines
       from orders o left join shoppers s on s.shop_id = o.shop_id and s.id = o.shopper_id
       left join order_lines l on l.shop_id = o.shop_id and l.order_id = o.id
       where not ${deleted} group by o.shop_id, o.id, s.external_id order by o.number`,
    ),
    products: await select(
      `select id, name->>'en' as name, description->>'en' as description, category, price_cents, stock, attributes
       from products where active and id <> 'unnamed' order by id`,
    ),
    shoppers: await select(
      `select s.external_id, s.email, s.display_name, s.country, s.region, coalesce((select c.granted from consents c
         where c.shopper_id = s.id order by c.given_at desc, c.id desc limit 1), false) as consent
       from shoppers s where s.erased_at is null
         and (s.email is not null or exists (select 1 from orders o where o.shopper_id = s.id and not ${deleted}))
       order by 1`,
    ),
  };
}

/** Every row of the shop as text, to look for a person in; but for what waits to be worked through. */
async function everything(): Promise<string> {
  const { rows } = await world.database.query<{ table_name: string }>(
    `select table_name from information_schema.columns
     where table_schema = 'public' and column_name = 'shop_id' and table_name not in ('audit_log', 'users')`,
  );
  const tables = await Promise.all(
    rows.map(({ table_name }) =>
      world.database.query<{ row: string }>(`select t::text as row from ${table_name} t`),
    ),
  );
  return tables.flatMap((table) => table.rows.map(({ row }) => row)).join('\n');
}

/** The body of https://shopify.dev/docs/apps/build/compliance/privacy-law-compliance. */
const privacyBody = (customer: object, rest: object = {}) => ({
  shop_id: 954_889,
  shop_domain: 'shop.example.com',
  customer: { phone: '555-625-1199', ...customer },
  ...rest,
});

describe('people who are to go', () => {
  const jon = { id: 115_310_627_314_723_950, email: 'jon@example.com' };
  const redact = privacyBody(jon, { orders_to_redact: [450_789_469] });
  const log = async () =>
    (
      await world.database.query<{ subject: string }>(
        `select subject from audit_log where shop_id = 'retail' and action = 'shopper.erased'
           and actor like 'source:%'`,
      )
    ).rows.length;
  const requests = async () =>
    (
      await world.database.query(
        `select kind, state, via, shopper_id is null as everybody from privacy_requests order by requested_at`,
      )
    ).rows;

  test.each([
    ['shopify', 'customers/delete', { id: jon.id }],
    ['shopify', 'customers/redact', redact],
  ] as const)(
    '%s %s: erased as in the console, orders kept, and no later message brings them back',
    async (source, topic, body) => {
      const before = await log();
      const order = shopifyOrder({ updatedAt: '2026-10-01T00:00:00Z' });
      await post(source, 'orders/create', order);
      await post(source, 'customers/create', {
        ...shopifyCustomer({ id: jon.id, updatedAt: '2026-10-01T00:00:00Z', first: 'Quentin' }),
        email: jon.email,
      });
      await worked();
      expect(await everything()).toMatch(/Quentin/);
      for (let i = 0; i < 2; i++) await post(source, topic, body, { id: 'the same one' });
      await worked();
      const kept = async () =>
        (
          await world.database.query(
            `select s.external_id, s.display_name, s.email, s.erased_at is not null as erased from orders o
           join shoppers s on s.id = o.shopper_id`,
          )
        ).rows;
      const anonymous = [{ external_id: null, display_name: null, email: null, erased: true }];
      expect(await kept()).toEqual(anonymous);
      expect(await everything()).not.toMatch(/Quentin|jon@example/);
      expect(await log()).toBe(before + 1);

      await post(
        source,
        'customers/update',
        shopifyCustomer({ id: jon.id, updatedAt: '2026-10-09T00:00:00Z', first: 'Quentin' }),
      );
      await post(source, 'orders/updated', shopifyOrder({ updatedAt: '2026-10-09T00:00:00Z', quantity: 2 }));
      await post(source, 'refunds/create', shopifyRefund(9, 450_789_469, '30.00', '2026-10-09T00:00:00Z'));
      await worked();
      expect(await kept()).toEqual(anonymous);
      await world.database.query('update webhook_deliveries set body = null');
      expect(await everything()).not.toMatch(/Quentin|jon@example/);
      expect(
        (await world.database.query('select problem from webhook_deliveries where problem is not null')).rows,
      ).toEqual([]);
    },
  );

  test('woocommerce customer.deleted', async () => {
    const before = await log();
    await post('woocommerce', 'order.created', wooOrder({ modified: '2026-10-01T00:00:00' }));
    await post('woocommerce', 'customer.created', {
      id: 25,
      email: 'john.doe@example.com',
      first_name: 'Quentin',
      last_name: 'Doe',
      date_created_gmt: '2026-01-01T00:00:00',
      date_modified_gmt: '2026-10-01T00:00:00',
    });
    await worked();
    await post('woocommerce', 'customer.deleted', { id: 25 });
    await worked();
    expect(await log()).toBe(before + 1);
    expect(await everything()).not.toMatch(/Quentin|john\.doe/);
    expect((await state()).orders).toMatchObject([{ shopper: null }]);
  });

  test('a guest goes by e-mail and by the orders that are named; who shops under it later is somebody new', async () => {
    const guest = {
      ...shopifyOrder({ updatedAt: '2026-10-01T00:00:00Z' }),
      customer: null,
      email: 'Jon@example.com',
    };
    await post('shopify', 'orders/create', guest);
    await worked();
    await post(
      'shopify',
      'customers/redact',
      privacyBody({ id: null, email: 'other@example.com' }, { orders_to_redact: [guest.id] }),
    );
    await worked();
    expect(await everything()).not.toMatch(/jon@example/i);
    await post(
      'shopify',
      'customers/redact',
      privacyBody({ email: 'JON@example.com' }, { orders_to_redact: [] }),
    );
    await worked();
    expect((await state()).orders).toMatchObject([{ shopper: null }]);
    await post('shopify', 'customers/redact', privacyBody({}));
    await worked();
    const { rows } = await world.database.query(
      'select problem from webhook_deliveries where problem is not null',
    );
    expect(rows).toEqual([{ problem: 'customer: has neither an id nor an e-mail' }]);
  });

  test('who was erased here is not brought back by the shop’s own system or by a file', async () => {
    await post('shopify', 'orders/create', shopifyOrder({ updatedAt: '2026-10-01T00:00:00Z' }));
    await worked();
    const { rows } = await world.database.query<{ id: string }>('select id from shoppers');
    await world.database.transaction((tx) =>
      erasePersonalData(tx, { shopId: 'retail', shopperId: rows[0]!.id, actor: 'system' }),
    );
    await post('shopify', 'orders/updated', shopifyOrder({ updatedAt: '2026-10-05T00:00:00Z' }));
    await post(
      'shopify',
      'customers/update',
      shopifyCustomer({ id: jon.id, updatedAt: '2026-10-05T00:00:00Z' }),
    );
    await worked();
    await world.database.transaction((tx) =>
      ensureShoppers(tx, 'retail', [
        {
          externalId: String(jon.id),
          email: jon.email,
          name: 'Quentin',
          country: null,
          region: null,
          since: new Date(),
        },
      ]),
    );
    const { rows: after } = await world.database.query(
      'select id, external_id, email, display_name from shoppers where shop_id = $1',
      ['retail'],
    );
    expect(after).toEqual([{ id: rows[0]!.id, external_id: null, email: null, display_name: null }]);
    expect((await world.database.query('select shopper_id from orders')).rows).toEqual([
      { shopper_id: rows[0]!.id },
    ]);
  });

  test('a data request waits for a person, once; of somebody unknown it says so', async () => {
    await world.database.query('delete from privacy_requests');
    await post('shopify', 'orders/create', shopifyOrder({ updatedAt: '2026-10-01T00:00:00Z' }));
    await worked();
    const asked = privacyBody(jon, { orders_requested: [450_789_469], data_request: { id: 9_999 } });
    for (let i = 0; i < 2; i++) await post('shopify', 'customers/data_request', asked);
    await post(
      'shopify',
      'customers/data_request',
      privacyBody(
        { id: 1, email: 'nobody@example.com' },
        { orders_requested: [], data_request: { id: 10_000 } },
      ),
    );
    await worked();
    expect(await requests()).toEqual([{ kind: 'export', state: 'open', via: 'shopify', everybody: false }]);
    const { rows } = await world.database.query(
      'select problem from webhook_deliveries where problem is not null',
    );
    expect(rows).toEqual([{ problem: 'nobody like that is known here: nothing is kept about them' }]);
  });

  test('a shop that left waits for an admin; then everybody goes whom the source told of, and nobody else', async () => {
    await world.database.query('delete from privacy_requests');
    await post('shopify', 'orders/create', shopifyOrder({ updatedAt: '2026-10-01T00:00:00Z' }));
    await post(
      'shopify',
      'customers/create',
      shopifyCustomer({ id: 7, updatedAt: '2026-10-01T00:00:00Z', first: 'Quentin' }),
    );
    await post('woocommerce', 'order.created', wooOrder({ modified: '2026-10-01T00:00:00' }));
    await worked();
    const left = { shop_id: 954_889, shop_domain: 'shop.example.com' };
    for (let i = 0; i < 2; i++) await post('shopify', 'shop/redact', left);
    await worked();
    expect(await requests()).toEqual([{ kind: 'erasure', state: 'open', via: 'shopify', everybody: true }]);
    expect(await eraseConfirmed(world.database, silentLogger)).toEqual([]);
    expect(await everything()).toMatch(/Quentin/);

    const { rows } = await world.database.query<{ id: string }>('select id from privacy_requests');
    const confirm = (name: string) =>
      world.database.transaction((tx) =>
        confirmSourceErasure(tx, { shopId: 'retail', id: rows[0]!.id, name, actor: 'system' }),
      );
    await expect(confirm('another')).rejects.toThrow(/type "retail"/);
    await confirm('retail');
    await expect(confirm('retail')).rejects.toThrow(/waits no more/);
    await eraseConfirmed(world.database, silentLogger);
    expect(await requests()).toMatchObject([{ state: 'done' }]);
    expect(await everything()).not.toMatch(/Quentin|jon@example|bob@/i);
    const { rows: stay } = await world.database.query(
      'select external_id from shoppers where shop_id = $1 and erased_at is null',
      ['retail'],
    );
    expect(stay).toEqual([{ external_id: '25' }]);
  });
});

test('amounts of a shop that counts in yen, or in thousandths', async () => {
  for (const [currency, price, units] of [
    ['JPY', '1980', 1980],
    ['KWD', '1.980', 1980],
  ] as const) {
    await forget();
    await world.database.query(`update shops set currency = $1 where id = 'retail'`, [currency]);
    const order = shopifyOrder({ updatedAt: '2026-10-01T00:00:00Z', currency });
    const [line] = order.line_items;
    const plain = { ...line!, price, discount_allocations: [], tax_lines: [] };
    await post('shopify', 'orders/create', { ...order, line_items: [plain], shipping_lines: [] });
    await post('shopify', 'products/create', shopifyProduct({ updatedAt: '2026-10-01T00:00:00Z', price }));
    await worked();
    const { rows } = await world.database.query(
      `select list_price_cents as line, (select max(price_cents) from products where active) as product from order_lines`,
    );
    expect(rows).toEqual([{ line: units, product: units }]);
  }
  await world.database.query(`update shops set currency = 'GBP' where id = 'retail'`);
});

describe('signatures', () => {
  test('forged, unsigned, another secret, another shop, another source: 401, a log line without the body, nothing kept', async () => {
    const body = shopifyOrder({ updatedAt: '2026-10-01T00:00:00Z' });
    const other = createHmac('sha256', 'another').update(JSON.stringify(body)).digest('base64');
    expect(await post('shopify', 'orders/create', body, { signature: other })).toBe(401);
    expect(await post('shopify', 'orders/create', body, { signature: null })).toBe(401);
    expect(
      await post('shopify', 'orders/create', body, {
        signature: `${sign(JSON.stringify(body)).slice(0, -4)}AAA=`,
      }),
    ).toBe(401);
    expect(
      await post(
        'shopify',
        'orders/create',
        { ...body, email: 'x' },
        { signature: sign(JSON.stringify(body)) },
      ),
    ).toBe(401);
    expect(await post('shopify', 'orders/create', body, { shop: 'nobody' })).toBe(401);
    expect(await post('magento' as 'shopify', 'orders/create', body)).toBe(401);
    expect(logged).toHaveLength(6);
    expect(JSON.stringify(logged)).not.toMatch(/jon@example|IPOD/);
    expect(logged[0]).toMatchObject({
      message: 'a webhook without the right signature was refused',
      fields: { source: 'shopify', shopKnown: true },
    });
    const { rowCount } = await world.database.query('select 1 from webhook_deliveries');
    expect(rowCount).toBe(0);
  });

  test("WooCommerce's unsigned ping is answered and does nothing; other unsigned forms are refused", async () => {
    expect(await post('woocommerce', '', 'webhook_id=12', { signature: null })).toBe(200);
    expect(await post('woocommerce', '', 'webhook_id=12&order=1', { signature: null })).toBe(401);
    expect((await world.database.query('select 1 from webhook_deliveries')).rowCount).toBe(0);
  });

  test('a signed body that is no JSON, and one without a topic, are refused with a sentence', async () => {
    expect(await post('shopify', 'orders/create', '{"id":')).toBe(400);
    expect(await post('shopify', '', '{}')).toBe(400);
  });
});

describe('what bodies mean', () => {
  test("Shopify's order, its refund and its cancelling", async () => {
    const id = 820_982_911_946_154_500;
    expect(await post('shopify', 'orders/create', shopifyOrder({ updatedAt: '2026-10-01T00:00:00Z' }))).toBe(
      200,
    );
    await worked();
    expect((await state()).orders).toEqual([
      {
        number: '9999',
        shopper: '115310627314723950',
        placed_at: new Date('2026-09-29T17:20:15Z'),
        state: 'placed',
        shipping_cents: 1000,
        code: 'SPRING',
        lines: [
          ['IPOD2008PINK', 1, 19_900, 1_000, 3_780, 0, null],
          ['43729077', 1, 24_900, 0, 0, 0, null],
        ],
      },
    ]);
    await post('shopify', 'refunds/create', shopifyRefund(1, id, '50.00', '2026-10-02T00:00:00Z'));
    await worked();
    // The order tells of the same refund later: it counts once.
    const refunds = [
      shopifyRefund(1, id, '50.00', '2026-10-02T00:00:00Z'),
      shopifyRefund(2, id, '500.00', '2026-10-03T00:00:00Z'),
    ];
    await post('shopify', 'orders/updated', shopifyOrder({ updatedAt: '2026-10-03T00:00:00Z', refunds }));
    await worked();
    const [order] = (await state()).orders;
    expect(order!.lines[0]).toEqual([
      'IPOD2008PINK',
      1,
      19_900,
      1_000,
      3_780,
      18_900,
      '2026-10-03T00:00:00+00:00',
    ]);
    await post(
      'shopify',
      'orders/cancelled',
      shopifyOrder({ updatedAt: '2026-10-04T00:00:00Z', cancelledAt: '2026-10-04T00:00:00Z' }),
    );
    await worked();
    expect((await state()).orders[0]).toMatchObject({ state: 'cancelled' });
  });

  test("WooCommerce's order with a refund that names no line", async () => {
    const refunds = [{ id: 733, reason: '', total: '-8.00' }];
    await post('woocommerce', 'order.created', wooOrder({ modified: '2026-03-23T00:00:00' }));
    await post(
      'woocommerce',
      'order.updated',
      wooOrder({ modified: '2026-03-24T00:00:00', status: 'completed', refunds }),
    );
    await worked();
    expect((await state()).orders).toEqual([
      {
        number: '727',
        shopper: '25',
        placed_at: new Date('2026-03-22T19:28:02Z'),
        state: 'delivered',
        shipping_cents: 1000,
        code: 'ten',
        lines: [
          ['WOO-1', 2, 300, 100, 100, 250, '2026-03-24T00:00:00+00:00'],
          ['23', 1, 1200, 100, 300, 550, '2026-03-24T00:00:00+00:00'],
        ],
      },
    ]);
    await post('woocommerce', 'order.deleted', { id: 727 });
    await worked();
    expect((await state()).orders).toEqual([]);
    expect((await world.database.query('select state from orders')).rows).toEqual([{ state: 'cancelled' }]);
  });

  test('products with their variants, and their end; customers, and their end', async () => {
    await post('shopify', 'products/create', shopifyProduct({ updatedAt: '2026-10-01T00:00:00Z' }));
    await post('shopify', 'customers/create', shopifyCustomer({ updatedAt: '2026-10-01T00:00:00Z' }));
    await worked();
    const { products, shoppers } = await state();
    expect(products).toEqual([
      {
        id: 'TS-1-Blue',
        name: 'Example T-Shirt, Blue',
        description: 'An example T-Shirt',
        category: 'shirts',
        price_cents: 1999,
        stock: 4,
        attributes: { colour: 'Blue' },
      },
      {
        id: 'TS-1-Red',
        name: 'Example T-Shirt, Red',
        description: 'An example T-Shirt',
        category: 'shirts',
        price_cents: 1999,
        stock: 3,
        attributes: { colour: 'Red' },
      },
    ]);
    expect(shoppers).toEqual([
      {
        external_id: '706405506930370000',
        email: 'bob@example.com',
        display_name: 'Bob Biller',
        country: 'CA',
        region: 'ON',
        consent: true,
      },
    ]);
    await post(
      'shopify',
      'products/delete',
      { id: 788_032_119_674_292_900 },
      { triggeredAt: '2026-10-05T00:00:00Z' },
    );
    await post('shopify', 'customers/redact', {
      shop_id: 1,
      shop_domain: 'shop.example.com',
      customer: { id: 706_405_506_930_370_000, email: 'bob@example.com' },
      orders_to_redact: [],
    });
    await worked();
    expect(await state()).toMatchObject({ products: [], shoppers: [] });
  });

  test('another currency or a body that is not as documented is kept with its reason, and the rest goes on', async () => {
    await post(
      'shopify',
      'orders/create',
      shopifyOrder({ updatedAt: '2026-10-01T00:00:00Z', currency: 'USD' }),
    );
    await post('shopify', 'orders/create', { id: 5, line_items: 'none' });
    await post('shopify', 'app/uninstalled', { id: 5 });
    await worked();
    const { rows } = await world.database.query<{ problem: string }>(
      'select problem from webhook_deliveries order by problem',
    );
    expect(rows.map(({ problem }) => problem)).toEqual([
      expect.stringMatching(/^created_at|^line_items/),
      'the order is in USD, and the shop counts in GBP: amounts are not converted',
      'the topic app/uninstalled means nothing here',
    ]);
    expect((await state()).orders).toEqual([]);
  });

  test('a delivery that is sent five times is worked through once', async () => {
    const body = shopifyOrder({ updatedAt: '2026-10-01T00:00:00Z' });
    const statuses = await Promise.all(
      Array.from({ length: 5 }, () => post('shopify', 'orders/create', body, { id: 'same' })),
    );
    expect(statuses).toEqual([200, 200, 200, 200, 200]);
    await worked();
    expect((await world.database.query('select 1 from webhook_deliveries')).rowCount).toBe(1);
    expect((await state()).orders).toHaveLength(1);
  });
});

test('whatever order deliveries come in, and however often, the shop ends up the same', async () => {
  const at = (minute: number) => new Date(Date.UTC(2026, 9, 1, 0, minute)).toISOString();
  const order = fc.record({
    minute: fc.nat(5),
    quantity: fc.integer({ min: 1, max: 3 }),
    cancelled: fc.boolean(),
    id: fc.integer({ min: 1, max: 2 }),
  });
  const message = fc.oneof(
    order.map(({ minute, quantity, cancelled, id }) => ({
      topic: 'orders/updated',
      at: at(minute),
      body: {
        ...shopifyOrder({ id, updatedAt: at(minute), quantity, cancelledAt: cancelled ? at(minute) : null }),
        name: `#900${id}`,
      },
    })),
    fc
      .record({ id: fc.integer({ min: 1, max: 2 }), refund: fc.nat(2), minute: fc.nat(5) })
      .map(({ id, refund, minute }) => ({
        topic: 'refunds/create',
        at: at(minute),
        // One refund is one fact: its amount and time go with its id.
        body: shopifyRefund(10 * id + refund, id, `${(refund + 1) * 30}.00`, at(refund)),
      })),
    fc
      .record({ id: fc.integer({ min: 1, max: 2 }), minute: fc.nat(5) })
      .map(({ id, minute }) => ({ topic: 'orders/delete', at: at(minute), body: { id } })),
    fc
      .record({ minute: fc.nat(5), price: fc.integer({ min: 1, max: 9 }), draft: fc.boolean() })
      .map(({ minute, price, draft }) => ({
        topic: 'products/update',
        at: at(minute),
        body: shopifyProduct({
          id: 1,
          updatedAt: at(minute),
          price: `${price}.00`,
          status: draft ? 'draft' : 'active',
        }),
      })),
    fc.nat(5).map((minute) => ({ topic: 'products/delete', at: at(minute), body: { id: 1 } })),
    fc
      .record({
        minute: fc.nat(5),
        first: fc.constantFrom('Ann', 'Bo'),
        consent: fc.constantFrom('subscribed', 'unsubscribed'),
      })
      .map(({ minute, ...rest }) => ({
        topic: 'customers/update',
        at: at(minute),
        body: shopifyCustomer({ id: 115_310_627_314_723_950, updatedAt: at(minute), ...rest }),
      })),
    fc.constant({ topic: 'customers/delete', at: at(3), body: { id: 115_310_627_314_723_950 } }),
  );
  const services = { outcomes: new PostgresOutcomeRecorder(), redemptions: new PostgresRedemptionDesk() };
  const parts = {
    database: world.database,
    clock: systemClock,
    logger,
    effects: {
      placed: async () => {},
      changed: (
        tx: Parameters<typeof services.redemptions.reverse>[0],
        one: { shopId: string; orderId: string; now: Date },
      ) => services.redemptions.reverse(tx, one),
    },
  };
  const play = async (messages: readonly { topic: string; at: string; body: unknown }[]) => {
    await forget();
    for (const [i, { topic, at: triggered, body }] of messages.entries()) {
      const key = { shopId: 'retail', source: 'shopify', deliveryId: `p-${i}` } as const;
      await keepDelivery(world.database, {
        ...key,
        topic,
        triggeredAt: new Date(triggered),
        receivedAt: new Date(),
        json: JSON.stringify(body),
      });
      await processDelivery(parts, key);
    }
    return state();
  };
  await fc.assert(
    fc.asyncProperty(
      fc.array(message, { minLength: 2, maxLength: 9 }).chain((messages) =>
        fc.tuple(
          fc.constant(messages),
          fc.shuffledSubarray([...messages, ...messages.slice(0, 2)], {
            minLength: messages.length + Math.min(2, messages.length),
          }),
        ),
      ),
      async ([messages, shuffled]) => {
        expect(await play(shuffled)).toEqual(await play(messages));
      },
    ),
    { numRuns: 25, seed: 20_261_124 },
  );
}, 180_000);
