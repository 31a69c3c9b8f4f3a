import { expect, test } from 'vitest';
import { calibrationError } from '../../../models/evaluation/calibration-error.ts';
import { evaluateScores } from '../../../models/evaluation/evaluate-scores.ts';
import { chooseThreshold, scopeFigures } from '../../../models/evaluation/scope-figures.ts';

const row = (...values: number[]) => Float32Array.from(values);

test('figures of a file that lacks one of the labels', () => {
  const result = evaluateScores({
    labels: ['negative', 'neutral', 'positive'],
    truths: ['negative', 'positive', 'positive', 'negative'],
    probabilities: [row(0.8, 0.1, 0.1), row(0.1, 0.6, 0.3), row(0.2, 0.1, 0.7), row(0.3, 0.2, 0.5)],
    outOfScopeThreshold: null,
  });
  expect(result.accuracy).toBe(0.5);
  expect(result.confusion).toEqual({
    labels: ['negative', 'neutral', 'positive'],
    counts: [
      [1, 0, 1],
      [0, 0, 0],
      [0, 1, 1],
    ],
  });
  // Without neutral the second is taken for positive, too.
  expect(result.amongPresentLabels!.accuracy).toBe(0.75);
  expect(result.outOfScope).toBeNull();
});

test('calibration error by hand: 4 rows at .95 of which 3 are right, 2 at .55 of which 1', () => {
  const rows = [
    ...[true, true, true, false].map((right) => ({ confidence: 0.95, right })),
    ...[true, false].map((right) => ({ confidence: 0.55, right })),
  ];
  const { expectedCalibrationError, bins } = calibrationError(rows);
  expect(expectedCalibrationError).toBeCloseTo((4 * 0.2 + 2 * 0.05) / 6, 12);
  expect(bins.map(({ rows: count, accuracy }) => [count, accuracy])).toEqual([
    [2, 0.5],
    [4, 0.75],
  ]);
  expect(calibrationError([]).expectedCalibrationError).toBe(0);
});

const scoped = [
  { truth: 'a', predicted: 'a', confidence: 0.9 },
  { truth: 'a', predicted: 'a', confidence: 0.8 },
  { truth: 'b', predicted: 'a', confidence: 0.7 },
  { truth: 'b', predicted: 'b', confidence: 0.5 },
  { truth: null, predicted: 'a', confidence: 0.6 },
  { truth: null, predicted: 'b', confidence: 0.3 },
];

test('out of scope: ranks by hand, and both shares at a threshold', () => {
  const { auroc, atThreshold } = scopeFigures(scoped, 0.55);
  // Of 4 * 2 pairs only (.5, .6) is the wrong way round.
  expect(auroc).toBe(7 / 8);
  expect(atThreshold).toEqual({ threshold: 0.55, inScopeAccuracy: 0.5, recall: 0.5 });
});

test('the threshold finds as much as the allowed loss permits', () => {
  expect(chooseThreshold(scoped, 0)).toBe(0.5);
  expect(chooseThreshold(scoped, 0.25)).toBe(0.8);
  expect(
    chooseThreshold(
      scoped.filter(({ truth }) => truth !== null),
      0.1,
    ),
  ).toBeNull();
});
