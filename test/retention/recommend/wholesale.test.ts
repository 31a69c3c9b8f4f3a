import { expect, test } from 'vitest';
import { CoPurchases } from '../../../retention/recommend/co-purchases.ts';

const order = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => ({ productId: `p${from + i}`, step: 0 }));

test('an order of hundreds pairs its first twenty-five and counts every product', () => {
  const together = new CoPurchases();
  together.add([], order(0, 600));
  expect(together.neighboursOf('p0')).toHaveLength(24);
  expect(together.neighboursOf('p500')).toEqual([]);
  expect(together.timesBought('p500')).toBe(1);
});

test('a product bought with everything keeps its strongest neighbours', () => {
  const together = new CoPurchases();
  for (let round = 0; round < 3; round++) together.add([], [{ productId: 'bag', step: 0 }, ...order(0, 20)]);
  for (let i = 0; i < 2_000; i++)
    together.add(
      [],
      [
        { productId: 'bag', step: 0 },
        { productId: `once${i}`, step: 0 },
      ],
    );
  const kept = together.neighboursOf('bag').map(({ productId }) => productId);
  expect(kept.length).toBeLessThanOrEqual(1_600);
  expect(kept).toEqual(expect.arrayContaining(order(0, 20).map(({ productId }) => productId)));
});
