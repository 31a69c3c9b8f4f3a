import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordRecommendedOrder } from '../../../adapters/postgres/recommend-attribution.ts';
import { PostgresRecommender } from '../../../adapters/postgres/recommender.ts';
import { newId } from '../../../core/ids.ts';
import { silentLogger } from '../../../core/logger.ts';
import { drawSlate } from '../../../retention/recommend/draw-slate.ts';
import type { RecommendationRecord } from '../../../retention/recommend/recommendation-record.ts';
import { createShop } from '../../support/conversations.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { ShopHistory } from '../../support/shop-history.ts';

let test_: TestDatabase;
const now = new Date('2026-06-30T12:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

beforeAll(async () => {
  test_ = await createTestDatabase();
});
afterAll(() => test_.drop());

/** A shop in which tent and sleeping bag sell together, and kettle and teapot; the mug is the best seller. */
async function smallShop(shopId: string) {
  await createShop(test_.database, shopId);
  await test_.database.query(`update shops set settings = $2 where id = $1`, [
    shopId,
    JSON.stringify({ categories: [{ id: 'kitchen', name: { en: 'Kitchen', zh: '厨房' } }] }),
  ]);
  const history = new ShopHistory(test_.database, shopId);
  for (const id of ['tent', 'sleeping-bag', 'stove']) await history.product(id, { category: 'outdoor' });
  for (const id of ['kettle', 'teapot', 'mug']) await history.product(id);
  await history.product('sold-out', { stock: 0 });
  await history.product('withdrawn', { active: false });
  for (let i = 0; i < 6; i++) {
    const camper = await history.shopper();
    await history.order(camper, daysAgo(80 - i), [{ productId: 'tent' }, { productId: 'sold-out' }]);
    await history.order(camper, daysAgo(60 - i), [{ productId: 'sleeping-bag' }, { productId: 'withdrawn' }]);
    const cook = await history.shopper();
    await history.order(cook, daysAgo(50 - i), [{ productId: 'kettle' }, { productId: 'teapot' }]);
    await history.order(null, daysAgo(5), [{ productId: 'mug', quantity: 3 }]);
  }
  const recommender = new PostgresRecommender({
    database: test_.database,
    logger: silentLogger,
    explorationShare: 0,
  });
  const recommend = (
    shopperId: string | null,
    options: {
      size?: number;
      category?: string;
      at?: Date;
      without?: string[];
      maximumPriceCents?: number;
    } = {},
  ) => {
    const { size = 3, at = now, ...rest } = options;
    return test_.database.transaction((tx) =>
      recommender.recommend(tx, {
        shopId,
        shopperId,
        conversationId: newId(),
        sequence: 1,
        size,
        now: at,
        ...rest,
      }),
    );
  };
  return { history, recommender, recommend };
}

test('what sells together with what was bought, with the reason; nothing bought, sold out or withdrawn', async () => {
  const { history, recommend } = await smallShop('together');
  const shopper = await history.shopper();
  await history.order(shopper, daysAgo(2), [{ productId: 'tent' }]);
  const { items } = await recommend(shopper, { size: 6 });
  expect(items[0]).toEqual({
    productId: 'sleeping-bag',
    rank: 1,
    propensity: 1,
    reason: { en: 'because you bought tent', zh: '因为您买过「tent」' },
  });
  const ids = items.map(({ productId }) => productId);
  expect(ids).not.toContain('tent');
  expect(ids).not.toContain('sold-out');
  expect(ids).not.toContain('withdrawn');
  expect(new Set(ids).size).toBe(ids.length);
});

test('somebody unknown sees what is popular, and in a category what is popular there', async () => {
  const { recommend } = await smallShop('anonymous');
  const { items } = await recommend(null);
  expect(items[0]).toMatchObject({
    productId: 'mug',
    reason: { en: 'popular in Kitchen', zh: '「厨房」热销' },
  });
  const outdoor = await recommend(null, { category: 'outdoor', size: 5 });
  expect(outdoor.items.map(({ productId }) => productId).sort()).toEqual(['sleeping-bag', 'stove', 'tent']);
});

test('a wish rules out before the draw, so that the slate stands as it was logged', async () => {
  const { history, recommend } = await smallShop('wishes');
  await history.product('samovar', { priceCents: 50_000 });
  for (let i = 0; i < 3; i++) await history.order(null, daysAgo(1), [{ productId: 'samovar', quantity: 50 }]);
  expect((await recommend(null)).items[0]?.productId).toBe('samovar');
  const cheap = await recommend(null, { maximumPriceCents: 1000, without: ['mug'], size: 2 });
  expect(cheap.items).toHaveLength(2);
  expect(cheap.items.map(({ rank, propensity }) => [rank, propensity])).toEqual([
    [1, 1],
    [2, 1],
  ]);
  const ids = cheap.items.map(({ productId }) => productId);
  expect(ids).not.toContain('samovar');
  expect(ids).not.toContain('mug');
});

test('variants of one product take one slot', async () => {
  const { history, recommend } = await smallShop('variants');
  for (const colour of ['red', 'blue', 'green']) {
    await history.product(`scarf-${colour}`, {
      category: 'clothes',
      name: { en: `Scarf, ${colour}`, zh: `围巾（${colour}）` },
    });
    await history.order(null, daysAgo(1), [{ productId: `scarf-${colour}`, quantity: 9 }]);
  }
  const { items } = await recommend(null, { category: 'clothes' });
  expect(items).toHaveLength(1);
});

test('an empty shop gives an empty slate, logged all the same', async () => {
  await createShop(test_.database, 'empty');
  const recommender = new PostgresRecommender({ database: test_.database, logger: silentLogger });
  const { decisionId, items } = await test_.database.transaction((tx) =>
    recommender.recommend(tx, {
      shopId: 'empty',
      shopperId: null,
      conversationId: newId(),
      sequence: 1,
      size: 3,
      now,
    }),
  );
  expect(items).toEqual([]);
  const { rows } = await test_.database.query<{ action: string }>(
    'select action from decisions where id = $1',
    [decisionId],
  );
  expect(rows).toEqual([{ action: 'nothing' }]);
});

test('what was asked for leads; a product that nobody bought yet is found by its text', async () => {
  const { history } = await smallShop('asked');
  // Twelve directions: each product its own, so that a request along one of them stands out.
  const axis = (i: number) => Float32Array.from({ length: 12 }, (_, j) => Number(i === j));
  const ids = ['tent', 'sleeping-bag', 'stove', 'kettle', 'teapot', 'mug'];
  for (let i = 0; i < 6; i++) ids.push(await history.product(`lamp-${i}`, { category: 'light' }));
  for (const [i, id] of ids.entries())
    await test_.database.query(
      `insert into vectors (shop_id, kind, ref, language, model_version, text_hash, vector)
       values ('asked', 'product', $1, 'en', 'test', '', $2)`,
      [id, [...axis(i)]],
    );
  const recommender = new PostgresRecommender({
    database: test_.database,
    logger: silentLogger,
    explorationShare: 0,
  });
  const ask = (queryVector: Float32Array) =>
    test_.database.transaction((tx) =>
      recommender.recommend(tx, {
        shopId: 'asked',
        shopperId: null,
        conversationId: newId(),
        sequence: 1,
        size: 1,
        now,
        queryVector,
      }),
    );
  const { items } = await ask(axis(9));
  expect(items[0]).toMatchObject({
    productId: 'lamp-3',
    reason: { en: 'because it matches what you asked for' },
  });
  // "Anything nice?" is as far from everything: popularity speaks.
  const vague = await ask(new Float32Array(12).fill(1 / Math.sqrt(12)));
  expect(vague.items[0]).toMatchObject({ productId: 'mug' });
});

test('their own new order counts at once, and in the index of others soon', async () => {
  const { history, recommend, recommender } = await smallShop('fresh');
  const other = await history.shopper();
  await history.order(other, daysAgo(1), [{ productId: 'stove' }]);
  expect((await recommend(other)).items[0]?.productId).toBe('mug');
  for (let i = 0; i < 3; i++) {
    const shopper = await history.shopper();
    await history.order(shopper, daysAgo(0.1), [{ productId: 'stove' }, { productId: 'kettle' }]);
    if (i === 0) {
      const own = await recommend(shopper);
      expect(own.items[0]).toMatchObject({
        productId: 'teapot',
        reason: { en: 'because you bought kettle' },
      });
    }
  }
  const later = new Date(now.getTime() + 11_000);
  await recommend(other, { at: later }); // notices the age, reads behind
  await expect
    .poll(async () => (await recommend(other, { at: later })).items[0]?.productId, { timeout: 5000 })
    .toBe('kettle');
  await recommender.refresh('fresh', later);
  expect((await recommend(other, { at: later })).items[0]?.productId).toBe('kettle');
});

test('a stored record replays to its slate, and with a changed input another can come out', async () => {
  const { history } = await smallShop('replayed');
  const shopper = await history.shopper();
  await history.order(shopper, daysAgo(3), [{ productId: 'tent' }]);
  const recommender = new PostgresRecommender({
    database: test_.database,
    logger: silentLogger,
    explorationShare: 0.5,
  });
  const shown = new Map<string, string[]>();
  for (let sequence = 1; sequence <= 40; sequence++) {
    const { decisionId, items } = await test_.database.transaction((tx) =>
      recommender.recommend(tx, {
        shopId: 'replayed',
        shopperId: shopper,
        conversationId: newId(),
        sequence,
        size: 2,
        now,
      }),
    );
    shown.set(
      decisionId,
      items.map(({ productId }) => productId),
    );
  }
  const { rows } = await test_.database.query<{
    id: string;
    record: RecommendationRecord;
    slice: string;
    action: string;
  }>(`select id, record, slice, action from decisions where shop_id = 'replayed'`);
  expect(rows.length).toBe(40);
  let changed = 0;
  for (const { id, record, slice, action } of rows) {
    const { choice, inputs } = record;
    expect(drawSlate(inputs)).toEqual(choice);
    expect(choice.slate.map(({ productId }) => productId)).toEqual(shown.get(id));
    expect([slice, action]).toEqual([choice.slice, choice.slate[0]?.productId]);
    const without = { ...inputs, candidates: inputs.candidates.slice(1) };
    if (drawSlate(without).slate[0]?.productId !== action) changed++;
  }
  expect(changed).toBeGreaterThan(0);
  expect(new Set(rows.map(({ slice }) => slice))).toEqual(new Set(['exploit', 'explore']));
});

test('an order joins the latest click of its product within 14 days, whole and once', async () => {
  const { history, recommend } = await smallShop('attributed');
  const shopper = await history.shopper();
  const decide = async (at: Date) => (await recommend(shopper, { at })).decisionId;
  const [old, first, second] = [
    await decide(daysAgo(30)),
    await decide(daysAgo(9)),
    await decide(daysAgo(4)),
  ];
  const click = (decisionId: string, productId: string, at: Date) =>
    test_.database.query(
      `insert into outcomes (shop_id, id, decision_id, kind, ref, occurred_at) values ('attributed', $1, $2, 'clicked', $3, $4)`,
      [newId(), decisionId, productId, at],
    );
  await click(old, 'kettle', daysAgo(15)); // too long before
  await click(first, 'mug', daysAgo(8));
  await click(second, 'mug', daysAgo(3));
  await click(second, 'tent', daysAgo(-1)); // after the order
  const orderId = await history.order(shopper, daysAgo(0.5), [
    { productId: 'mug', listPriceCents: 1200, quantity: 2, discountCents: 400 },
    { productId: 'kettle' },
    { productId: 'tent' },
    { productId: 'mug', listPriceCents: 1200 },
  ]);
  const recorded: unknown[] = [];
  const lines = await test_.database.transaction((tx) =>
    recordRecommendedOrder(
      tx,
      { record: async (_, outcome) => void recorded.push(outcome) },
      { shopId: 'attributed', orderId, placedAt: daysAgo(0.5) },
    ),
  );
  expect(lines).toEqual([{ decisionId: second, productId: 'mug', valueCents: 2000 + 1200 }]);
  expect(recorded).toEqual([
    {
      shopId: 'attributed',
      decisionId: second,
      kind: 'ordered',
      ref: `${orderId}/mug`,
      valueCents: 3200,
      occurredAt: daysAgo(0.5),
    },
  ]);
});
