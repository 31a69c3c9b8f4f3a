import { expect, test } from 'vitest';
import { allocateActions } from '../../../retention/laboratory/allocate-actions.ts';
import { nothingScore, type OfferScore } from '../../../retention/policy/offer-scorer.ts';

const score = (deltaCents: number, srLossCents: number, costCents: number): OfferScore => ({
  deltaCents,
  srLossCents,
  costCents,
  score: deltaCents,
});
const shoppers = [
  [nothingScore, score(10, 5, 4), score(12, 9, 9)],
  [nothingScore, score(-3, -20, 2), score(-8, -4, 5)],
  [nothingScore, score(6, 1, 5), score(2, 0, 1)],
];

test('takes the most margin within the budget', () => {
  const limits = { epsilon: null, baselineSrCents: 1_000 };
  expect(allocateActions(shoppers, { ...limits, budgetCents: null })).toEqual([2, 0, 1]);
  // 4 + 5 buys 16; 9 alone buys 12.
  expect(allocateActions(shoppers, { ...limits, budgetCents: 9 })).toEqual([1, 0, 1]);
  expect(allocateActions(shoppers, { ...limits, budgetCents: 0 })).toEqual([0, 0, 0]);
});

test('buys back SR where a bound demands it, and gives nothing where that is out of reach', () => {
  const limits = { budgetCents: 100, baselineSrCents: 1_000 };
  expect(allocateActions(shoppers, { ...limits, epsilon: -0.01 })[1]).toBe(1);
  expect(allocateActions(shoppers, { ...limits, epsilon: -0.5 })).toEqual([0, 0, 0]);
});
