import { Database } from '../adapters/postgres/database.ts';
import { pricesOfShop } from '../adapters/prices/prices-of-shop.ts';
import { answerApart } from './answer-apart.ts';
import type { PricesTask } from './prices-apart.ts';

/** Entry of the thread that `pricesApart` starts. */
await answerApart(async ({ connectionString, shopId, now }: PricesTask) => {
  const database = new Database({ connectionString, maxConnections: 1 });
  try {
    return await pricesOfShop(database, shopId, new Date(now));
  } finally {
    await database.close();
  }
});
