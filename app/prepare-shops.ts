import { demoShopId, loadDemoShop } from '../adapters/demo-shop/load-demo-shop.ts';
import type { Database } from '../adapters/postgres/database.ts';
import { seedMoney } from '../adapters/postgres/money-seed.ts';
import { newestChurnVersion } from '../adapters/postgres/risk-model-store.ts';
import { newestValueFit } from '../adapters/postgres/value-fits.ts';
import { systemClock } from '../core/clock.ts';
import { MainstayError } from '../core/errors.ts';
import type { Services } from './compose-services.ts';
import type { Config } from './config.ts';
import { fitValueApart } from './fit-value-apart.ts';
import type { Progress } from './progress.ts';
import { trainChurnApart } from './train-churn-apart.ts';

/**
 * Loads the demo shop into an empty database when that is wanted, gives it its first churn and lifetime models, and computes the
 * sentence vectors that are missing. Seconds at the first start, a few queries at every later one.
 */
export async function prepareShops(parts: {
  config: Config;
  connectionString: string;
  database: Database;
  services: Services;
  progress: Progress;
  /** Aborted: the demo shop is left undrawn, and nothing more is begun. */
  signal?: AbortSignal;
}): Promise<void> {
  const { config, connectionString, database, services, progress, signal } = parts;
  const shops = await shopIds(database);
  if (shops.length === 0 && config.DEMO_SHOP) {
    const drawing = progress.begin('Drawing the demo shop');
    await loadDemoShop(database, {
      now: systemClock.now(),
      onProgress(step, done) {
        signal?.throwIfAborted();
        drawing.at(done, step);
      },
      prepare: (tx, shop) => seedMoney(tx, { ...shop, engine: services.rules }),
    });
    drawing.end();
    shops.push(demoShopId);
  }
  // Each in a thread of its own: side by side, and this one stays free to hear when a text is done.
  for (const shopId of shops)
    await Promise.all([
      trainFirstChurnModel({ database, connectionString }, shopId, progress),
      fitFirstValue({ database, connectionString }, shopId, progress),
      prepareKnowledge(services, shopId, progress, signal),
    ]);
  const now = systemClock.now();
  await Promise.all(shops.map((shopId) => services.recommender.refresh(shopId, now)));
}

export async function shopIds(database: Database): Promise<string[]> {
  const { rows } = await database.query<{ id: string }>('select id from shops order by id');
  return rows.map((row) => row.id);
}

async function trainFirstChurnModel(
  { database, connectionString }: { database: Database; connectionString: string },
  shopId: string,
  progress: Progress,
): Promise<void> {
  if ((await newestChurnVersion(database, shopId)) !== null) return;
  const training = progress.begin(`Learning who leaves shop "${shopId}"`);
  try {
    await trainChurnApart({ connectionString, shopId });
    training.end();
  } catch (error) {
    // Too short a history: risk is told by the stated prior until there is more.
    if (!(error instanceof MainstayError)) throw error;
    training.end(`not yet: ${error.message}`);
  }
}

async function fitFirstValue(
  { database, connectionString }: { database: Database; connectionString: string },
  shopId: string,
  progress: Progress,
): Promise<void> {
  if ((await newestValueFit(database, shopId)) !== null) return;
  const fitting = progress.begin(`Reckoning what shoppers of "${shopId}" are worth`);
  const { refused } = await fitValueApart({ connectionString, shopId });
  fitting.end(refused === null ? undefined : `not yet: ${refused}`);
}

/**
 * Stored vectors are loaded; those of products and articles that are missing are computed before the first question,
 * reviews follow in the background.
 */
async function prepareKnowledge(
  { knowledge }: Services,
  shopId: string,
  progress: Progress,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { missing } = await knowledge.load(shopId);
  if (missing === 0) return;
  const reading = progress.begin(`Reading catalogue and articles of "${shopId}"`);
  await knowledge.refresh(shopId, {
    kinds: ['product', 'article'],
    ...(signal && { signal }),
    onProgress: (done, total) => reading.at(done / total),
  });
  reading.end();
}
