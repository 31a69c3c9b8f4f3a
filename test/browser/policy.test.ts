import { rm } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { consoleBadges } from '../../adapters/http/console/console-badges.ts';
import { consoleRouter } from '../../adapters/http/console/console-router.ts';
import { badgesRouter } from '../../adapters/http/staff/badges-router.ts';
import { judgePolicies } from '../../adapters/postgres/judge-policies.ts';
import { learnResponses } from '../../adapters/postgres/learn-responses.ts';
import { PostgresMoneyDesk } from '../../adapters/postgres/money-desk.ts';
import {
  addCrowd,
  addShop,
  daysBefore,
  decideRequest,
  engine,
  now,
} from '../adapters/postgres/money-world.ts';
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
const shopId = 'policy';
const complaints = new WeakMap<Page, string[]>();

beforeAll(async () => {
  db = await createTestDatabase();
  imports = await startImports(db);
  await addShop(db.database, shopId, { armBudgetCents: 120_000 });
  const shoppers = await addCrowd(db.database, shopId, 80);
  const desk = new PostgresMoneyDesk({ rules: engine });
  for (const shopperId of shoppers.slice(0, 15))
    await db.database.transaction((tx) => desk.decide(tx, decideRequest(shopId, shopperId, daysBefore(1))));
  await learnResponses(db.database, shopId, daysBefore(-8));
  await judgePolicies(db.database, shopId, daysBefore(-30));
  const clock = { now: () => now };
  const parts = { database: db.database, rules: engine, clock, imports: imports.parts };
  webRoot = await buildPage('signin', 'console');
  server = await startStaffServer(
    db.database,
    (gate) => [
      { path: '/api/badges', router: gate.behind([], badgesRouter(consoleBadges(parts))) },
      { path: '/api/console', router: gate.behind(['marketer'], consoleRouter(parts)) },
    ],
    { webRoot },
  );
  for (const name of ['Ada', 'Ben'])
    await createMember(db.database, { name, role: 'marketer', email: `${name.toLowerCase()}@example.com` });
  browser = await launchBrowser();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await imports.stop();
  await db.drop();
  await rm(webRoot, { recursive: true, force: true });
});

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

test('a marketer works the frontier out, moves epsilon, and a second person says yes', async () => {
  const ada = await signedIn('Ada', '/console/policy');
  await ada.getByText('It was not worked out yet').waitFor();
  await ada.getByRole('button', { name: 'Work it out now' }).click();
  await ada
    .getByRole('img', { name: /As decided today: margin .* Best within reach: margin/ })
    .waitFor({ timeout: 60_000 });
  const slider = ada.getByRole('slider', { name: 'Revenue that may be given up' });
  await slider.focus();
  await ada.keyboard.press('ArrowRight');
  await ada.getByText('At most 1.5%.').waitFor();
  await ada.getByLabel('Why').fill('more reach in spring');
  await ada.getByRole('button', { name: 'Ask a second person' }).click();
  await ada.getByText('It waits for a second person.', { exact: true }).first().waitFor();

  const ben = await signedIn('Ben', '/console/policy');
  await ben.getByText('1% → 1.5%').waitFor();
  await ben.getByText('Reason: more reach in spring').waitFor();
  await ben.getByRole('button', { name: 'Approve' }).click();
  await ben.getByText('At most 1.5%.').waitFor();
  await ben.getByRole('button', { name: 'Approve' }).waitFor({ state: 'detached' });

  // Less holds at once.
  await ben.getByRole('slider', { name: 'Revenue that may be given up' }).focus();
  await ben.keyboard.press('ArrowLeft');
  await ben.keyboard.press('ArrowLeft');
  await ben.getByText('At most 0.75%.').waitFor();
  await ben.getByRole('button', { name: 'Set it' }).click();
  await ben.getByText('It holds from the next decision on.').waitFor();
  const { rows } = await db.database.query<{ epsilon: number }>(
    'select epsilon from money_settings where shop_id = $1',
    [shopId],
  );
  expect(rows[0]!.epsilon).toBe(0.0075);
  for (const page of [ada, ben]) expect(complaints.get(page)).toEqual([]);
});

/** What stands on each tab once it has loaded. */
const tabs = [
  ['policy', 'svg[role=img]'],
  ['policy?tab=learning', '.table'],
  ['policy?tab=fairness', '.table'],
] as const;

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
    const page = await signedIn('Ada', '/console/policy', context, language);
    await page.getByRole('heading', { name: language === 'zh' ? '策略' : 'Policy' }).waitFor();
    const faults: string[] = [];
    for (const [path, shows] of tabs) {
      await page.goto(`${server.origin}/console/${path}`);
      await page.locator(shows).first().waitFor();
      faults.push(...(await pageFaults(page, path)));
    }
    expect(faults).toEqual([]);
    expect(complaints.get(page)).toEqual([]);
    await context.close();
  });
});
