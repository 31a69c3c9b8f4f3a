import { expect, test } from 'vitest';
import { rungsOf, successiveHalving } from '../../../models/train/successive-halving.ts';

test('nine settings are tried with a ninth, three with a third, one with all', () => {
  expect(rungsOf(9, { leastBudget: 1, mostBudget: 9, eta: 3 })).toEqual([
    { keep: 9, budget: 1 },
    { keep: 3, budget: 3 },
    { keep: 1, budget: 9 },
  ]);
  expect(rungsOf(2, { leastBudget: 1, mostBudget: 9, eta: 3 }).at(-1)).toEqual({ keep: 1, budget: 3 });
});

test('a slow starter is kept while it is among the best third, and the best of the last rung wins', async () => {
  // Setting 4 is second best at first and best with three times as much; setting 0 never improves.
  const score = (setting: number, budget: number) =>
    setting === 0 ? 0.9 : setting === 4 ? 0.5 + budget / 7 : 0.1;
  const told: number[] = [];
  const { best, trials } = await successiveHalving(
    [0, 1, 2, 3, 4, 5],
    { leastBudget: 1, mostBudget: 9, eta: 3 },
    async (setting, budget) => score(setting, budget),
    ({ settings }) => told.push(settings),
  );
  expect(told).toEqual([0, 1, 2, 3, 4, 5, 0, 4, 4]);
  expect(trials.map(({ budget }) => budget)).toEqual([1, 1, 1, 1, 1, 1, 3, 3, 9]);
  expect(best).toEqual({ settings: 4, budget: 9, score: 0.5 + 9 / 7 });
});
