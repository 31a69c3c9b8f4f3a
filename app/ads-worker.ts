import { Database } from '../adapters/postgres/database.ts';
import { adsOfShop } from '../adapters/spend/ads-of-shop.ts';
import type { AdsTask } from './ads-apart.ts';
import { answerApart } from './answer-apart.ts';

/** Entry of the thread that `adsApart` starts. */
await answerApart(async ({ connectionString, shopId, now }: AdsTask) => {
  const database = new Database({ connectionString, maxConnections: 1 });
  try {
    return await adsOfShop(database, shopId, new Date(now));
  } finally {
    await database.close();
  }
});
