import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadNextItem, newestNextItem } from '../../../adapters/postgres/next-item-store.ts';
import { PostgresRecommender } from '../../../adapters/postgres/recommender.ts';
import { shopSequences } from '../../../adapters/postgres/shop-sequences.ts';
import {
  hasNewPurchases,
  type TrainShopRecommender,
  trainShopRecommender,
} from '../../../app/next-item/train-shop-recommender.ts';
import { onnxNextItemRuntime } from '../../../app/onnx-next-item-runtime.ts';
import { noProgress } from '../../../app/progress.ts';
import { trainRecommenderApart } from '../../../app/train-recommender-apart.ts';
import { FixedClock } from '../../../core/clock.ts';
import { newId } from '../../../core/ids.ts';
import { silentLogger } from '../../../core/logger.ts';
import { defaultNextItem } from '../../../models/train/recommender/next-item-settings.ts';
import { RunShelf } from '../../../models/train/records/run-shelf.ts';
import type { RecommendationRecord } from '../../../retention/recommend/recommendation-record.ts';
import { createShop } from '../../support/conversations.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { ShopHistory } from '../../support/shop-history.ts';
import { interleavedWorld } from './interleaved-world.ts';

let test_: TestDatabase;
let home: string;
const shopId = 'series';
const now = new Date('2026-07-15T12:00:00Z');
const runtime = onnxNextItemRuntime();

beforeAll(async () => {
  test_ = await createTestDatabase();
  home = mkdtempSync(join(tmpdir(), 'recommender-home-'));
  await createShop(test_.database, shopId);
  await insertWorld(interleavedWorld(400, 'shop'));
});
afterAll(async () => {
  await runtime.close();
  await test_.drop();
  rmSync(home, { recursive: true, force: true });
});

/** An order a product, a day apart, the last one a year ago: nothing is left out for having been bought lately. */
async function insertWorld(histories: readonly (readonly string[])[]): Promise<void> {
  const { database } = test_;
  const products = [...new Set(histories.flat())];
  await database.query(
    `insert into products (shop_id, id, category, name, description, price_cents, stock)
     select $1, id, 'pieces', jsonb_build_object('en', id, 'zh', id), '{"en": "", "zh": ""}', 1000, 10
     from unnest($2::text[]) id`,
    [shopId, products],
  );
  const shoppers = histories.map(() => newId());
  await database.query('insert into shoppers (shop_id, id) select $1, unnest($2::uuid[])', [
    shopId,
    shoppers,
  ]);
  const orders = histories.flatMap((items, i) =>
    items.map((item, at) => ({
      id: newId(),
      shopper: shoppers[i]!,
      item,
      at: new Date(now.getTime() - (365 + items.length - at) * 86_400_000),
    })),
  );
  await database.query(
    `insert into orders (shop_id, id, number, shopper_id, placed_at, state, currency, shipping_cents, tax_cents)
     select $1, id, 'S' || row_number() over (), shopper, placed_at, 'delivered', 'EUR', 0, 0
     from unnest($2::uuid[], $3::uuid[], $4::timestamptz[]) as o (id, shopper, placed_at)`,
    [shopId, orders.map(({ id }) => id), orders.map(({ shopper }) => shopper), orders.map(({ at }) => at)],
  );
  await database.query(
    `insert into order_lines (shop_id, order_id, line_no, product_id, quantity, list_price_cents)
     select $1, id, 1, product, 1, 1000 from unnest($2::uuid[], $3::text[]) as l (id, product)`,
    [shopId, orders.map(({ id }) => id), orders.map(({ item }) => item)],
  );
}

const parts = (): TrainShopRecommender => ({
  database: test_.database,
  clock: new FixedClock(now),
  home,
  progress: noProgress,
  settings: {
    ...defaultNextItem,
    width: 32,
    dropoutRate: 0.1,
    batchSize: 16,
    learningRate: 3e-3,
    epochs: 16,
  },
});

async function slateOf(recommender: PostgresRecommender, shopperId: string, at = now) {
  const { items, decisionId } = await test_.database.transaction((tx) =>
    recommender.recommend(tx, { shopId, shopperId, conversationId: newId(), sequence: 1, size: 3, now: at }),
  );
  const { rows } = await test_.database.query<{ record: RecommendationRecord }>(
    'select record from decisions where id = $1',
    [decisionId],
  );
  return { items, record: rows[0]!.record };
}

test('a shop too small keeps its neighbours and is told why', async () => {
  await createShop(test_.database, 'small');
  await expect(trainShopRecommender(parts(), 'small')).rejects.toThrow(
    /0 shoppers bought three different products or more; a next-item model wants 200/,
  );
  expect(await newestNextItem(test_.database, 'small')).toBeNull();
  await expect(
    trainRecommenderApart(
      { connectionString: test_.connectionString, shopId: 'small', home },
      new AbortController().signal,
    ),
  ).rejects.toMatchObject({ code: 'bad_input' });
});

