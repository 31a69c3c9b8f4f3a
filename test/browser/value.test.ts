import { rm } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { consoleBadges } from '../../adapters/http/console/console-badges.ts';
import { consoleRouter } from '../../adapters/http/console/console-router.ts';
import { badgesRouter } from '../../adapters/http/staff/badges-router.ts';
import { fitValue } from '../../app/fit-value.ts';
import { newId } from '../../core/ids.ts';
import { addOrder, addShop, daysBefore, engine, now } from '../adapters/postgres/money-world.ts';
import { simulatedPurchases } from '../retention/value/shop/simulated-purchases.ts';
import { complaintsOf, launchBrowser } from '../support/browser.ts';
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
const complaints = new WeakMap<Page, string[]>();

beforeAll(async () => {
  db = await createTestDatabase();
  imports = await startImports(db);
  await addShop(db.database, 'valued');
  await addShop(db.database, 'young');
  await buy('valued', 150);
  await buy('young', 8);
  const clock = { now: () => now };
  const parts = {
    database: db.database,
    rules: engine,
    clock,
    imports: imports.parts,
    fitValue: async (shopId: string) => void (await fitValue({ database: db.database, clock }, shopId)),
  };
  webRoot = await buildPage('signin', 'console');
  server = await startStaffServer(
    db.database,
    (gate) => [
      { path: '/api/badges', router: gate.behind([], badgesRouter(consoleBadges(parts))) },
      { path: '/api/console', router: gate.behind(['marketer'], consoleRouter(parts)) },
    ],
    { webRoot },
  );
  for (const [name, shopId] of [
    ['Ada', 'valued'],
    ['Ben', 'young'],
  ] as const)
    await createMember(db.database, {
      name,
      shopId,
      role: 'marketer',
      email: `${name.toLowerCase()}@example.com`,
    });
  browser = await launchBrowser();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await imports.stop();
  await db.drop();
  await rm(webRoot, { recursive: true, force: true });
});

async function buy(shopId: string, count: number): Promise<void> {
  const until = 20_700;
  const ids = new Map<string, string>();
  for (const { shopper, day, amount } of simulatedPurchases(count, until, 'page')) {
    const id = ids.get(shopper) ?? newId();
    if (!ids.has(shopper))
      await db.database.query('insert into shoppers (shop_id, id, display_name) values ($1, $2, $3)', [
        shopId,
        id,
        `Min ${shopper}`,
      ]);
    ids.set(shopper, id);
    const placedAt = daysBefore(1 + until - day);
    await addOrder(db.database, shopId, id, { placedAt, listCents: 2 * amount, unitCostCents: amount });
  }
}

async function signedIn(
  name: string,
  path: string,
  context?: BrowserContext,
  language: 'en' | 'zh' = 'en',
): Promise<Page> {
  const own =
    context ?? (await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' }));
  const page = await own.newPage();
  complaints.set(page, complaintsOf(page));
  await signIn(page, server.origin, { email: `${name.toLowerCase()}@example.com`, to: path, language });
  return page;
}

test('a marketer works value out, and reads whether it would have been right', async () => {
  const ada = await signedIn('Ada', '/console/value');
  await ada.getByText('It was not worked out yet').waitFor();
  await ada.getByRole('button', { name: 'Work it out now' }).click();
  await ada.getByRole('heading', { name: 'Would it have been right?' }).waitFor({ timeout: 60_000 });
  await ada.getByText('on the 180 days after it').waitFor();
  const errors = ada.getByRole('region', { name: 'Would it have been right?' });
  await errors.getByRole('rowheader', { name: 'Margin' }).waitFor();
  await ada.getByRole('slider', { name: /Repeat purchases of these shoppers/ }).waitFor();
  expect(await ada.getByRole('region', { name: 'Margin by tenths' }).getByRole('row').count()).toBe(11);
  expect(await ada.getByRole('region', { name: 'Who is expected' }).getByRole('row').count()).toBe(21);
  await ada.getByText(/MBG\/NBD, \d+ shoppers, log likelihood/).waitFor();
  await ada.getByText('They decide nothing until an experiment').waitFor();
  const atRisk = ada.getByRole('region', { name: 'Valuable and at risk' });
  await atRisk
    .getByText(/days since/)
    .first()
    .waitFor();
  expect(await atRisk.getByRole('row').count()).toBe(21);
  await ada.getByText('Risk by the stated rule').waitFor();
  expect(complaints.get(ada)).toEqual([]);
});

test('a young shop is told why nothing can be said, and what would help', async () => {
  const ben = await signedIn('Ben', '/console/value');
  await ben.getByRole('button', { name: 'Work it out now' }).click();
  await ben.getByText('Too few shoppers have bought so far. At least 20 are needed').waitFor();
  expect(complaints.get(ben)).toEqual([]);
});

describe.each([
  ['en', 'light', 1440],
  ['zh', 'dark', 1024],
  ['en', 'light', 390],
  ['zh', 'light', 320],
] as const)('%s, %s, %i px', (language, colorScheme, width) => {
  test('axe-core finds no serious fault, and nothing is wider than the page', {
    timeout: 60_000,
  }, async () => {
    const context = await browser.newContext({
      viewport: { width, height: width < 600 ? 844 : 900 },
      colorScheme,
      reducedMotion: 'reduce',
      locale: language === 'zh' ? 'zh-CN' : 'en-GB',
      ...(width < 600 && { hasTouch: true, isMobile: true }),
    });
    const page = await signedIn('Ada', '/console/value', context, language);
    await page.locator('.chart svg').first().waitFor();
    await page
      .getByText(language === 'zh' ? /距/ : /days since/)
      .first()
      .waitFor();
    await page.getByRole('heading', { name: language === 'zh' ? '价值' : 'Value', exact: true }).waitFor();
    await page.screenshot({ path: `/tmp/value-${language}-${width}.png`, fullPage: true });
    expect(await pageFaults(page, 'value')).toEqual([]);
    expect(complaints.get(page)).toEqual([]);
    await context.close();
  });
});
