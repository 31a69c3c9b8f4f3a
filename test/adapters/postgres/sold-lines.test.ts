import { afterAll, beforeAll, expect, test } from 'vitest';
import { soldLinesOfShop } from '../../../adapters/postgres/sold-lines.ts';
import { newId } from '../../../core/ids.ts';
import { splitLine } from '../../../core/order-amounts.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { addShop } from './money-world.ts';

let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
});

afterAll(() => db?.drop());

test('one shown price is one price, wherever it was bought and whatever its tax; a discount is no price', async () => {
  const shopId = await addShop(db.database, 'taxed');
  const sell = async (number: string, shownCents: number, taxPercent: number, offShownCents = 0) => {
    const id = newId();
    const line = splitLine(shownCents, 2, offShownCents, taxPercent);
    await db.database.query(
      `insert into orders (shop_id, id, number, placed_at, state, currency)
       values ($1, $2, $3, '2026-11-01', 'delivered', 'EUR')`,
      [shopId, id, number],
    );
    await db.database.query(
      `insert into order_lines (shop_id, order_id, line_no, product_id, quantity, list_price_cents, discount_cents, tax_cents)
       values ($1, $2, 1, 'mug', 2, $3, $4, $5)`,
      [shopId, id, line.listPriceCents, line.discountCents, line.taxCents],
    );
  };
  await sell('1', 2_400, 20);
  await sell('2', 2_400, 0);
  await sell('3', 2_400, 20, 480);
  await sell('4', 2_000, 20);
  const { lines } = await soldLinesOfShop(db.database, shopId, new Date(0));
  // Net 20.00, 24.00, 20.00 and 16.67 of 24.00, 24.00, 24.00 and 20.00 shown.
  const rate = (2_000 + 2_400 + 2_000 + 1_667) / (2_400 * 3 + 2_000);
  const prices = lines.map(({ unitPrice }) => unitPrice).sort((a, b) => a - b);
  for (const [i, shown] of [2_000, 2_400, 2_400, 2_400].entries())
    expect(Math.abs(prices[i]! - shown * rate)).toBeLessThan(1.5);
  expect(new Set(prices.slice(1)).size).toBe(1);
});
