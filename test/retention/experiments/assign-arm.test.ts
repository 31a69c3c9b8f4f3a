import { expect, test } from 'vitest';
import { assignArm } from '../../../retention/experiments/assign-arm.ts';
import { drawHoldout } from '../../../retention/experiments/holdout.ts';

const arms = [
  { key: 'a', weight: 3 },
  { key: 'b', weight: 1 },
];
const shoppers = Array.from({ length: 20_000 }, (_, i) => `shopper-${i}`);
/** Four standard deviations of a binomial share. */
const tolerance = (share: number) => 4 * Math.sqrt((share * (1 - share)) / shoppers.length);

/** GrowthBook's hash version 2, from its SDK specification: FNV-1a 32 of (FNV-1a 32 of seed + value), in 10,000 buckets. */
function bucket(seed: string, value: string): number {
  const fnv = (text: string) => {
    let hash = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
    return hash;
  };
  return (fnv(String(fnv(seed + value))) % 10_000) / 10_000;
}

test('shoppers fall where version 2 of the hash puts them', () => {
  for (const shopper of shoppers.slice(0, 500)) {
    const n = bucket('exp', shopper);
    expect(assignArm({ key: 'exp', coverage: 1, arms }, shopper)!.key).toBe(n < 0.75 ? 'a' : 'b');
  }
});

test('shares follow weights and coverage', () => {
  const counts = { a: 0, b: 0, none: 0 };
  for (const shopper of shoppers)
    counts[
      (assignArm({ key: 'exp-2', coverage: 0.4, arms }, shopper)?.key ?? 'none') as keyof typeof counts
    ]++;
  const share = (count: number) => count / shoppers.length;
  expect(Math.abs(share(counts.none) - 0.6)).toBeLessThan(tolerance(0.6));
  expect(Math.abs(share(counts.a) - 0.3)).toBeLessThan(tolerance(0.3));
  expect(Math.abs(share(counts.b) - 0.1)).toBeLessThan(tolerance(0.1));
});

test('degenerate experiments have defined answers', () => {
  expect(assignArm({ key: 'e', coverage: 1, arms: [] }, 's')).toBeNull();
  expect(assignArm({ key: 'e', coverage: 1, arms: [{ key: 'a', weight: 0 }] }, 's')).toBeNull();
  expect(assignArm({ key: 'e', coverage: 0, arms }, 's')).toBeNull();
  expect(assignArm({ key: 'e', coverage: 1, arms: [{ key: 'a', weight: 1 }] }, 's')!.key).toBe('a');
});

test('five of a hundred shoppers are set aside for a year, and another five the next year', () => {
  const heldIn = (now: Date) =>
    new Set(
      shoppers.filter(
        (shopperId) => drawHoldout({ shopId: 'shop', shopperId, share: 0.05, now }).arm === 'holdout',
      ),
    );
  const first = heldIn(new Date('2026-11-20T12:00:00Z'));
  const next = heldIn(new Date('2027-11-20T12:00:00Z'));
  expect(Math.abs(first.size / shoppers.length - 0.05)).toBeLessThan(tolerance(0.05));
  // Independent draws share about 5 % of the 5 %.
  const both = [...first].filter((shopper) => next.has(shopper)).length;
  expect(both / shoppers.length).toBeLessThan(0.006);
  const { until } = drawHoldout({
    shopId: 's',
    shopperId: 'x',
    share: 0.05,
    now: new Date('2026-11-20T12:00:00Z'),
  });
  expect(until.toISOString()).toBe('2027-11-20T12:00:00.000Z');
});

test('ranges of one namespace part the shoppers, each by its share', () => {
  const inside = (from: number, to: number) =>
    shoppers.filter((shopper) =>
      assignArm({ key: `${from}`, coverage: 1, arms, namespace: { name: 'money', from, to } }, shopper),
    );
  const [low, high, all] = [inside(0, 0.3), inside(0.3, 1), inside(0, 1)];
  expect(Math.abs(low.length / shoppers.length - 0.3)).toBeLessThan(tolerance(0.3));
  expect(low.length + high.length).toBe(shoppers.length);
  expect(all).toHaveLength(shoppers.length);
  const lowSet = new Set(low);
  expect(high.some((shopper) => lowSet.has(shopper))).toBe(false);
});
