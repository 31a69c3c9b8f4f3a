import { expect, test } from 'vitest';
import { normal, uniform } from '../../../core/distributions.ts';
import { SeededRandom } from '../../../core/seeded-random.ts';
import { planGeoHoldout, type RegionHistory } from '../../../retention/spend/plan-geo-holdout.ts';

function regionsOf(seed: string, count: number, weeks: number, noise = 0.05): RegionHistory[] {
  const random = new SeededRandom(seed);
  const season = Array.from({ length: weeks }, (_, week) => 0.3 * Math.sin(week / 6));
  return Array.from({ length: count }, (_, i) => {
    const size = Math.exp(uniform(random, 4, 7));
    return {
      region: `r${i}`,
      outcome: Float64Array.from(season, (value) => size * Math.exp(value + noise * normal(random))),
    };
  });
}

test('every region once, half of each pair dark, the same coins for the same seed', () => {
  const regions = regionsOf('pairs', 21, 52);
  const plan = planGeoHoldout(regions, { weeks: 4, seed: 'a' });
  const named = [...plan.pairs.flatMap(({ dark, lit }) => [dark, lit]), ...plan.unpaired].sort();
  expect(named).toEqual(regions.map(({ region }) => region).sort());
  expect(plan.unpaired).toHaveLength(1);
  expect(plan.shareInTheDark).toBeGreaterThan(0.2);
  expect(plan.shareInTheDark).toBeLessThan(0.7);
  expect(planGeoHoldout(regions, { weeks: 4, seed: 'a' })).toEqual(plan);
});

test('the promised effect is found in about four of five tests, and none in one of twenty', () => {
  let found = 0;
  let false_ = 0;
  const runs = 150;
  for (let run = 0; run < runs; run++) {
    const regions = regionsOf(`power ${run}`, 24, 48);
    const past = regions.map(({ region, outcome }) => ({ region, outcome: outcome.slice(0, 44) }));
    const plan = planGeoHoldout(past, { weeks: 4, seed: String(run) });
    const tOf = (lift: number) => {
      const changes = plan.pairs.map(({ dark, lit }) => {
        const of = (name: string) => regions.find(({ region }) => region === name)!.outcome;
        const mean = (values: Float64Array, from: number, to: number) =>
          values.slice(from, to).reduce((sum, value) => sum + Math.log(value), 0) / (to - from);
        const change = (name: string) => mean(of(name), 44, 48) - mean(of(name), 40, 44);
        return change(dark) + Math.log(1 - lift) - change(lit);
      });
      const average = changes.reduce((sum, value) => sum + value, 0) / changes.length;
      const squares = changes.reduce((sum, value) => sum + (value - average) ** 2, 0);
      return average / Math.sqrt(squares / (changes.length - 1) / changes.length);
    };
    // Student's t on 11 degrees of freedom at 5 %, two-sided.
    if (Math.abs(tOf(plan.detectableShare)) > 2.201) found++;
    if (Math.abs(tOf(0)) > 2.201) false_++;
  }
  expect(found / runs).toBeGreaterThan(0.68);
  expect(found / runs).toBeLessThan(0.92);
  expect(false_ / runs).toBeLessThan(0.1);
});

test('too few regions, too short a past, a region without sales', () => {
  expect(() => planGeoHoldout(regionsOf('few', 4, 52), { weeks: 4, seed: 'a' })).toThrow(
    /4 regions are too few/,
  );
  expect(() => planGeoHoldout(regionsOf('short', 10, 8), { weeks: 4, seed: 'a' })).toThrow(/8 weeks of past/);
  const [first, ...rest] = regionsOf('empty', 8, 52);
  const empty = { ...first!, outcome: first!.outcome.map((value, week) => (week === 3 ? 0 : value)) };
  expect(() => planGeoHoldout([empty, ...rest], { weeks: 4, seed: 'a' })).toThrow(
    /"r0" has a week without outcome/,
  );
});
