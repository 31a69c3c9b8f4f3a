import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoShopId, loadDemoShop } from '../../adapters/demo-shop/load-demo-shop.ts';
import { createHttpApp } from '../../adapters/http/app.ts';
import { storefrontRouter } from '../../adapters/http/storefront-router.ts';
import { PostgresRedemptionDesk } from '../../adapters/postgres/money-redemptions.ts';
import { FixedClock } from '../../core/clock.ts';
import { silentLogger } from '../../core/logger.ts';
import { complaintsOf, launchBrowser } from '../support/browser.ts';
import { buildPage } from '../support/build-page.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const now = new Date('2026-03-18T10:30:00Z');
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
let db: TestDatabase;
let browser: Browser;
let server: Server;
let origin: string;
let webRoot: string;

beforeAll(async () => {
  db = await createTestDatabase();
  await loadDemoShop(db.database, { now, shopperCount: 100 });
  webRoot = await buildPage('storefront');
  const clock = new FixedClock(now);
  const router = storefrontRouter({
    database: db.database,
    shopId: demoShopId,
    codes: new PostgresRedemptionDesk(),
    clock,
    sessionSecret: 'a secret of this test only, long enough',
    https: false,
  });
  const page = {
    path: ['/', '/c/:category', '/p/:product', '/cart', '/orders'],
    file: 'storefront/index.html',
  };
  const app = createHttpApp({
    logger: silentLogger,
    metrics: null,
    notFoundPage: page,
    readiness: [],
    routers: [{ path: '/api/storefront', router }],
    webRoot,
    pages: [page],
    https: false,
    trustedProxies: 0,
  });
  server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  server?.close();
  await db.drop();
  await rm(webRoot, { recursive: true, force: true });
});

/** The page with a stand-in for the chat's script that keeps what it is told. */
async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    ...options,
  });
  const page = await context.newPage();
  await page.route('**/widget.js', (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      body: 'window.told = []; window.mainstay = { update: (s) => window.told.push(s), send: (t) => window.told.push(t) };',
    }),
  );
  await page.goto(`${origin}${path}`);
  await page.locator('select').first().waitFor();
  return page;
}

const shopAs = (page: Page) => page.locator('.shop-as select');
const told = (page: Page) => page.evaluate(() => (globalThis as unknown as { told: unknown[] }).told);

