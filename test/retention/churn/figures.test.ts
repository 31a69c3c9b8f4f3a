import { expect, test } from 'vitest';
import { areaUnderCurve } from '../../../retention/churn/auc.ts';
import {
  brierScore,
  calibrationTable,
  expectedCalibrationError,
} from '../../../retention/churn/calibration-table.ts';
import { horizonOf, indexDates } from '../../../retention/churn/index-dates.ts';
import { pairedAucInterval } from '../../../retention/churn/paired-auc-interval.ts';

test('AUC counts concordant pairs, ties by half', () => {
  // The four-row example of scikit-learn's roc_auc_score: 0.75.
  expect(areaUnderCurve([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1])).toBe(0.75);
  expect(areaUnderCurve([0.5, 0.5], [0, 1])).toBe(0.5);
  // A positive above one negative and tied with the other: (1 + 1/2) / 2.
  expect(areaUnderCurve([0.2, 0.7, 0.7], [0, 0, 1])).toBe(0.75);
  expect(areaUnderCurve([0.2, 0.7], [1, 1])).toBeNaN();
});

test('a weight of two is the row twice', () => {
  const twice = areaUnderCurve([0.1, 0.4, 0.4, 0.35, 0.8], [0, 0, 0, 1, 1]);
  expect(areaUnderCurve([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1], [1, 2, 1, 1])).toBe(twice);
});

test('Brier score and calibration bins', () => {
  expect(brierScore([0.9, 0.2], [1, 0])).toBeCloseTo(0.025, 12);
  const table = calibrationTable([0.1, 0.3, 0.6, 0.8], [0, 0, 1, 1], 2);
  expect(table.map(({ rows, observed }) => [rows, observed])).toEqual([
    [2, 0],
    [2, 1],
  ]);
  expect(table[0]!.predicted).toBeCloseTo(0.2, 12);
  expect(expectedCalibrationError(table)).toBeCloseTo((0.2 + 0.3) / 2, 12);
});

test('the interval of a model against itself is nothing; a better one lies above', () => {
  const labels = Array.from({ length: 400 }, (_, i) => i % 2);
  const shoppers = labels.map((_, i) => `shopper ${Math.floor(i / 4)}`);
  const good = labels.map((label, i) => label + ((i * 37) % 100) / 60);
  const noise = labels.map((_, i) => ((i * 61) % 97) / 97);
  expect(pairedAucInterval({ a: good, b: good, labels, shoppers }, { seed: 's' })).toEqual({
    difference: 0,
    low: 0,
    high: 0,
  });
  const better = pairedAucInterval({ a: good, b: noise, labels, shoppers }, { seed: 's' });
  expect(better.low).toBeGreaterThan(0.1);
  expect(better.low).toBeLessThan(better.difference);
  expect(better.high).toBeGreaterThan(better.difference);
});

test('the horizon holds four in five of the shop own gaps; few gaps say nothing', () => {
  const evenly = (longest: number) => Array.from({ length: 1000 }, (_, i) => ((i + 1) / 1000) * longest);
  expect(horizonOf(evenly(70))).toBe(60); // four fifths end within 56 days
  expect(horizonOf(evenly(130))).toBe(120); // 104 days
  expect(horizonOf(evenly(900))).toBe(180);
  expect(horizonOf([5, 9])).toBe(90);
});

test('cut-offs have their whole follow-up, and fitting ends a horizon before the trial', () => {
  const { all, earlier, later } = indexDates(
    new Date('2024-01-15T10:00:00Z'),
    new Date('2025-01-20T00:00:00Z'),
    90,
  );
  const days = (dates: readonly Date[]) => dates.map((date) => date.toISOString().slice(0, 10));
  // 60 days after the first order is 15 March; 90 days before the end is 22 October.
  expect(days(all)[0]).toBe('2024-04-01');
  expect(days(all).at(-1)).toBe('2024-10-01');
  expect(days(later)).toEqual(['2024-08-01', '2024-09-01', '2024-10-01']);
  // 1 May + 90 days = 30 July; 1 June + 90 days would reach into the trial.
  expect(days(earlier)).toEqual(['2024-04-01', '2024-05-01']);
});
