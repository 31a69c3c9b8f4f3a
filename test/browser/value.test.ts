import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../adapters/postgres/database.ts';
import { fitValue } from '../../app/fit-value.ts';
import { newId } from '../../core/ids.ts';
import { addOrder, addShop, daysBefore, now } from '../adapters/postgres/money-world.ts';
import { simulatedPurchases } from '../retention/value/shop/simulated-purchases.ts';
import { type ConsoleStage, openConsoleStage } from './console-stage.ts';
import { pageFaults } from './page-faults.ts';
import { screens } from './screens.ts';

let stage: ConsoleStage;

beforeAll(async () => {
  stage = await openConsoleStage({
    members: [
      { name: 'Ada', shopId: 'valued' },
      { name: 'Ben', shopId: 'young' },
    ],
    async prepare(database) {
      await addShop(database, 'valued');
      await addShop(database, 'young');
      await buy(database, 'valued', 150);
      await buy(database, 'young', 8);
    },
    parts: (database) => ({
      fitValue: async (shopId) => void (await fitValue({ database, clock: { now: () => now } }, shopId)),
    }),
  });
}, 120_000);

afterAll(() => stage?.close());

async function buy(database: Database, shopId: string, count: number): Promise<void> {
  const until = 20_700;
  const ids = new Map<string, string>();
  for (const { shopper, day, amount } of simulatedPurchases(count, until, 'page')) {
    const id = ids.get(shopper) ?? newId();
    if (!ids.has(shopper))
      await database.query('insert into shoppers (shop_id, id, display_name) values ($1, $2, $3)', [
        shopId,
        id,
        `Min ${shopper}`,
      ]);
    ids.set(shopper, id);
    const placedAt = daysBefore(1 + until - day);
    await addOrder(database, shopId, id, { placedAt, listCents: 2 * amount, unitCostCents: amount });
  }
}

test('a marketer works value out, and reads whether it would have been right', async () => {
  const ada = await stage.open('/console/value');
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
  expect(stage.complaints(ada)).toEqual([]);
});

test('a young shop is told why nothing can be said, and what would help', async () => {
  const ben = await stage.open('/console/value', { as: 'Ben' });
  await ben.getByRole('button', { name: 'Work it out now' }).click();
  await ben.getByText('Too few shoppers have bought so far. At least 20 are needed').waitFor();
  expect(stage.complaints(ben)).toEqual([]);
});

describe.each(screens)('$language, $colorScheme, $width px', (screen) => {
  test('axe-core finds no serious fault, and nothing is wider than the page', {
    timeout: 60_000,
  }, async () => {
    const page = await stage.open('/console/value', { screen });
    await page.locator('.chart svg').first().waitFor();
    await page
      .getByText(screen.language === 'zh' ? /距/ : /days since/)
      .first()
      .waitFor();
    await page
      .getByRole('heading', { name: screen.language === 'zh' ? '价值' : 'Value', exact: true })
      .waitFor();
    expect(await pageFaults(page, 'value')).toEqual([]);
    expect(stage.complaints(page)).toEqual([]);
    await page.context().close();
  });
});
