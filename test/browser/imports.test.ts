import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { consoleRouter } from '../../adapters/http/console/console-router.ts';
import { createShop } from '../../app/create-shop.ts';
import { systemClock } from '../../core/clock.ts';
import { engine } from '../adapters/postgres/money-world.ts';
import { ordersFile } from '../adapters/shop-import/import-world.ts';
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
let folder: string;
const complaints = new WeakMap<Page, string[]>();

beforeAll(async () => {
  db = await createTestDatabase();
  imports = await startImports(db);
  folder = await mkdtemp(join(tmpdir(), 'mainstay-files-'));
  const place = { currency: 'GBP', country: 'GB', timeZone: 'Europe/London', language: 'en' } as const;
  const name = { en: 'Teapot', zh: '茶壶' };
  await createShop(db.database, { id: 'teapot', name, ...place, productUrl: '', support: null }, new Date());
  webRoot = await buildPage('signin', 'console');
  const parts = { database: db.database, rules: engine, clock: systemClock, imports: imports.parts };
  server = await startStaffServer(
    db.database,
    (gate) => [{ path: '/api/console', router: gate.behind(['marketer'], consoleRouter(parts)) }],
    { webRoot },
  );
  await createMember(db.database, { name: 'Mia', role: 'marketer', email: 'mia@example.com' });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await imports.stop();
  await db.drop();
  for (const path of [webRoot, folder]) await rm(path, { recursive: true, force: true });
});

async function signedIn(given: { width?: number; zh?: boolean; dark?: boolean } = {}): Promise<Page> {
  const { width = 1440, zh = false, dark = false } = given;
  const context = await browser.newContext({
    viewport: { width, height: width < 600 ? 844 : 900 },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    locale: zh ? 'zh-CN' : 'en-GB',
    ...(width < 600 && { hasTouch: true, isMobile: true }),
  });
  const page = await context.newPage();
  complaints.set(page, complaintsOf(page));
  await signIn(page, server.origin, {
    email: 'mia@example.com',
    to: '/console/imports',
    language: zh ? 'zh' : 'en',
  });
  await page.locator('.drop').waitFor();
  return page;
}

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

const give = async (page: Page, path: string) => {
  await page.locator('input[type=file]').setInputFiles(path);
  await page.locator('.import-table').waitFor();
};

const choose = async (page: Page, label: string, option: string) => {
  await page.getByLabel(label, { exact: true }).first().click();
  await page.getByRole('option', { name: option, exact: true }).click();
};

/** Columns that nothing is known of, a word for a number, a date that is none, and a line that ends early. */
const polish =
  'Zamówienie;Data;Klient;Towar;Ilość;Cena\n1;03.04.2025;k1;Herbata;2;3,50\n2;31.02.2025;k2;Herbata;1;3,50\n3;05.04.2025;k3;Herbata;jeden;3,50\n4;06.04.2025\n';

