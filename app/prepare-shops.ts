import { demoShopId, loadDemoShop } from '../adapters/demo-shop/load-demo-shop.ts';
import type { Database } from '../adapters/postgres/database.ts';
import { seedMoney } from '../adapters/postgres/money-seed.ts';
import { newestChurnVersion } from '../adapters/postgres/risk-model-store.ts';
import { systemClock } from '../core/clock.ts';
import { MainstayError } from '../core/errors.ts';
import type { Services } from './compose-services.ts';
import type { Config } from './config.ts';
import { onnxChurnRuntime } from './onnx-churn-runtime.ts';
import { trainChurn } from './train-churn.ts';

/**
 * Loads the demo shop into an empty database when that is wanted, gives it its churn model, and computes the
 * sentence vectors that are missing. Seconds at the first start, a few queries at every later one.
 */
export async function prepareShops(parts: {
  config: Config;
  database: Database;
  services: Services;
  say: (line: string) => void;
}): Promise<void> {
  const { config, database, services, say } = parts;
  const shops = await shopIds(database);
  if (shops.length === 0 && config.DEMO_SHOP) {
    say('First start: drawing the demo shop ...');
    await loadDemoShop(database, {
      now: systemClock.now(),
      onProgress: (step, done) => say(`  ${String(Math.round(100 * done)).padStart(3)} %  ${step}`),
      prepare: (tx, shop) => seedMoney(tx, { ...shop, engine: services.rules }),
    });
    shops.push(demoShopId);
  }
  // Training runs in this thread, the encoder in its own: side by side neither waits for the other.
  for (const shopId of shops)
    await Promise.all([trainFirstChurnModel(database, shopId, say), prepareKnowledge(services, shopId, say)]);
  const now = systemClock.now();
  await Promise.all(shops.map((shopId) => services.recommender.refresh(shopId, now)));
}

export async function shopIds(database: Database): Promise<string[]> {
  const { rows } = await database.query<{ id: string }>('select id from shops order by id');
  return rows.map((row) => row.id);
}

async function trainFirstChurnModel(
  database: Database,
  shopId: string,
  say: (line: string) => void,
): Promise<void> {
  if ((await newestChurnVersion(database, shopId)) !== null) return;
  try {
    const progress = (line: string) => say(`  ${line}`);
    await trainChurn({ database, runtime: onnxChurnRuntime, clock: systemClock, progress }, shopId);
  } catch (error) {
    // Too short a history: risk is told by the stated prior until there is more.
    if (!(error instanceof MainstayError)) throw error;
    say(`  no churn model yet: ${error.message}`);
  }
}

/**
 * Stored vectors are loaded; those of products and articles that are missing are computed before the first question,
 * reviews follow in the background.
 */
async function prepareKnowledge(
  { knowledge }: Services,
  shopId: string,
  say: (line: string) => void,
): Promise<void> {
  const { missing } = await knowledge.load(shopId);
  if (missing === 0) return;
  let told = -1;
  await knowledge.refresh(shopId, {
    kinds: ['product', 'article'],
    onProgress(done, total) {
      const fifth = Math.floor((5 * done) / total);
      if (fifth === told) return;
      told = fifth;
      say(`  ${String(20 * fifth).padStart(3)} %  reading catalogue and articles of "${shopId}"`);
    },
  });
}
