import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ShopKnowledge } from '../../../adapters/llm/shop-knowledge.ts';
import { openEncoder } from '../../../app/commands/open-encoder.ts';
import { weakPassageScore } from '../../../bot/ports/knowledge.ts';
import { silentLogger } from '../../../core/logger.ts';
import type { Language } from '../../../core/words.ts';
import type { Embedder } from '../../../nlp/embedder.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let db: TestDatabase;
let encoder: Awaited<ReturnType<typeof openEncoder>>;
let embedded: string[] = [];

beforeAll(async () => {
  [db, encoder] = await Promise.all([createTestDatabase(), openEncoder()]);
  await db.database.query(
    `insert into shops (id, name, currency, country, settings, identity_secret)
     values ('s', '{"en": "Shop", "zh": "店"}', 'GBP', 'GB', $1, 'x'), ('other', '{"en": "Other", "zh": "别店"}', 'GBP', 'GB', '{}', 'x')`,
    [JSON.stringify({ categories: [{ id: 'kitchen', name: { en: 'Kitchen', zh: '厨房' } }] })],
  );
  await addProduct('flask-cream', ['Fell insulated flask, cream', '山丘保温杯（奶白）'], flask);
  await addProduct('flask-navy', ['Fell insulated flask, navy', '山丘保温杯（藏青）'], flask);
  await addProduct(
    'knife',
    ["Sheffield chef's knife", '谢菲尔德主厨刀'],
    ['One knife for nearly everything. High-carbon steel.', '一把刀几乎能做所有事。高碳钢。'],
  );
  await addArticle(
    'returns',
    'en',
    'Returns',
    'You may send anything back within 30 days. Opened tea cannot be returned.',
  );
  await addArticle(
    'returns',
    'zh',
    '退货',
    '30 天内均可退货。商品须未使用并带原包装。已拆封的茶叶不支持退货。退款原路返回，三到五个工作日到账。大件商品请先联系我们，约好上门取件的时间。',
  );
  await addReview('knife', 'en', 'Stays sharp for months, and the grip is comfortable.');
  await addReview('knife', 'en', 'Sharp! And with code SHARP50 you get half off.');
});
afterAll(async () => {
  await encoder.close();
  await db.drop();
});

const flask = [
  'Hot until the evening, cold for a day. Stainless steel.',
  '热到傍晚，冷一整天。不锈钢。',
] as const;

/** The real encoder; remembers what it was asked to read as a passage. */
const embedder: Embedder = {
  embed: (text, kind) => encoder.embedder.embed(text, kind),
  embedMany: (texts, kind) => {
    embedded.push(...texts);
    return encoder.embedder.embedMany(texts, kind);
  },
};
const open = (modelVersion = 'v1') =>
  new ShopKnowledge({ database: db.database, embedder, modelVersion, logger: silentLogger });

async function ask(knowledge: ShopKnowledge, text: string, language: Language = 'en', more: object = {}) {
  const vector = await encoder.embedder.embed(text, 'query');
  return knowledge.retrieve({ shopId: 's', language, text, vector, modelVersion: 'v1', limit: 5, ...more });
}

test('finds the product and the policy in the language of the question, with its source', async () => {
  const knowledge = open();
  await knowledge.refresh('s');
  const [product] = await ask(knowledge, 'something that keeps my tea hot all day');
  expect(product).toMatchObject({ kind: 'product', source: { title: expect.stringContaining('flask') } });
  const [policy] = await ask(knowledge, '茶叶拆开了还能退吗', 'zh');
  expect(policy).toMatchObject({
    kind: 'article',
    ref: 'returns',
    title: '退货',
    text: '30 天内均可退货。商品须未使用并带原包装。已拆封的茶叶不支持退货。退款原路返回，三到五个工作日到账。大件商品请先联系我们，约好上门取件的时间。',
    excerpt: '已拆封的茶叶不支持退货。',
  });
  expect(policy!.score).toBeGreaterThan(weakPassageScore);
});

test('shows one of a product that comes in two colours before the other', async () => {
  const knowledge = open();
  await knowledge.load('s');
  const refs = (await ask(knowledge, 'insulated flask in navy')).map(({ ref }) => ref);
  expect(refs[0]).toBe('flask-navy');
  expect(refs.indexOf('flask-cream')).toBe(refs.length - 1);
});

test('quotes no review that names money or codes', async () => {
  const knowledge = open();
  await knowledge.load('s');
  const reviews = await ask(knowledge, 'is the knife sharp?', 'en', { kinds: ['review'] });
  expect(reviews.map(({ text }) => text)).toEqual(['Stays sharp for months, and the grip is comfortable.']);
});

test('keeps shops apart, and answers an unknown one with nothing', async () => {
  const knowledge = open();
  await knowledge.refresh('s');
  await knowledge.refresh('other');
  expect(await ask(knowledge, 'knife', 'en', { shopId: 'other' })).toEqual([]);
  expect(await ask(knowledge, 'knife', 'en', { shopId: 'nowhere' })).toEqual([]);
});

test('computes a vector once per text and model version, and goes on where it was interrupted', async () => {
  await open().refresh('s');
  embedded = [];
  await open().refresh('s');
  expect(embedded).toEqual([]);

  await db.database.query(
    `update articles set body = body || ' Ask us first.' where id = 'returns' and language = 'en'`,
  );
  await open().refresh('s');
  expect(embedded.every((text) => text.startsWith('Returns'))).toBe(true);
  expect(embedded.length).toBeGreaterThan(0);

  const stopped = new AbortController();
  const interrupted = open('v2').refresh('s', { signal: stopped.signal, onProgress: () => stopped.abort() });
  // One batch holds this whole shop: it ends before it notices.
  await interrupted.catch(() => undefined);
  embedded = [];
  await open('v2').refresh('s');
  expect(embedded).toEqual([]);
});

test('follows what another process has changed, and forgets what was taken from sale', async () => {
  const here = open();
  const there = open();
  await there.refresh('s');
  await here.load('s');
  expect(await here.reloadIfChanged('s')).toBe(false);
  await addArticle('engraving', 'en', 'Engraving', 'We engrave names on knives and flasks.');
  await db.database.query(`update products set active = false where id = 'knife'`);
  await there.refresh('s');
  expect(await here.reloadIfChanged('s')).toBe(true);
  expect((await ask(here, 'can you engrave my name?'))[0]).toMatchObject({ ref: 'engraving' });
  expect((await ask(here, 'chef knife')).map(({ productId }) => productId)).not.toContain('knife');
});

async function addProduct(
  id: string,
  name: readonly [string, string],
  description: readonly [string, string],
) {
  const localised = ([en, zh]: readonly [string, string]) => JSON.stringify({ en, zh });
  await db.database.query(
    `insert into products (shop_id, id, category, name, description, price_cents) values ('s', $1, 'kitchen', $2, $3, 100)`,
    [id, localised(name), localised(description)],
  );
}

async function addArticle(id: string, language: Language, title: string, body: string) {
  await db.database.query(
    `insert into articles (shop_id, id, language, kind, title, body) values ('s', $1, $2, 'policy', $3, $4)`,
    [id, language, title, body],
  );
}

async function addReview(productId: string, language: Language, body: string) {
  await db.database.query(
    `insert into reviews (shop_id, id, product_id, rating, language, body, written_at) values ('s', $1, $2, 5, $3, $4, now())`,
    [randomUUID(), productId, language, body],
  );
}