describe('a file of orders', () => {
  let page: Page;

  test('an empty shop says what an import does', async () => {
    page = await signedIn();
    await page.getByText('Nothing has been imported yet.').waitFor();
    await page.getByText('How imports work').click();
    await page.getByText('The same file again changes nothing').first().waitFor();
  });

  test('what is no table is refused by name', async () => {
    const zip = Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.alloc(60)]);
    await page.locator('input[type=file]').setInputFiles(await file('orders.xlsx', zip));
    await page.getByRole('alert').getByText('This is an Excel or ZIP file.').waitFor();
  });

  test('a dropped file is sent, shown, mapped by hand and counted in words', async () => {
    await page.evaluate(
      `{
        const transfer = new DataTransfer();
        transfer.items.add(new File([${JSON.stringify(polish)}], 'zamowienia.csv'));
        const target = document.querySelector('.drop');
        target.dispatchEvent(new DragEvent('dragover', { dataTransfer: transfer, bubbles: true, cancelable: true }));
        target.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
      }`,
    );
    await page.locator('.import-table').waitFor();
    await page.getByRole('heading', { name: 'zamowienia.csv' }).waitFor();
    await page.getByText('Still needed: Order date').or(page.getByText('Still needed: Product')).waitFor();
    expect(await page.getByRole('button', { name: 'Import', exact: true }).isDisabled()).toBe(true);
    for (const [column, field] of [
      ['Data', 'Order date'],
      ['Zamówienie', 'Order number'],
      ['Klient', 'Customer id'],
      ['Towar', 'Product name'],
      ['Ilość', 'Quantity'],
      ['Cena', 'Unit price'],
    ] as const) {
      await choose(page, `Read “${column}” as`, field);
      await expect
        .poll(() => page.getByLabel(`Read “${column}” as`, { exact: true }).first().inputValue(), {
          timeout: 10_000,
        })
        .toBe(field);
    }
    await page.getByText('4 rows: 1 can be imported, 3 are left out.').waitFor();
    await page.getByText('left out: not a date that exists').waitFor();
    await page.getByText('left out: fewer fields than the header').waitFor();
  });

  test('a reload keeps the file; a column that is taken away is missed and given back', async () => {
    await page.reload();
    await page.locator('.import-table').waitFor();
    await choose(page, 'Read “Towar” as', 'Product name');
    await choose(page, 'Read “Towar” as', 'not read');
    await page.getByText(/Still needed: .*Product id or Product name/).waitFor();
    await page.getByRole('button', { name: 'Choose another file' }).click();
    await page.locator('.drop').waitFor();
  });

  test('is imported with a bar that moves, paused, gone on with, and told of in the list', async () => {
    const orders = ordersFile(30_000);
    const rows = orders.trim().split('\n').length - 1;
    await give(page, await file('orders.csv', orders));
    await page.getByText(`${rows.toLocaleString('en')} rows: `).waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: /^Import [\d,]+ rows$/ }).click();
    const bar = page.getByRole('progressbar', { name: 'Progress of orders.csv' });
    await bar.waitFor();
    await expect
      .poll(async () => Number(await bar.getAttribute('aria-valuenow')), { timeout: 30_000 })
      .toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('Paused. It goes on from where it stopped.').waitFor();
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('cell', { name: 'done' }).waitFor({ timeout: 120_000 });
    await page.getByRole('row', { name: /orders\.csv/ }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByText('30,000 new orders').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      drawer.getByRole('link', { name: 'Rejected rows as CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('orders.csv.rejected.csv');
    const stored = await db.database.query('select count(*) as n from orders where shop_id = $1', ['teapot']);
    expect(stored.rows[0]).toEqual({ n: 30_000 });
    await page.keyboard.press('Escape');
  }, 180_000);

  test('the same again says so before it begins, and one that runs is cancelled after a question', async () => {
    await give(page, join(folder, 'orders.csv'));
    await page.getByText(/This very file was imported/).waitFor();
    await page.getByRole('button', { name: /^Import/ }).click();
    await page.getByRole('button', { name: 'Cancel import' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('What has been written stays').waitFor();
    await dialog.getByRole('button', { name: 'Cancel import' }).click();
    await page.getByRole('cell', { name: 'cancelled' }).waitFor({ timeout: 60_000 });
  }, 90_000);

  test('nothing broke a rule of the content security policy', () => {
    // The refusal of the Excel file is the only complaint.
    expect(complaints.get(page)!.filter((text) => !/status of 400/.test(text))).toEqual([]);
  });
});

describe.each([
  ['en', 'light', 1440],
  ['zh', 'dark', 1024],
  ['en', 'dark', 390],
  ['zh', 'light', 320],
] as const)('%s, %s, %i px', (language, colorScheme, width) => {
  test('axe-core finds no serious fault, and nothing is wider than the page', {
    timeout: 120_000,
  }, async () => {
    const page = await signedIn({ width, zh: language === 'zh', dark: colorScheme === 'dark' });
    const faults: string[] = [];
    const look = async (where: string) => void faults.push(...(await pageFaults(page, where)));
    await page.locator('.table').waitFor();
    await look('list');
    await page.locator('tbody tr').first().click();
    await page.getByRole('dialog').locator('.bullets').waitFor();
    await look('drawer');
    await page.keyboard.press('Escape');
    await give(page, await file('zamowienia.csv', polish));
    await look('columns');
    await page.locator('.import-table .mantine-Select-input').first().click();
    await page.getByRole('option').first().waitFor();
    await look('a column');
    expect(faults).toEqual([]);
    expect(complaints.get(page)).toEqual([]);
    await page.context().close();
  });
});
