import { expect, test } from 'vitest';
import { addSums, momentsOfSums } from '../../../retention/experiments/arm-sums.ts';
import { type DaySums, readMetric } from '../../../retention/experiments/read-metric.ts';
import { covarianceMatrix } from '../../../retention/numerics/covariance-matrix.ts';

const sumsOf = (columns: readonly (readonly number[])[]) => ({
  n: columns[0]!.length,
  sums: columns.map((column) => column.reduce((sum, value) => sum + value, 0)),
  products: columns.flatMap((a, i) =>
    columns.slice(i).map((b) => a.reduce((sum, value, row) => sum + value * b[row]!, 0)),
  ),
});
const settings = { alpha: 0.05, tuning: 5_000 };

test('sums of parts are the moments of the whole', () => {
  const y = [3, 1, 4, 1, 5, 9, 2, 6];
  const x = [2, 7, 1, 8, 2, 8, 1, 8];
  const whole = covarianceMatrix([y, x]);
  const parts = addSums(sumsOf([y.slice(0, 3), x.slice(0, 3)]), sumsOf([y.slice(3), x.slice(3)]));
  const found = momentsOfSums('a', parts);
  expect(found.means).toEqual(whole.means);
  found.covariance.forEach((row, a) => {
    row.forEach((value, b) => {
      expect(value).toBeCloseTo(whole.covariance[a]![b]!, 10);
    });
  });
  expect(momentsOfSums('a', { n: 1, sums: [5], products: [25] })).toMatchObject({
    means: [5],
    covariance: [[0]],
  });
  expect(momentsOfSums('a', { n: 0, sums: [0], products: [0] })).toMatchObject({
    means: [0],
    covariance: [[0]],
  });
});

/** `count` shoppers of an arm on one day, outcomes mean - 1, mean, mean + 1 in turn. */
const day = (arm: string, on: string, count: number, mean: number): DaySums => ({
  arm,
  day: on,
  ...sumsOf([Array.from({ length: count }, (_, i) => mean + (i % 3) - 1)]),
});

test('effects appear on the day on which every arm has enough, whatever the order of the days', () => {
  const days = [
    day('b', '2026-03-02', 60, 12),
    day('a', '2026-03-01', 60, 10),
    day('b', '2026-03-01', 60, 12),
    day('a', '2026-03-02', 60, 10),
    day('gone', '2026-03-02', 60, 99),
  ];
  const reading = readMetric(['a', 'b'], days, { kind: 'mean', adjusted: false }, settings);
  expect(reading.days.map((one) => one.day)).toEqual(['2026-03-02']);
  expect(reading.effects![0]!.comparison.estimate).toBeCloseTo(2, 10);
  expect(reading.arms.map(({ arm, n }) => [arm, n])).toEqual([
    ['a', 120],
    ['b', 120],
  ]);
});

test('several arms share the false alarms', () => {
  const days = ['a', 'b', 'c'].map((arm) => day(arm, '2026-03-01', 150, 10));
  const two = readMetric(['a', 'b'], days, { kind: 'mean', adjusted: false }, settings).effects![0]!;
  const three = readMetric(['a', 'b', 'c'], days, { kind: 'mean', adjusted: false }, settings).effects!;
  expect(three).toHaveLength(2);
  expect(three[0]!.comparison.upper).toBeGreaterThan(two.comparison.upper);
});

test('an arm without anybody, or a ratio without a denominator, has no effect', () => {
  expect(readMetric(['a', 'b'], [], { kind: 'mean', adjusted: true }, settings)).toMatchObject({
    effects: null,
    days: [],
    arms: [{ n: 0 }, { n: 0 }],
  });
  const zeros = Array.from({ length: 200 }, () => 0);
  const silent = ['a', 'b'].map((arm) => ({ arm, day: '2026-03-01', ...sumsOf([zeros, zeros]) }));
  expect(readMetric(['a', 'b'], silent, { kind: 'ratio', adjusted: false }, settings).effects).toBeNull();
});
