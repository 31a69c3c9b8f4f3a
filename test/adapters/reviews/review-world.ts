import type { Database } from '../../../adapters/postgres/database.ts';
import { newId } from '../../../core/ids.ts';
import { addShop } from '../postgres/money-world.ts';

/** A Wednesday: the week of Monday the 16th has closed, that of the 23rd has not. */
export const now = new Date('2026-11-25T12:00:00Z');
const weekMs = 7 * 86_400_000;

const fine = [
  ['en', 5, 'They fit perfectly and are very warm.'],
  ['en', 4, 'True to size, great quality.'],
  ['zh', 5, '尺码标准，质量很好。'],
  ['en', 5, 'Fits like a glove. Fast delivery too!'],
] as const;
const tight = [
  ['en', 2, 'The new batch runs small. Sadly my toes hurt.'],
  ['zh', 2, '尺码偏小，很挤脚。'],
  ['en', 1, 'Far too tight, it runs small now.'],
  ['en', 2, 'It runs small, order a size up.'],
] as const;
const other = [
  ['en', 5, 'Makes wonderful coffee, very easy to use.'],
  ['en', 2, 'The lid leaks and the handle broke after a week.'],
  ['zh', 4, '包装很好，物流很快。'],
] as const;

/**
 * A shop with socks that fitted for 30 weeks and run small since six, and a kettle that never changed; one review of
 * each a week at least.
 */
export async function addReviewedShop(database: Database, shopId: string): Promise<string> {
  await addShop(database, shopId);
  for (const [id, category, en, zh] of [
    ['socks', 'clothing', 'Wool socks', '羊毛袜'],
    ['kettle', 'kitchen', 'Steel kettle', '钢壶'],
  ])
    await database.query(
      `insert into products (shop_id, id, category, name, description, price_cents, stock)
       values ($1, $2, $3, $4, '{"en": "", "zh": ""}', 1000, 5)`,
      [shopId, id, category, JSON.stringify({ en, zh })],
    );
  await database.query(
    `update shops set settings = '{"categories": [{"id": "clothing", "name": {"en": "Clothing", "zh": "服装"}},
       {"id": "kitchen", "name": {"en": "Kitchen", "zh": "厨房"}}]}' where id = $1`,
    [shopId],
  );
  for (let week = 36; week >= 1; week--) {
    const at = new Date(now.getTime() - week * weekMs);
    const ofSocks = week <= 6 ? [...tight.slice(0, 3), fine[week % 4]!] : [fine[week % 4]!];
    for (const review of ofSocks) await addReview(database, shopId, 'socks', review, at);
    await addReview(database, shopId, 'kettle', other[week % 3]!, at);
  }
  return shopId;
}

export async function addReview(
  database: Database,
  shopId: string,
  productId: string,
  [language, rating, body]: readonly [string, number, string],
  writtenAt: Date,
): Promise<string> {
  const id = newId();
  await database.query(
    `insert into reviews (shop_id, id, product_id, rating, language, body, written_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [shopId, id, productId, rating, language, body, writtenAt],
  );
  return id;
}
