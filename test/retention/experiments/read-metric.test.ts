import { expect, test } from 'vitest';
import { addSums, momentsOfSums } from '../../../retention/experiments/arm-sums.ts';
import { type DaySums, readMetric } from '../../../retention/experiments/read-metric.ts';
import { addWeighted, momentsOfWeighted, weighedSums } from '../../../retention/experiments/weighted-sums.ts';
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

test('an arm that got more shoppers in a good month is no better for it', () => {
  const days = [
    { ...day('a', '2026-03-01', 500, 10), share: 0.5 },
    { ...day('b', '2026-03-01', 500, 10), share: 0.5 },
    { ...day('a', '2026-04-01', 100, 20), share: 0.1 },
    { ...day('b', '2026-04-01', 900, 20), share: 0.9 },
  ];
  const metric = { kind: 'mean', adjusted: false } as const;
  const reading = readMetric(['a', 'b'], days, metric, settings);
  expect(reading.matured).toEqual([600, 1_400]);
  for (const { mean } of reading.arms) expect(mean).toBeCloseTo(15, 1);
  expect(reading.effects![0]!.comparison.estimate).toBeCloseTo(0, 1);
  // (1000 + 1000)^2 / (500 / .25 + 100 / .01)
  expect(reading.arms[0]!.n).toBeCloseTo(4e6 / 12_000, 10);
  const plain = readMetric(
    ['a', 'b'],
    days.map(({ share: _, ...one }) => one),
    metric,
    settings,
  );
  expect(plain.effects![0]!.comparison.estimate).toBeGreaterThan(4);
});

test('a weighted mean has the error of Hajek’s estimator, and a plain one where weights are equal', () => {
  const parts = [
    weighedSums(sumsOf([[3, 5, 8, 9, 12]]), 1 / 0.5),
    weighedSums(sumsOf([[20, 22, 27]]), 1 / 0.9),
  ] as const;
  const { n, means, covariance } = momentsOfWeighted('a', addWeighted(...parts));
  // NumPy: (w * y).sum() / w.sum(); w.sum()**2 / (w**2).sum(); (w**2 * (y - mean)**2).sum() / w.sum()**2 times n / (n - 1).
  expect(means[0]).toBeCloseTo(11.3, 10);
  expect(n).toBeCloseTo(7.5, 10);
  expect(covariance[0]![0]! / n).toBeCloseTo(6.750641025641025, 10);
  const same = sumsOf([
    [3, 5, 8],
    [1, 4, 2],
  ]);
  const weighted = momentsOfWeighted('a', weighedSums(same, 4));
  const plain = momentsOfSums('a', same);
  expect(weighted.n).toBe(3);
  expect(weighted.covariance.flat()).toEqual(
    plain.covariance.flat().map((value) => expect.closeTo(value, 10)),
  );
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
