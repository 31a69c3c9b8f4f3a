import { afterAll, beforeAll, expect, it } from 'vitest';
import { openEncoder } from '../../../app/commands/open-encoder.ts';
import { openReviewHeads } from '../../../nlp/reviews/open-review-heads.ts';
import { ReviewReader } from '../../../nlp/reviews/review-reader.ts';
import { sizeDirection } from '../../../nlp/reviews/size-direction.ts';

let encoder: Awaited<ReturnType<typeof openEncoder>>;
let reader: ReviewReader;

beforeAll(async () => {
  encoder = await openEncoder();
  reader = new ReviewReader(encoder.embedder, openReviewHeads());
}, 60_000);

afterAll(() => encoder?.close());

it('tells the aspects of one review apart, each with its own feeling and its own words', async () => {
  const texts = [
    'Delivery was super fast, but the shoes are far too small for me.',
    '质量很好，就是快递太慢了！',
    '',
  ];
  const [english, chinese, empty] = await reader.readMany(texts);
  const said = (i: number, of: typeof english) =>
    of!.opinions.map(({ aspect, sentiment, start, end }) => [aspect, sentiment, texts[i]!.slice(start, end)]);
  expect(said(0, english)).toEqual([
    ['delivery', 'positive', 'Delivery was super fast'],
    ['size_fit', 'negative', 'but the shoes are far too small for me'],
  ]);
  expect(english!.opinions[1]!.size).toBe('small');
  expect(said(1, chinese)).toEqual([
    ['quality', 'positive', '质量很好'],
    ['delivery', 'negative', '就是快递太慢了'],
  ]);
  expect(empty).toEqual({ sentiment: 'neutral', score: 0, opinions: [] });
});

it('feels a whole review by all its clauses, and keeps circumstances out of the opinions', async () => {
  const [good, bad, plain] = await reader.readMany([
    'I love it! Great quality and a lovely colour.',
    '太失望了，质量差，客服也不理人',
    'I bought this for my son.',
  ]);
  expect([good!.sentiment, bad!.sentiment, plain!.sentiment]).toEqual(['positive', 'negative', 'neutral']);
  expect(good!.score).toBeGreaterThan(0.5);
  expect(bad!.score).toBeLessThan(-0.5);
  expect(plain!.opinions).toEqual([]);
});

it.each([
  ['runs small', 'small'],
  ['order a size up', 'small'],
  ['建议拍大一码', 'small'],
  ['脚趾很挤', 'small'],
  ['way too big on me', 'large'],
  ['鞋子大了，不跟脚', 'large'],
  ['the fit is odd', null],
  ['too long in the leg and too tight at the waist', null],
])('reads which way "%s" is off', (text, direction) => {
  expect(sizeDirection(text)).toBe(direction);
});
