import { expect, test } from 'vitest';
import {
  normalisedUpliftArea,
  qiniCoefficient,
  qiniCurve,
  upliftCurve,
} from '../../../retention/uplift/uplift-curve.ts';

// scikit-uplift, sklift/tests/test_metrics.py at 30771333: uplift_auc_score and qini_auc_score.
test.each([
  [[1, 1], [0.1, 0.3], [0, 1], 1, 1],
  [[1, 1], [0.1, 0.3], [1, 0], -1, 0],
  [[0, 1], [0.1, 0.3], [1, 0], 0, 1],
  [[1, 0], [0.1, 0.3], [0, 1], 1, 1],
  [[0, 1, 2], [0.1, 0.3, 0.9], [0, 1, 0], -1.333333, -0.5],
  [[0, 1, 2], [0.1, 0.3, 0.9], [1, 0, 1], 1.333333, 0.75],
])('areas of outcomes %j by uplift %j, treated %j', (outcome, uplift, treated, area, qini) => {
  expect(normalisedUpliftArea({ outcome, uplift, treated })).toBeCloseTo(area, 6);
  expect(qiniCoefficient({ outcome, uplift, treated })).toBeCloseTo(qini, 6);
});

test('two hundred rows with many ties', () => {
  // Rows by Lehmer's generator; expected: scikit-uplift 0.5.1 on the same rows in Python.
  let state = 5;
  const next = () => {
    state = (16807 * state) % 2147483647;
    return state / 2147483647;
  };
  const drawn = Array.from({ length: 200 }, () => [next(), next(), next()] as const);
  const rows = {
    treated: drawn.map(([a]) => Number(a < 0.4)),
    uplift: drawn.map(([, b]) => Math.floor(b * 50) / 50),
    outcome: drawn.map(([a, b, c]) => Number(c < 0.2 + 0.5 * b * Number(a < 0.4))),
  };
  expect(qiniCoefficient(rows)).toBeCloseTo(0.16042451306251088, 12);
  expect(normalisedUpliftArea(rows)).toBeCloseTo(0.1820425351235158, 12);
  const qini = qiniCurve(rows);
  expect(qini.rows).toHaveLength(51);
  expect(qini.gain.at(-1)).toBeCloseTo(11.12280701754386, 12);
  const uplift = upliftCurve(rows);
  expect(uplift.gain.slice(0, 4)).toEqual([0, 0, expect.closeTo(2.66666667, 8), expect.closeTo(5.6, 12)]);
  expect(uplift.gain.at(-1)).toBeCloseTo(25.86699306405549, 12);
});

test('a row of weight two is two rows', () => {
  const doubled = { outcome: [1, 0, 1, 1], uplift: [3, 2, 2, 1], treated: [1, 0, 0, 1] };
  const weighted = {
    outcome: [1, 0, 1, 1],
    uplift: [3, 2, 2, 1],
    treated: [1, 0, 0, 1],
    weights: [1, 1, 1, 2],
  };
  const twice = { outcome: [1, 0, 1, 1, 1], uplift: [3, 2, 2, 1, 1], treated: [1, 0, 0, 1, 1] };
  expect(qiniCurve(weighted)).toEqual(qiniCurve(twice));
  expect(qiniCurve(weighted)).not.toEqual(qiniCurve(doubled));
});
