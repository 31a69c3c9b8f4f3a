import { expect, test } from 'vitest';
import { SeededRandom } from '../../../core/seeded-random.ts';
import { foldsByUnit } from '../../../retention/learners/folds-by-unit.ts';

test('all rows of a shopper are in one fold, folds are of equal size, the seed decides', () => {
  const units = Array.from({ length: 300 }, (_, row) => `shopper ${row % 100}`);
  const folds = foldsByUnit(300, units, 5, new SeededRandom('a'));
  for (let row = 0; row < 200; row++) expect(folds[row]).toBe(folds[row + 100]);
  for (let fold = 0; fold < 5; fold++) expect(folds.filter((own) => own === fold)).toHaveLength(60);
  expect(foldsByUnit(300, units, 5, new SeededRandom('a'))).toEqual(folds);
  expect(foldsByUnit(300, units, 5, new SeededRandom('b'))).not.toEqual(folds);
});

test('without units each row is its own', () => {
  const folds = foldsByUnit(10, null, 3, new SeededRandom('a'));
  expect([0, 1, 2].map((fold) => folds.filter((own) => own === fold).length)).toEqual([4, 3, 3]);
});
