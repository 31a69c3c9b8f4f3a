import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../core/ids.ts';
import { addShop } from '../adapters/postgres/money-world.ts';
import { pricedWorld } from '../retention/price/priced-world.ts';
import { type ConsoleStage, openConsoleStage } from './console-stage.ts';
import { pageFaults } from './page-faults.ts';

let stage: ConsoleStage;

beforeAll(async () => {
  const { lines } = pricedWorld('page', { products: 7, elasticity: -0.4, scatter: 0.2 });
  const last = Math.max(...lines.map(({ at }) => at));
  stage = await openConsoleStage({
    now: () => new Date(last + 86_400_000),
    async prepare(database) {
      const shopId = await addShop(database, 'priced');
      await database.query(
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
    },
  });
}, 240_000);

afterAll(() => stage?.close());

test('prices: suggestions with their gain, and what each price asked before would add', async () => {
  const page = await stage.open('/console/prices');
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
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '中文' }).click();
  await page.getByRole('heading', { name: '价格' }).waitFor();
  expect(await pageFaults(page, 'prices, zh')).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await pageFaults(page, 'prices, phone')).toEqual([]);
});
