import { expect, test } from 'vitest';
import { evaluate } from '../../../models/train/evaluate.ts';

test('figures of a small table, worked out by hand', () => {
  const pairs = [
    ['a', 'a'],
    ['a', 'a'],
    ['a', 'b'],
    ['b', 'b'],
    ['b', 'c'],
  ].map(([truth, predicted]) => ({ truth: truth!, predicted: predicted! }));
  const { accuracy, macroF1, perLabel, rows } = evaluate(['a', 'b', 'c'], pairs);
  expect(rows).toBe(5);
  expect(accuracy).toBeCloseTo(3 / 5, 10);
  // a: precision 1, recall 2/3, F1 4/5; b: 1/2, 1/2, 1/2; c never occurs
  expect(perLabel.map(({ label, precision, recall, f1 }) => [label, precision, recall, f1])).toEqual([
    ['a', 1, 2 / 3, 0.8],
    ['b', 0.5, 0.5, 0.5],
  ]);
  expect(macroF1).toBeCloseTo(0.65, 10);
});

test('nothing to evaluate gives zeros', () => {
  expect(evaluate(['a'], [])).toEqual({ rows: 0, accuracy: 0, macroF1: 0, perLabel: [] });
});
