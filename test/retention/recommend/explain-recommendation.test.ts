import { expect, test } from 'vitest';
import { explainRecommendation } from '../../../retention/recommend/explain-recommendation.ts';
import type { RecommendationRecord } from '../../../retention/recommend/recommendation-record.ts';

const record: RecommendationRecord = {
  version: 1,
  kind: 'recommendation',
  engine: 'item-knn-1',
  shopId: 'shop',
  shopperId: null,
  inputs: {
    seed: 'the-seed',
    size: 1,
    explorationShare: 0.1,
    candidates: [
      {
        productId: 'mug',
        score: 0.81239,
        source: 'bought',
        reason: { en: 'because you bought a teapot', zh: '因为您买过茶壶' },
      },
    ],
  },
  choice: {
    slice: 'exploit',
    slate: [{ productId: 'mug', slot: 1, rank: 1, propensity: 0.925 }],
    slatePropensity: 0.00123,
  },
};

test('a slate is explained with its rank, score, reason and probabilities, in both languages', () => {
  const english = explainRecommendation(record, 'en').join('\n');
  expect(english).toContain(
    'Slot 1: mug, rank 1 with score 0.812 (bought together), there with probability 93%; told as "because you bought a teapot".',
  );
  expect(english).toContain('probability 0.12%');
  expect(explainRecommendation(record, 'zh').join('\n')).toContain('因为您买过茶壶');
});
