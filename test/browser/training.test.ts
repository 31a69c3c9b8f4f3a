import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordRun } from '../../models/train/records/record-run.ts';
import { RunShelf } from '../../models/train/records/run-shelf.ts';
import { addShop } from '../adapters/postgres/money-world.ts';
import { recordSteps, runWorld, stepsOf } from '../models/train/records/run-world.ts';
import { type ConsoleStage, openConsoleStage } from './console-stage.ts';
import { pageFaults } from './page-faults.ts';
import { screens } from './screens.ts';

const { runs, clock, spec } = runWorld();
let folder = runs;
let stage: ConsoleStage;

beforeAll(async () => {
  await recordSteps(spec(), clock, stepsOf(1, 100, 100, 20), { accuracy: 0.91 });
  clock.advanceMs(3_600_000);
  const other = { learningRate: 0.002, epochs: 3, tuning: { method: 'full' } };
  await recordSteps(spec({ settings: other }), clock, stepsOf(1, 57, 100, 20));
  const shops = spec({ folder: join(runs, 'secret'), kind: 'recommender', shopId: 'other' });
  await recordSteps(shops, clock, stepsOf(1, 20, 20, 20));
  stage = await openConsoleStage({
    members: [{ name: 'Ada' }, { name: 'Ben', shopId: 'small' }],
    async prepare(database) {
      await addShop(database, 'small');
      await addShop(database, 'other');
    },
    parts: () => ({
      runs: {
        list: () => new RunShelf(folder, clock).list(),
        read: (name) => new RunShelf(folder, clock).read(name),
      },
    }),
  });
}, 120_000);

afterAll(() => stage?.close());

test('nothing recorded yet: the page names the commands', async () => {
  folder = join(runs, 'nothing yet');
  const page = await stage.open('/console/training');
  await page.getByText('mainstay train text --tune lora, mainstay train recommender').waitFor();
  expect(await pageFaults(page, 'empty')).toEqual([]);
  folder = runs;
});

test('runs are listed, drawn, laid side by side, and what differs is marked', async () => {
  const page = await stage.open('/console/training');
  const rows = page.getByRole('region', { name: 'Training runs' }).locator('tbody tr');
  await rows.nth(2).waitFor();
  await page.getByRole('checkbox', { name: 'encoder', exact: true }).check();
  await page.getByRole('checkbox', { name: 'secret' }).uncheck();
  await page.getByRole('checkbox', { name: 'encoder-2' }).check();
  const loss = page.getByRole('slider', { name: 'Training loss over steps' });
  await loss.locator('svg [data-series="2"]').waitFor({ state: 'attached' });
  // The other one ended at step 57: at the end of the first it says nothing.
  expect(await loss.getAttribute('aria-valuetext')).toBe('Step 100: encoder 0.364, encoder-2 –');
  const settings = page.getByRole('region', { name: 'Settings and data' });
  const rate = settings.getByRole('row', { name: /learningRate/ });
  expect(await rate.textContent()).toBe('learningRatediffers0.0010.002');
  expect(await settings.getByRole('row', { name: /epochs/ }).textContent()).toBe('epochs33');
  await page.getByRole('checkbox', { name: 'Only what differs' }).check();
  await settings.getByRole('row', { name: /epochs/ }).waitFor({ state: 'detached' });
  await page
    .getByRole('textbox', { name: 'Figure' })
    .or(page.getByRole('combobox', { name: 'Figure' }))
    .first()
    .click();
  await page.getByRole('option', { name: 'topic · accuracy' }).click();
  const figure = page.getByRole('slider', { name: 'On development rows: topic · accuracy, over steps' });
  expect(await figure.getAttribute('aria-valuetext')).toBe('Step 100: encoder 0.8200, encoder-2 –');
  await figure.focus();
  for (let i = 0; i < 2; i++) await page.keyboard.press('ArrowLeft');
  expect(await figure.getAttribute('aria-valuetext')).toBe('Step 60: encoder 0.9000, encoder-2 –');
  expect(page.url()).toMatch(/runs=encoder(%2C|,)encoder-2/);
  expect(await pageFaults(page, 'compared')).toEqual([]);
  expect(stage.complaints(page)).toEqual([]);
});

test('a run that goes on is drawn further without a reload', async () => {
  const live = spec({ folder: join(runs, 'live'), kind: 'text' });
  const page = await stage.open('/console/training?runs=live');
  await recordRun(live, async (run) => {
    for (const step of stepsOf(1, 10, 100, 20)) run.step(step);
    await page.reload();
    const row = page.getByRole('row', { name: /live/ });
    await row.getByText('Running').waitFor();
    await row.getByText('10 of 100').waitFor();
    const loss = page.getByRole('slider', { name: 'Training loss over steps' });
    await loss.waitFor();
    for (const step of stepsOf(11, 30, 100, 20)) run.step(step);
    await row.getByText('30 of 100').waitFor({ timeout: 20_000 });
    await page.locator('[role=slider][aria-valuetext^="Step 30"]').first().waitFor({ timeout: 20_000 });
  });
  await page.getByRole('row', { name: /live/ }).getByText('Stopped').waitFor({ timeout: 20_000 });
});

test('who works for one shop sees nothing of another shop’s runs', async () => {
  const page = await stage.open('/console/training', { as: 'Ben' });
  await page.getByRole('checkbox', { name: 'encoder-2' }).waitFor();
  expect(await page.getByText('secret').count()).toBe(0);
  const statuses = await page.evaluate<number[]>(
    `Promise.all(['secret', 'encoder', '..%2Fencoder', '%2e%2e', 'no'].map((name) => fetch('/api/console/runs/' + name).then(({ status }) => status)))`,
  );
  expect(statuses).toEqual([404, 200, 404, 404, 404]);
});

describe.each(screens)('$language, $colorScheme, $width px', (screen) => {
  test('axe-core finds no serious fault, and nothing is wider than the page', async () => {
    const page = await stage.open('/console/training?runs=encoder,encoder-2', { screen });
    await page.locator('.chart svg').nth(1).waitFor();
    expect(await pageFaults(page, 'training')).toEqual([]);
    expect(stage.complaints(page)).toEqual([]);
    await page.context().close();
  });
});
