import { expect, test } from 'vitest';
import { heterogeneousWorlds, makeWorld, nullWorlds } from '../../../bench/uplift/worlds.ts';
import { choose } from '../../../retention/uplift/action-chooser.ts';
import { learnPolicy } from '../../../retention/uplift/learn-policy.ts';
import { rowsWhere } from '../../../retention/uplift/rows-where.ts';

// `npm run bench:uplift -- worlds` counts hundreds of runs of every world; docs/science/uplift.md has the figures.
const timeoutMs = 120_000;

test.each(Object.keys(heterogeneousWorlds))(
  'where shoppers differ it keeps what it learnt, and that is truly better: %s',
  (name) => {
    const { trial, truth } = makeWorld(heterogeneousWorlds[name]!, 6000, `test|${name}`);
    const { accepted, chooser, value } = learnPolicy(trial, 0, 'test');
    expect(accepted).toBe(true);
    expect(value.difference.lower).toBeGreaterThan(0);
    const rows = rowsWhere(6000, () => true);
    const chosen = choose(chooser, trial, rows);
    const brought = rows.reduce((sum, row) => sum + truth[chosen[row]!]![row]!, 0);
    const bestForAll = Math.max(...truth.map((own) => own.reduce((sum, mean) => sum + mean, 0)));
    expect(brought).toBeGreaterThan(bestForAll);
  },
  timeoutMs,
);

test.each(Object.keys(nullWorlds))(
  'where one action is best for everybody it keeps that: %s',
  (name) => {
    const { trial, truth } = makeWorld(nullWorlds[name]!, 1500, `test|${name}`);
    const learnt = learnPolicy(trial, 0, 'test');
    expect(learnt.accepted).toBe(false);
    const means = truth.map((own) => own.reduce((sum, mean) => sum + mean, 0));
    if (name === 'stronger for some, best for all') expect(means[learnt.order[0]!]).toBe(Math.max(...means));
  },
  timeoutMs,
);

test(
  'an action that costs more than it brings is not the best one',
  () => {
    const { trial } = makeWorld(nullWorlds['the same effect on all']!, 2000, 'cost');
    expect(learnPolicy(trial, 0, 'test').order[0]).not.toBe(0);
    expect(learnPolicy({ ...trial, cost: [0, 0.2, 0.2] }, 0, 'test').order[0]).toBe(0);
  },
  timeoutMs,
);

test('the same seed gives the same answer', () => {
  const { trial } = makeWorld(heterogeneousWorlds['spend, linear']!, 1000, 'seed');
  expect(learnPolicy(trial, 0, 'a').value).toEqual(learnPolicy(trial, 0, 'a').value);
});
