import { afterAll, beforeAll, expect, test } from 'vitest';
import { digestReviews } from '../../adapters/reviews/digest-reviews.ts';
import { readReviews } from '../../adapters/reviews/read-reviews.ts';
import { openEncoder } from '../../app/commands/open-encoder.ts';
import { openReviewHeads } from '../../nlp/reviews/open-review-heads.ts';
import { ReviewReader } from '../../nlp/reviews/review-reader.ts';
import { addReviewedShop, now } from '../adapters/reviews/review-world.ts';
import { type ConsoleStage, openConsoleStage } from './console-stage.ts';
import { pageFaults } from './page-faults.ts';
import { screens } from './screens.ts';

let stage: ConsoleStage;
let encoder: Awaited<ReturnType<typeof openEncoder>>;

beforeAll(async () => {
  encoder = await openEncoder();
  const reader = new ReviewReader(encoder.embedder, openReviewHeads());
  stage = await openConsoleStage({
    now: () => now,
    prepare: async (database) => void (await addReviewedShop(database, 'reviewed')),
    parts: (database) => ({
      async analyseReviews(shopId) {
        await readReviews(database, reader, shopId, { now });
        await digestReviews(database, shopId, { now, modelVersion: reader.version });
      },
    }),
  });
}, 240_000);

afterAll(async () => {
  await stage?.close();
  await encoder?.close();
});

test('reviews: read now, find what got worse, read the reviews behind it, make it a case', async () => {
  const page = await stage.open('/console/reviews');
  await page.getByText('No reviews have been read yet').waitFor();
  expect(await pageFaults(page, 'reviews, none read')).toEqual([]);
  await page.getByRole('button', { name: 'Read new reviews' }).click();
  await page.getByText('All reviews are read.').waitFor({ timeout: 60_000 });
  const points = page.getByRole('region', { name: 'Pain points' });
  const first = points.locator('tbody tr').first();
  await first.getByText(/Worse since .* Oct 2026/).waitFor();
  expect(await first.textContent()).toContain('Size and fit');
  expect(await pageFaults(page, 'reviews')).toEqual([]);

  // By keys alone: to the first pain point, into it.
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('dialog');
  await drawer.getByText(/reviews of these 90 days that speak of it are negative/).waitFor();
  await drawer.getByText(/Since the week of .* by chance alone/).waitFor();
  const all = await drawer.locator('.review').count();
  expect(all).toBeGreaterThan(10);
  const phrases = drawer.getByRole('button', { name: /^“.*” in \d+$/ });
  const name = (await phrases.first().textContent())!;
  const [, phrase, count] = name.match(/“(.*)” in (\d+)/)!;
  await phrases.first().click();
  await drawer.getByText(`With “${phrase}”`).waitFor();
  await drawer.locator('.review').nth(Number(count)).waitFor({ state: 'detached' });
  const texts = await drawer.locator('.review').allTextContents();
  expect(texts).toHaveLength(Number(count));
  for (const text of texts) expect(text.toLowerCase()).toContain(phrase);
  expect(await pageFaults(page, 'pain point')).toEqual([]);

  await drawer.getByRole('combobox', { name: 'Owner' }).click();
  await page.getByRole('option', { name: 'Ada' }).click();
  await drawer.getByLabel('Action', { exact: true }).fill('New supplier');
  await drawer.getByLabel('Day of the action').fill('2026-10-14');
  await drawer.getByRole('button', { name: 'Make it a case' }).click();
  await drawer.getByText(/Other things changed too: this is no proof/).waitFor();
  expect(await pageFaults(page, 'pain point with a case')).toEqual([]);
  await page.keyboard.press('Escape');
  const cases = page.getByRole('region', { name: 'Cases' });
  await cases.getByText('New supplier').waitFor();
  expect(await cases.getByText(/\+\d+ points \(/).count()).toBe(1);
  expect(stage.complaints(page)).toEqual([]);
});

test('reviews: filters stand in the address and narrow every part', async () => {
  const page = await stage.open('/console/reviews?days=365&category=kitchen');
  const points = page.getByRole('region', { name: 'Pain points' });
  await points.getByText('Steel kettle').first().waitFor();
  expect(await points.getByText('Wool socks').count()).toBe(0);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await points.getByText('Wool socks').first().waitFor();
  await page
    .getByRole('region', { name: 'What reviews speak of' })
    .getByRole('button', { name: 'Size and fit' })
    .click();
  await page.waitForURL(/aspect=size_fit/);
  expect(await page.locator('.review mark').first().getAttribute('title')).toContain('Size and fit');
});

test.each(screens.slice(1))('reviews in $language, $colorScheme, $width wide', async (screen) => {
  const page = await stage.open('/console/reviews?days=365', { screen });
  await page.locator('.mood').first().waitFor();
  expect(await pageFaults(page, `reviews, ${screen.language} ${screen.width}`)).toEqual([]);
  await page.locator('main tbody tr[tabindex]').first().click();
  await page.getByRole('dialog').locator('.review').first().waitFor();
  expect(await pageFaults(page, `pain point, ${screen.language} ${screen.width}`)).toEqual([]);
});
