import { expect, test } from 'vitest';
import { normal } from '../../../core/distributions.ts';
import { SeededRandom } from '../../../core/seeded-random.ts';
import { levelOfLook, type PairedRow, pairedVerdict } from '../../../retention/policy/paired-verdict.ts';

/**
 * Two actions, drawn evenly, two rows a shopper. Action 1 adds `lift` for half of the shoppers and takes `lift` from the
 * others; the candidate knows who is who, the standing policy gives everybody action 0.
 */
function world(seed: string, shoppers: number, lift: number, propensity = 0.5): PairedRow[] {
  const random = new SeededRandom(seed);
  return Array.from({ length: shoppers }, (_, i) => {
    const likes = random.next() < 0.5;
    const own = normal(random);
    return Array.from({ length: 2 }, () => {
      const drawn = random.next() < 0.5 ? 1 : 0;
      return {
        shopper: `s${i}`,
        reward: 5 + own + normal(random) + (drawn === 1 ? (likes ? lift : -lift) : 0),
        drawn,
        propensity,
        candidate: likes ? [0, 1] : [1, 0],
        standing: [1, 0],
        // A model that knows nothing but the mean.
        expected: [5, 5],
      };
    });
  }).flat();
}

test('it finds the difference, and its 95 percent intervals cover it in about 95 of 100 runs', () => {
  let covered = 0;
  let mean = 0;
  const runs = 300;
  for (let run = 0; run < runs; run++) {
    const { difference, lower, upper, refused } = pairedVerdict(world(`run ${run}`, 1_000, 1), 0.025);
    expect(refused).toBeNull();
    mean += difference / runs;
    // Half of the shoppers gain 1.
    if (lower <= 0.5 && upper >= 0.5) covered++;
  }
  expect(mean).toBeCloseTo(0.5, 1);
  expect(covered / runs).toBeGreaterThan(0.915);
  expect(covered / runs).toBeLessThan(0.98);
});

test('looking at every look, a policy that is no better is let through in at most 5 of 100 worlds', () => {
  let wrong = 0;
  const worlds = 300;
  for (let run = 0; run < worlds; run++) {
    const rows = world(`null ${run}`, 800, 0);
    const looks = [200, 400, 600, 800].map((shoppers) => rows.slice(0, 2 * shoppers));
    if (looks.some((seen, k) => pairedVerdict(seen, levelOfLook(k + 1)).cleared > 0)) wrong++;
  }
  expect(wrong / worlds).toBeLessThanOrEqual(0.05);
});

test('a candidate that is better is let through in most', () => {
  let right = 0;
  for (let run = 0; run < 50; run++)
    if (pairedVerdict(world(`better ${run}`, 600, 0.8), levelOfLook(3)).cleared > 0) right++;
  expect(right).toBeGreaterThanOrEqual(40);
});

test('few shoppers, weights of a few, and propensities that are not true are refused', () => {
  expect(pairedVerdict(world('few', 50, 1), 0.05).refused).toBe('few_shoppers');
  expect(pairedVerdict(world('lies', 300, 1, 0.7), 0.05).refused).toBe('propensities');
  const rare = world('rare', 300, 1).map((row, i) => (i < 40 ? row : { ...row, candidate: [0, 0] }));
  expect(pairedVerdict(rare, 0.05).refused).toBe('few_effective');
  expect(pairedVerdict([], 0.05)).toMatchObject({ difference: 0, standardError: 0, refused: 'few_shoppers' });
});

test('a policy against itself differs by nothing', () => {
  const same = world('same', 300, 1).map((row) => ({ ...row, candidate: row.standing }));
  expect(pairedVerdict(same, 0.05)).toMatchObject({ difference: 0, standardError: 0, cleared: 0 });
});

test('levels of all looks together stay below 5 %', () => {
  let sum = 0;
  for (let k = 1; k < 10_000; k++) sum += levelOfLook(k);
  expect(sum).toBeLessThan(0.05);
  expect(levelOfLook(1)).toBeCloseTo(0.025, 12);
});
