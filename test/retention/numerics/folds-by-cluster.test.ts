import { expect, test } from 'vitest';
import { SeededRandom } from '../../../core/seeded-random.ts';
import { clustersOf } from '../../../retention/numerics/cluster-bootstrap.ts';
import { foldsByCluster } from '../../../retention/numerics/folds-by-cluster.ts';

test('all rows of a shopper are in one fold, folds are of equal size, the seed decides', () => {
  const shoppers = Array.from({ length: 300 }, (_, row) => `shopper ${row % 100}`);
  const deal = (seed: string) => foldsByCluster(clustersOf(shoppers, 300), 5, new SeededRandom(seed));
  const folds = deal('a');
  for (let row = 0; row < 200; row++) expect(folds[row]).toBe(folds[row + 100]);
  for (let fold = 0; fold < 5; fold++) expect(folds.filter((own) => own === fold)).toHaveLength(60);
  expect(deal('a')).toEqual(folds);
  expect(deal('b')).not.toEqual(folds);
});

test('without names each row is its own', () => {
  const folds = foldsByCluster(clustersOf(null, 10), 3, new SeededRandom('a'));
  expect([0, 1, 2].map((fold) => folds.filter((own) => own === fold).length)).toEqual([4, 3, 3]);
});
