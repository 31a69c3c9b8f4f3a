import { expect, test } from 'vitest';
import { campaignPropensities } from '../../../retention/laboratory/campaign.ts';
import { livePast } from '../../../retention/laboratory/past.ts';
import { runWorld } from '../../../retention/laboratory/run-world.ts';
import { verdictOf } from '../../../retention/laboratory/verdict.ts';
import { type WorldName, worlds } from '../../../retention/laboratory/world.ts';

const run = (world: WorldName, seed: string) =>
  runWorld({ world, seed, months: 6, shoppers: 2_400, oneIn: 3, budgetShare: 0.03, epsilons: [] });

test('the campaign drew by its propensities and looks ahead of every draw', () => {
  const { rows } = livePast('campaign', worlds.heterogeneous, 600, 1);
  campaignPropensities.forEach((propensity, action) => {
    const share = rows.filter((row) => row.action === action).length / rows.length;
    expect(Math.abs(share - propensity)).toBeLessThan(0.03);
  });
  for (const { facts, day, action, costCents } of rows) {
    expect(facts.daysSinceLastOrder ?? 0).toBeGreaterThanOrEqual(0);
    expect(day + 120).toBeLessThanOrEqual(0);
    if (action === 0) expect(costCents).toBe(0);
  }
});

test('where offers do nothing, ours costs no more than its exploration', () => {
  const results = ['n1', 'n2', 'n3'].map((seed) => run('zero-effect', seed));
  const verdict = verdictOf(results);
  expect(verdict.bestRival).toBe('nothing');
  expect(verdict.served).toEqual({ 'single-0': 3 });
  expect(verdict.aboveBestRivalWithoutExploration.mean).toBe(0);
  for (const { outcomes } of results)
    expect(outcomes.ours.budgetCents).toBeLessThan(outcomes['discount-to-all'].budgetCents);
}, 60_000);

test('where the churn score is right, its rule lies far above nothing and the oracle above all', () => {
  const verdict = verdictOf(['c1', 'c2', 'c3'].map((seed) => run('churn-score-is-right', seed)));
  const of = (name: string) => verdict.policies.find(({ policy }) => policy === name)!;
  expect(verdict.bestRival).toBe('churn-score');
  expect(of('churn-score').margin.lower).toBeGreaterThan(0);
  expect(of('oracle').margin.mean).toBeGreaterThan(of('churn-score').margin.mean);
  expect(of('nothing').margin).toEqual({ mean: 0, lower: 0, upper: 0 });
}, 60_000);

test('the same run gives the same result', () => {
  expect(run('heterogeneous', 'again')).toEqual(run('heterogeneous', 'again'));
}, 60_000);
