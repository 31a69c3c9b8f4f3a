import { expect, test } from 'vitest';
import { CoPurchases } from '../../../retention/recommend/co-purchases.ts';

const of = (index: CoPurchases, from: string, to: string) =>
  index.neighboursOf(from).find(({ productId }) => productId === to)?.similarity;

test('products of one order count whole, those a few orders apart less, whatever the direction', () => {
  const index = new CoPurchases();
  const first = [{ productId: 'a', step: 0 }];
  const third = [
    { productId: 'b', step: 2 },
    { productId: 'c', step: 2 },
  ];
  index.add([], first);
  index.add(first, third);
  // Every product was bought once, so that the norm is 1.
  expect(of(index, 'b', 'c')).toBe(1);
  expect(of(index, 'a', 'b')).toBeCloseTo(0.9 * 0.9, 12);
  expect(of(index, 'b', 'a')).toBeCloseTo(0.81, 12);
  expect(of(index, 'a', 'a')).toBeUndefined();
  expect(index.neighboursOf('unknown')).toEqual([]);
});

test('what everybody buys is no special neighbour', () => {
  const index = new CoPurchases();
  index.add(
    [],
    [
      { productId: 'tent', step: 0 },
      { productId: 'stove', step: 0 },
    ],
  );
  index.add(
    [],
    [
      { productId: 'tent', step: 0 },
      { productId: 'bag', step: 0 },
    ],
  );
  for (let i = 0; i < 98; i++) index.add([], [{ productId: 'bag', step: 0 }]);
  // Both were bought once with the tent; the stove once in all, the bag 99 times.
  expect(of(index, 'tent', 'stove')! / of(index, 'tent', 'bag')!).toBeCloseTo(99 ** 0.2, 12);
});
