import { expect, test } from 'vitest';
import { chooseWeight } from '../../../retention/recommend/choose-weight.ts';
import { compareEngines } from '../../../retention/recommend/compare-engines.ts';
import { knowledgeOfHistories } from '../../../retention/recommend/knowledge-of-histories.ts';
import type { NextItemScorer } from '../../../retention/recommend/next-item-scorer.ts';
import { listFigures } from '../../../retention/recommend/next-item-trial.ts';

test('figures of lists, worked out by hand', () => {
  const cases = ['a', 'f', 'j', 'z'].map((target) => ({ known: ['k'], target }));
  const list = [...'abcdefghij'];
  const timesBought = new Map([...'abcdefghijklmnopqrst'].map((id, i) => [id, 20 - i]));
  const figures = listFigures(
    cases,
    cases.map(() => list),
    timesBought,
  );
  expect(figures).toMatchObject({ shoppers: 4, hr5: 1 / 4, hr10: 3 / 4, coverage10: 10 / 20 });
  expect(figures.ndcg5).toBeCloseTo(1 / 4, 12);
  // Ranks 1, 6 and 10: 1, 1 / log2 7 = .356207, 1 / log2 11 = .289065.
  expect(figures.ndcg10).toBeCloseTo((1 + 0.356207 + 0.289065) / 4, 6);
  // Two of ten places are of the most bought tenth; ten of twenty products share all places alike: Gini 1/2.
  expect(figures.headShare10).toBeCloseTo(2 / 10, 12);
  expect(figures.gini10).toBeCloseTo(0.5, 12);
});

test('one product alone is as uneven as can be; empty lists are nothing', () => {
  const timesBought = new Map([...'abcd'].map((id) => [id, 1]));
  const cases = [{ known: ['a'], target: 'b' }];
  expect(listFigures(cases, [['b']], timesBought)).toMatchObject({ gini10: 0.75, coverage10: 0.25, hr10: 1 });
  expect(listFigures(cases, [[]], timesBought)).toMatchObject({
    gini10: 0,
    headShare10: 0,
    hr10: 0,
    ndcg10: 0,
  });
});

/** Buyers of "first" buy one of two things, as often; only the scorer below knows which. */
function world() {
  const histories = Array.from({ length: 60 }, (_, i) => [
    `person-${i % 2}`,
    ...Array.from({ length: 12 }, (_, k) => `thing-${(i + k) % 30}`),
  ]);
  const cases = histories.map((known, i) => ({ known: known.slice(0, 3), target: `thing-${(i + 17) % 30}` }));
  return { knowledge: knowledgeOfHistories(histories), cases };
}

const scorerOf = (tell: (history: readonly string[]) => string[]): NextItemScorer => ({
  score: async (history) => tell(history).map((productId, i) => ({ productId, score: -3 * i })),
  close: async () => {},
});

test('a model that knows is found better beyond doubt, and gets weight; one that knows nothing is not', async () => {
  const { knowledge, cases } = world();
  const after = new Map(cases.map(({ known, target }) => [known.join(), target]));
  const knows = scorerOf((history) => [after.get(history.join())!, 'person-0']);
  const { weight, ndcg10 } = await chooseWeight(knowledge, cases, knows);
  expect(weight).toBeGreaterThan(0.5);
  const good = await compareEngines(knowledge, cases, { scorer: knows, weight });
  expect(good.model?.hr10).toBe(1);
  expect(good.mixed?.ndcg10).toBeCloseTo(ndcg10, 12);
  expect(good.aboveKnn?.mixed.lower).toBeGreaterThan(0);
  expect(good.aboveKnn?.mixed.estimate).toBeCloseTo(good.mixed!.ndcg10 - good.knn.ndcg10, 12);
  const guesses = scorerOf(() => ['person-0', 'person-1']);
  const bad = await compareEngines(knowledge, cases, { scorer: guesses, weight: 0.5 });
  expect(bad.aboveKnn?.mixed.lower).toBeLessThanOrEqual(0);
  expect(await compareEngines(knowledge, cases, null)).toEqual({
    knn: expect.objectContaining({ shoppers: 60 }),
  });
});

test('nothing that was bought is listed, whatever a model says', async () => {
  const { knowledge } = world();
  const known = ['thing-1', 'thing-2'];
  const repeats = scorerOf(() => ['thing-1', 'thing-2', 'thing-3']);
  const cases = [{ known, target: 'thing-1' }];
  const { mixed } = await compareEngines(knowledge, cases, { scorer: repeats, weight: 4 });
  expect(mixed?.hr10).toBe(0);
});
