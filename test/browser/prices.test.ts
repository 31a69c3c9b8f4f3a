import { rm } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { consoleRouter } from '../../adapters/http/console/console-router.ts';
import { newId } from '../../core/ids.ts';
import { addShop, engine } from '../adapters/postgres/money-world.ts';
import { pricedWorld } from '../retention/price/priced-world.ts';
import { launchBrowser } from '../support/browser.ts';
import { buildPage } from '../support/build-page.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startImports } from '../support/import-parts.ts';
import { createMember, type StaffServer, startStaffServer } from '../support/staff.ts';
import { pageFaults } from './page-faults.ts';
import { signIn } from './sign-in.ts';

let db: TestDatabase;
let imports: Awaited<ReturnType<typeof startImports>>;
let server: StaffServer;
let browser: Browser;
let webRoot: string;

beforeAll(async () => {
  db = await createTestDatabase();
  imports = await startImports(db);
  const shopId = await addShop(db.database, 'priced');
  const { lines } = pricedWorld('page', { products: 7, elasticity: -0.4, scatter: 0.2 });
  await db.database.query(
    `with sold as (
       select * from unnest($2::uuid[], $3::text[], $4::timestamptz[], $5::int[], $6::int[], $7::int[])
         as s (id, product, at, quantity, price, cost)),
     ordered as (
       insert into orders (shop_id, id, number, placed_at, state, currency)
       select $1, id, id::text, at, 'delivered', 'EUR' from sold)
     insert into order_lines (shop_id, order_id, line_no, product_id, quantity, list_price_cents, unit_cost_cents)
     select $1, id, 1, product, quantity, price, cost from sold`,
    [
      shopId,
      lines.map(() => newId()),
      lines.map(({ product }) => product),
      lines.map(({ at }) => new Date(at)),
      lines.map(({ quantity }) => quantity),
      lines.map(({ unitPrice }) => Math.round(100 * unitPrice)),
      lines.map(({ unitCost }) => Math.round(100 * unitCost!)),
    ],
  );
  const last = Math.max(...lines.map(({ at }) => at));
  const clock = { now: () => new Date(last + 86_400_000) };
  webRoot = await buildPage('signin', 'console');
  const parts = { database: db.database, rules: engine, clock, imports: imports.parts };
  server = await startStaffServer(
    db.database,
    (gate) => [{ path: '/api/console', router: gate.behind(['marketer'], consoleRouter(parts)) }],
    { webRoot },
  );
  await createMember(db.database, { name: 'Ada', role: 'marketer', email: 'ada@example.com' });
  browser = await launchBrowser();
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await imports.stop();
  await db.drop();
  await rm(webRoot, { recursive: true, force: true });
});

test('prices: suggestions with their gain, and what each price asked before would add', async () => {
  const context = await browser.newContext({
    viewport: { width: 1_440, height: 900 },
    locale: 'en-GB',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await signIn(page, server.origin, { email: 'ada@example.com', to: '/console/prices' });
  await page.getByText(/7 products can be judged, from [\d,]+ order lines/).waitFor();
  const rows = page.locator('main tbody tr');
  expect(await rows.count()).toBe(7);
  expect(await pageFaults(page, 'prices')).toEqual([]);
  await rows.first().click();
  const curve = page
    .getByRole('dialog')
    .getByRole('region', { name: /Margin a week, compared with .* today/ });
  await curve.getByRole('rowheader').first().waitFor();
  expect(await curve.getByRole('rowheader').count()).toBe(9);
  expect(await pageFaults(page, 'margin curve')).toEqual([]);
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/prices-en.png` });
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '中文' }).click();
  await page.getByRole('heading', { name: '价格' }).waitFor();
  expect(await pageFaults(page, 'prices, zh')).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await pageFaults(page, 'prices, phone')).toEqual([]);
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/prices-zh.png` });
});
