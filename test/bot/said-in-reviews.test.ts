import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoShopId } from '../../adapters/demo-shop/load-demo-shop.ts';
import { digestReviews } from '../../adapters/reviews/digest-reviews.ts';
import { readReviews } from '../../adapters/reviews/read-reviews.ts';
import { openReviewHeads } from '../../nlp/reviews/open-review-heads.ts';
import { ReviewReader } from '../../nlp/reviews/review-reader.ts';
import { addReview } from '../adapters/reviews/review-world.ts';
import { type BotWorld, openBotWorld, textOf } from './bot-world.ts';

let world: BotWorld;
const socks = 'trail-hiking-socks-moss-green';
const family = 'trail-hiking-socks-%';

beforeAll(async () => {
  world = await openBotWorld();
  const { database } = world;
  await database.query('delete from reviews where shop_id = $1 and product_id like $2', [demoShopId, family]);
  const written = new Date('2026-06-01T12:00:00Z');
  for (let i = 0; i < 6; i++)
    await addReview(database, demoShopId, socks, ['en', 2, `Far too small for me, number ${i}.`], written);
  for (let i = 0; i < 3; i++)
    await addReview(database, demoShopId, socks, ['en', 5, 'They fit perfectly.'], written);
  await addReview(database, demoShopId, socks, ['en', 5, 'Great quality.'], written);
  const reader = new ReviewReader(world.models.embedder, openReviewHeads());
  await readReviews(database, reader, demoShopId, { now: written });
  await digestReviews(database, demoShopId, { now: written, modelVersion: reader.version });
}, 240_000);

afterAll(() => world?.close());

test('whether it runs small is told by what reviews say, counted, in English and Chinese', async () => {
  const english = await world.talk('demo-loyal');
  const told = textOf(await english.say('do the trail hiking socks in moss green run small?'));
  expect(told).toContain(
    'Of 9 reviews that speak of the size of Trail hiking socks, moss green, 3 are happy with it; 6 are not, and 6 of those say that it runs small.',
  );
  const chinese = await world.talk('demo-loyal-zh', { locale: 'zh-CN' });
  expect(textOf(await chinese.say('苔绿色的山径徒步袜偏小吗？'))).toContain(
    '谈到山径徒步袜（苔绿）尺码的 9 条评价里，3 条满意，6 条不满意，其中 6 条说偏小。',
  );
});

test('few reviews are not counted', async () => {
  const talk = await world.talk('demo-loyal');
  const told = textOf(await talk.say('are the trail hiking socks in moss green good quality?'));
  expect(told).not.toMatch(/reviews of/);
  expect(told).not.toBe('');
  expect(world.errors).toEqual([]);
});