test('sequences are in order of time, each product once, cancelled orders left out', async () => {
  await createShop(test_.database, 'order');
  const history = new ShopHistory(test_.database, 'order');
  const [shopper, before] = [await history.shopper(), await history.shopper()];
  await test_.database.query('update shoppers set merged_into = $1 where id = $2', [shopper, before]);
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
  await history.order(shopper, daysAgo(2), [{ productId: 'c' }, { productId: 'a' }]);
  await history.order(before, daysAgo(9), [{ productId: 'b' }, { productId: 'a' }]);
  await history.order(shopper, daysAgo(1), [{ productId: 'd' }], { cancelledAt: daysAgo(1) });
  await history.order(shopper, daysAgo(-1), [{ productId: 'e' }]);
  expect(await shopSequences(test_.database, 'order', now)).toEqual([
    { shopperId: shopper, products: ['b', 'a', 'c'] },
  ]);
});

test('a model that is better than neighbours serves beside them, and its version is logged; retired, it does not', {
  timeout: 180_000,
}, async () => {
  const { database } = test_;
  expect(await hasNewPurchases(database, shopId, now)).toBe(true);
  const { version, report } = await trainShopRecommender(parts(), shopId);
  expect(report.serves).toBe(true);
  expect(report.trial.aboveKnn!.mixed.lower).toBeGreaterThan(0);
  expect(await hasNewPurchases(database, shopId, now)).toBe(false);
  const runs = await new RunShelf(join(home, 'runs'), { now: () => now }).list();
  const trial = runs.find(({ name }) => name === `recommender-${shopId}-trial`);
  expect(trial).toMatchObject({ kind: 'recommender', shopId, state: 'finished', metric: 'ndcg10' });
  const { history: epochs, bestEpoch } = report;
  expect(trial!.best!.value).toBeCloseTo(epochs[bestEpoch - 1]!.development!.ndcg10, 6);

  const recommender = new PostgresRecommender({
    database,
    logger: silentLogger,
    nextItem: runtime,
    explorationShare: 0,
  });
  const history = new ShopHistory(database, shopId);
  const shopper = await history.shopper();
  for (const [i, piece] of [5, 25, 6, 26, 7].entries())
    await history.order(shopper, new Date(now.getTime() - (300 - i) * 86_400_000), [
      { productId: `piece-${piece}` },
    ]);
  // Not open yet: the request goes on with neighbours.
  expect((await slateOf(recommender, shopper)).record.engine).toBe('item-knn-1');
  await recommender.refresh(shopId, now);
  const { items, record } = await slateOf(recommender, shopper);
  expect(record.engine).toBe(`item-knn-1+${version}`);
  expect(items[0]?.productId).toBe('piece-27');
  const sources = record.inputs.candidates.map(({ source }) => source);
  expect(sources).toContain('next');
  // Somebody of whom nothing is known is not the model's.
  expect((await slateOf(recommender, await history.shopper())).record.engine).toBe('item-knn-1');

  const stored = (await loadNextItem(database, shopId, version))!;
  await database.query(
    `insert into model_artefacts (shop_id, name, version, manifest, artefact, trained_at)
     values ($1, 'next-item', 'next-item-retired', $2, '', $3)`,
    [shopId, JSON.stringify(stored.manifest), new Date(now.getTime() + 1000)],
  );
  await recommender.refresh(shopId, now);
  expect((await slateOf(recommender, shopper)).record.engine).toBe('item-knn-1');
});

test('a stored file that is damaged does not serve, neighbours do', async () => {
  await test_.database.query(
    `update model_artefacts set artefact = 'broken', trained_at = $2 where shop_id = $1 and artefact <> ''`,
    [shopId, new Date(now.getTime() + 5000)],
  );
  const errors: object[] = [];
  const recommender = new PostgresRecommender({
    database: test_.database,
    logger: { ...silentLogger, error: (_: string, facts?: object) => void errors.push(facts ?? {}) },
    nextItem: runtime,
  });
  await recommender.refresh(shopId, now);
  expect(errors).toMatchObject([
    { shopId, reason: expect.stringMatching(/run mainstay train recommender --shop/) },
  ]);
  const { rows } = await test_.database.query<{ shopper_id: string }>(
    'select shopper_id from orders where shop_id = $1 limit 1',
    [shopId],
  );
  expect((await slateOf(recommender, rows[0]!.shopper_id)).record.engine).toBe('item-knn-1');
});
