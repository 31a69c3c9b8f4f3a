import { expect, test } from 'vitest';
import { meanProbabilities, pseudoLabelled, softenedRows } from '../../../models/train/text/distil.ts';

const labels = ['a', 'b'];
const tokens = Int32Array.of(0, 7, 2);
const teachers = meanProbabilities([
  [Float32Array.of(0.92, 0.08), Float32Array.of(0.5, 0.5), Float32Array.of(0, 1)],
  [Float32Array.of(0.7, 0.3), Float32Array.of(0.6, 0.4), Float32Array.of(0.2, 0.8)],
]);

test('teachers speak as their mean', () => {
  const expected = [0.81, 0.19, 0.55, 0.45, 0.1, 0.9];
  for (const [i, value] of teachers.flatMap((row) => [...row]).entries())
    expect(value).toBeCloseTo(expected[i]!, 6);
});

test('a label counts half, what belongs to none stays', () => {
  const rows = softenedRows(
    [
      { tokens, label: 'b' },
      { tokens, label: null },
    ],
    teachers,
    labels,
  );
  expect(rows[0]!.target![0]).toBeCloseTo(0.405, 6);
  expect(rows[0]!.target![1]).toBeCloseTo(0.595, 6);
  expect(rows[1]!.target).toBeUndefined();
});

test('texts without a label are learnt where the teachers are sure, at half the weight', () => {
  const rows = pseudoLabelled([tokens, tokens, tokens], teachers, labels);
  expect(rows.map(({ label, weight }) => [label, weight])).toEqual([
    ['a', 0.5],
    ['b', 0.5],
  ]);
});