test('a shopper is switched, a product added, a code redeemed and the order placed', async () => {
  const page = await open('/');
  const complaints = complaintsOf(page);
  await shopAs(page).selectOption('new');
  await page.getByRole('searchbox').fill('french press');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Add to cart: Harbour French press, copper' }).click();
  await page.getByRole('link', { name: 'Cart' }).getByText('1').waitFor();
  await page.getByRole('link', { name: 'Cart' }).click();
  await page.getByLabel('Code').fill('NO-SUCH-CODE');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  await page.getByLabel('Code').fill('spring10');
  await page.keyboard.press('Enter');
  await page.getByText('−£3.50').waitFor();
  await page.getByRole('button', { name: 'Place order' }).click();
  await page.getByText(/Your order 104\d+ is placed/).waitFor();
  await page.getByRole('heading', { name: 'Order placed', level: 1 }).waitFor();
  await expect.poll(() => page.title()).toMatch(/^Order placed · /);
  await page.getByRole('link', { name: 'See your orders' }).click();
  await page.locator('.badge').getByText('Being prepared').waitFor();
  // 35.00 less 3.50, delivery 3.95.
  expect(await page.locator('.order-total').textContent()).toBe('£35.45');
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('the chat is told who shops and in which language, and when nobody does any more', async () => {
  const page = await open('/');
  const settings = () =>
    page.evaluate(
      () => (globalThis as unknown as { mainstaySettings: Record<string, string> }).mainstaySettings,
    );
  expect(await settings()).toEqual({ shop: demoShopId, language: 'en' });
  await shopAs(page).selectOption('loyal-zh');
  await page.getByRole('link', { name: '全部商品' }).waitFor();
  expect(await settings()).toMatchObject({
    language: 'zh',
    identifier: 'demo-loyal-zh',
    identifierHash: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
  await shopAs(page).selectOption('anonymous');
  await expect
    .poll(async () => (await told(page)).at(-1))
    .toMatchObject({ identifier: null, identifierHash: null });
  await page.context().close();
});

test('the chat’s Add button puts the product into the cart and is told that it worked', async () => {
  const page = await open('/');
  const handled = await page.evaluate(
    `!dispatchEvent(new CustomEvent('mainstay:add-to-cart', { detail: { productId: 'harrow-mug-oat' }, cancelable: true }))`,
  );
  expect(handled).toBe(true);
  await page.getByRole('link', { name: 'Cart' }).getByText('1').waitFor();
  await page.context().close();
});

test('the language switch changes every word and stays for the next visit', async () => {
  const page = await open('/p/harrow-mug-oat');
  await page.getByRole('heading', { name: 'Harrow mug, oat' }).waitFor();
  await page.getByRole('button', { name: '换成中文' }).click();
  await page.getByRole('heading', { name: '哈罗马克杯（燕麦色）' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: '哈罗马克杯（燕麦色）' }).waitFor();
  await expect.poll(() => page.title()).toBe('哈罗马克杯（燕麦色） · 港湾与炉火');
  await page.context().close();
});

test('on a phone a refused code does not stop the order, and the chat’s button is lifted above it', async () => {
  const page = await open('/p/harrow-mug-oat', { viewport: { width: 390, height: 844 } });
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await page.getByRole('link', { name: 'Cart' }).click();
  await page.getByLabel('Code').fill('NOSUCHCODE');
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByText('NOSUCHCODE').waitFor();
  const bar = await page.locator('.pay').boundingBox();
  const lifted = await page
    .locator('html')
    .evaluate((html) => html.computedStyleMap().get('--mainstay-bottom')!.toString());
  expect(Number.parseFloat(lifted)).toBeGreaterThan(bar!.height);
  await page.getByRole('button', { name: 'Place order' }).click();
  await page.getByText('Thank you.').waitFor();
  await page.context().close();
});

test('what fails to load says so and can be tried again', async () => {
  const page = await open('/cart');
  let broken = true;
  await page.route('**/api/storefront/orders', (route) => (broken ? route.abort() : route.continue()));
  await page.getByRole('link', { name: 'Orders' }).click();
  const retry = page.getByRole('button', { name: 'Retry' });
  await retry.waitFor();
  broken = false;
  await retry.click();
  await page.getByText('Nobody is signed in').waitFor();
  await page.context().close();
});

test('without a connection what is pressed or opened says so, and is there again when it is back', async () => {
  const page = await open('/');
  const add = page.getByRole('button', { name: /^Add to cart/ }).first();
  await add.waitFor();
  await page.context().setOffline(true);
  await add.click();
  await page.getByText('no connection').waitFor();
  await page.locator('.product-link').first().click();
  await page.getByText('This did not load.').waitFor();
  await page.context().setOffline(false);
  await page.locator('.product-facts').waitFor();
  // Nothing was bought later, behind the shopper's back.
  expect(await page.locator('.count').count()).toBe(0);
  await page.context().close();
});

const paths = ['/', '/p/fisher-crew-neck-jumper-navy', '/orders', '/cart'];
const looks = [
  { width: 1440, colorScheme: 'light' },
  { width: 1024, colorScheme: 'dark' },
  { width: 390, colorScheme: 'light' },
  { width: 320, colorScheme: 'dark' },
] as const;

test.each(looks)('at $width, $colorScheme: no accessibility finding, nothing overflows', async (look) => {
  const page = await open('/', {
    viewport: { width: look.width, height: 844 },
    colorScheme: look.colorScheme,
    bypassCSP: true,
  });
  await shopAs(page).selectOption('late');
  await page
    .getByRole('button', { name: /^Add to cart/ })
    .first()
    .click();
  for (const path of paths) {
    await page.goto(`${origin}${path}`);
    await page.locator('.shop-as select').waitFor();
    await page.locator('h1').waitFor();
    await page.waitForLoadState('networkidle');
    await page.evaluate(await readFile(axe, 'utf8'));
    const findings = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      };
      return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`);
    });
    expect(findings, path).toEqual([]);
    const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(overflow, path).toBeLessThanOrEqual(0);
  }
  await page.context().close();
});

test('an address where nothing is says so in the shop, and leads home', async () => {
  const context = await browser.newContext({ locale: 'zh-CN' });
  const page = await context.newPage();
  await page.route('**/widget.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
  const answer = await page.goto(`${origin}/old/link.html`);
  expect(answer!.status()).toBe(404);
  await page.getByText('页面不存在').first().waitFor();
  await page.locator('main a.button').click();
  await page.waitForURL(`${origin}/`);
  await context.close();
});
