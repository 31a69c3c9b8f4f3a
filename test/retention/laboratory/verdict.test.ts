import { expect, test } from 'vitest';
import type { PolicyOutcome } from '../../../retention/laboratory/live-under.ts';
import type { WorldResult } from '../../../retention/laboratory/run-world.ts';
import { verdictOf } from '../../../retention/laboratory/verdict.ts';

const outcome = (marginCents: number): PolicyOutcome => ({
  clvCents: 3 * marginCents,
  srCents: marginCents,
  marginCents,
  budgetCents: 0,
  offers: 0,
  redeemed: 0,
});

function result(
  seed: string,
  margins: readonly [number, number, number, number, number, number],
): WorldResult {
  const [nothing, all, churn, ours, without, oracle] = margins.map(outcome) as [
    PolicyOutcome,
    PolicyOutcome,
    PolicyOutcome,
    PolicyOutcome,
    PolicyOutcome,
    PolicyOutcome,
  ];
  return {
    world: 'heterogeneous',
    seed,
    outcomes: {
      nothing,
      'discount-to-all': all,
      'churn-score': churn,
      ours,
      'ours-without-exploration': without,
      oracle,
    },
    serves: { kind: 'personal' },
    laterLoss: { share: 0.1, standardError: 0.05 },
    frontier: [],
  };
}

test('differences are paired by seed, with Student intervals', () => {
  const verdict = verdictOf([
    result('1', [100, 110, 90, 120, 122, 140]),
    result('2', [200, 214, 190, 222, 226, 250]),
    result('3', [300, 306, 290, 324, 324, 345]),
  ]);
  expect(verdict.bestRival).toBe('discount-to-all');
  // 10, 8, 18: mean 12, sd 5.291503, t(.975, 2) 4.302653: 12 -+ 13.144843 (scipy.stats.t.interval).
  expect(verdict.aboveBestRival.mean).toBeCloseTo(12, 10);
  expect(verdict.aboveBestRival.lower).toBeCloseTo(-1.144843, 4);
  expect(verdict.aboveBestRival.upper).toBeCloseTo(25.144843, 4);
  expect(verdict.explorationCost.mean).toBeCloseTo(2, 10);
  const ours = verdict.policies.find(({ policy }) => policy === 'ours')!;
  expect(ours.regret.mean).toBeCloseTo((20 + 28 + 21) / 3, 10);
  expect(verdict.served).toEqual({ personal: 3 });
});

test('one seed has means and no interval', () => {
  const verdict = verdictOf([result('1', [100, 110, 90, 120, 122, 140])]);
  expect(verdict.aboveBestRival).toEqual({ mean: 10, lower: null, upper: null });
});
