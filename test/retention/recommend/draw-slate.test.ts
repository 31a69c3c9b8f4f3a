import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawSlate, slateSeed } from '../../../retention/recommend/draw-slate.ts';
import type { SlateInputs } from '../../../retention/recommend/recommendation-record.ts';

const inputsOf = (count: number, size: number, explorationShare: number, seed: string): SlateInputs => ({
  seed,
  size,
  explorationShare,
  candidates: Array.from({ length: count }, (_, i) => ({
    productId: `product-${i}`,
    score: count - i,
    source: 'bought',
    reason: { en: 'because', zh: '因为' },
  })),
});

test('without exploration the best stand in order, each for certain', () => {
  const { slice, slate, slatePropensity } = drawSlate(inputsOf(5, 3, 0, 'seed'));
  expect(slice).toBe('exploit');
  expect(slate.map(({ productId, slot, rank, propensity }) => [productId, slot, rank, propensity])).toEqual([
    ['product-0', 1, 1, 1],
    ['product-1', 2, 2, 1],
    ['product-2', 3, 3, 1],
  ]);
  expect(slatePropensity).toBe(1);
});

test('logged propensities are the frequencies of many draws', () => {
  const draws = 40_000;
  const counts = new Map<string, number>();
  const slates = new Map<string, number>();
  for (let i = 0; i < draws; i++) {
    const { slate } = drawSlate(inputsOf(4, 2, 0.3, slateSeed('shop', `conversation ${i}`, 1)));
    for (const { productId, slot } of slate)
      counts.set(`${productId} in ${slot}`, (counts.get(`${productId} in ${slot}`) ?? 0) + 1);
    const key = slate.map(({ productId }) => productId).join();
    slates.set(key, (slates.get(key) ?? 0) + 1);
  }
  const share = (count: number | undefined) => (count ?? 0) / draws;
  // .7 + .3 / 4, and .3 / 4; of slates .7 + .3 / 12, and .3 / 12. Four standard errors of 40,000 draws: .01.
  expect(Math.abs(share(counts.get('product-0 in 1')) - 0.775)).toBeLessThan(0.01);
  expect(Math.abs(share(counts.get('product-1 in 2')) - 0.775)).toBeLessThan(0.01);
  expect(Math.abs(share(counts.get('product-3 in 1')) - 0.075)).toBeLessThan(0.01);
  expect(Math.abs(share(slates.get('product-0,product-1')) - 0.725)).toBeLessThan(0.01);
  expect(Math.abs(share(slates.get('product-3,product-0')) - 0.025)).toBeLessThan(0.01);
  const explored = drawSlate(inputsOf(4, 2, 1, 'any'));
  expect(explored.slate.every(({ propensity }) => propensity === 0.25)).toBe(true);
  expect(explored.slatePropensity).toBeCloseTo(1 / 12, 12);
});

test('the same inputs give the same slate, from a stored record too; no product stands twice', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 12 }),
      fc.integer({ min: 1, max: 5 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.string(),
      (count, size, share, seed) => {
        const inputs = inputsOf(count, size, share, seed);
        const choice = drawSlate(inputs);
        expect(drawSlate(JSON.parse(JSON.stringify(inputs)))).toEqual(choice);
        const ids = choice.slate.map(({ productId }) => productId);
        expect(new Set(ids).size).toBe(Math.min(count, size));
        expect(choice.slatePropensity).toBeGreaterThanOrEqual(0);
        expect(choice.slatePropensity).toBeLessThanOrEqual(1 + 1e-9);
      },
    ),
  );
});
