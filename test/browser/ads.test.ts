import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../adapters/postgres/database.ts';
import { putSpend } from '../../adapters/postgres/spend.ts';
import { newId } from '../../core/ids.ts';
import { addShop, addShopper, now } from '../adapters/postgres/money-world.ts';
import { advertisedWorld } from '../retention/spend/advertised-world.ts';
import { type ConsoleStage, openConsoleStage } from './console-stage.ts';
import { pageFaults } from './page-faults.ts';

let stage: ConsoleStage;
const shopId = 'advertised';
const dayMs = 86_400_000;

beforeAll(async () => {
  stage = await openConsoleStage({
    now: () => new Date((20_000 + 420) * dayMs),
    prepare: (database) => addShop(database, shopId).then(() => undefined),
  });
}, 240_000);

afterAll(() => stage?.close());

test('without spend the page says how it is taken in', async () => {
  const page = await stage.open('/console/ads');
  await page.getByText('No spend was taken in yet.').waitFor();
  await page.getByText(`mainstay import spend spend.csv --shop ${shopId}`).waitFor();
  await page.getByText('No shopper has said yes to advertising yet.').waitFor();
  expect(await pageFaults(page, 'ads, empty')).toEqual([]);
  expect(stage.complaints(page)).toEqual([]);
});

test('too short a history is refused in words', async () => {
  await advertise(stage.database, 60);
  const page = await stage.open('/console/ads');
  await page.getByText('there are 60 days; at least 84, and 30 for each channel, are needed.').waitFor();
  await page.getByRole('button', { name: '中文' }).click();
  await page.getByText('只有 60 天').waitFor();
});

test('each channel with what it brings, a better split of any total, and the audience', async () => {
  await advertise(stage.database, 420);
  for (const granted of [true, true, false]) {
    const shopperId = await addShopper(stage.database, shopId);
    await stage.database.query('update shoppers set email = $2 where id = $1', [
      shopperId,
      `${shopperId}@shoppers.example`,
    ]);
    await stage.database.query(
      `insert into consents (shop_id, id, shopper_id, purpose, granted, wording, given_at)
       values ($1, $2, $3, 'advertising', $4, 'w', $5)`,
      [shopId, newId(), shopperId, granted, now],
    );
  }
  const page = await stage.open('/console/ads');
  await page.getByRole('button', { name: 'Work it out again' }).click();
  const rows = page.locator('main tbody tr');
  await rows.first().waitFor({ timeout: 60_000 });
  expect(await rows.count()).toBe(3);
  await page.getByText(/From 420 days, .* spend and season explain \d+% of the revenue/).waitFor();
  // The true curves: search 900 s / (s + 300), social 1600 s / (s + 1500) a day.
  const search = page.getByRole('img', { name: /^search: €/ });
  expect(await search.getAttribute('aria-label')).toMatch(
    /the last €1\.00 brings €[\d.]+ \(€[\d.]+ to €[\d.]+\)/,
  );
  const verdict = page.getByRole('status').filter({ hasText: 'a day' });
  const before = await verdict.textContent();
  await page.getByText('2 shoppers said yes to advertising and may be reached').waitFor();

  await page.getByLabel('Total a day, EUR').fill('0');
  await page.getByText('An amount above 0, please').waitFor();
  await page.getByLabel('Total a day, EUR').fill('1000');
  await page.getByRole('button', { name: 'Split it' }).click();
  await expect.poll(() => verdict.textContent()).not.toBe(before);
  expect(await proposedSum(page)).toBeGreaterThan(0);
  expect(await pageFaults(page, 'ads')).toEqual([]);
  await page.getByRole('button', { name: '中文' }).click();
  await page.getByRole('heading', { name: '广告', exact: true }).waitFor();
  expect(await pageFaults(page, 'ads, zh')).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await pageFaults(page, 'ads, phone')).toEqual([]);
  expect(stage.complaints(page)).toEqual([]);
  const { rows: drawn } = await stage.database.query('select 1 from assignments where shop_id = $1', [
    shopId,
  ]);
  // Looking at how many there are puts nobody aside.
  expect(drawn).toEqual([]);
});

async function proposedSum(page: Page): Promise<number> {
  const cells = await page.locator('main tbody tr td:last-child').allTextContents();
  return cells.reduce((sum, text) => sum + Number(text.replace(/[^\d.]/g, '')), 0);
}

/** The last days of a simulated world, as spend and as one order a day. */
async function advertise(database: Database, days: number): Promise<void> {
  const { channels, firstDay, spend, outcome } = advertisedWorld('page');
  const from = outcome.length - days;
  const at = (day: number) => new Date((firstDay + day) * dayMs + dayMs / 2);
  await database.query('delete from spend where shop_id = $1', [shopId]);
  await database.query('delete from order_lines where shop_id = $1', [shopId]);
  await database.query('delete from orders where shop_id = $1', [shopId]);
  const kept = Array.from({ length: days }, (_, i) => from + i);
  await putSpend(
    database,
    shopId,
    channels.flatMap((channel, c) =>
      kept.map((day) => ({
        channel,
        day: at(day).toISOString().slice(0, 10),
        spendCents: Math.round(100 * spend[c]![day]!),
      })),
    ),
  );
  await database.query(
    `with sold as (select * from unnest($2::uuid[], $3::timestamptz[], $4::int[]) as s (id, at, cents)),
     ordered as (
       insert into orders (shop_id, id, number, placed_at, state, currency)
       select $1, id, id::text, at, 'delivered', 'EUR' from sold)
     insert into order_lines (shop_id, order_id, line_no, product_id, quantity, list_price_cents, unit_cost_cents)
     select $1, id, 1, 'p', 1, cents, 0 from sold`,
    [shopId, kept.map(() => newId()), kept.map(at), kept.map((day) => Math.round(100 * outcome[day]!))],
  );
}
