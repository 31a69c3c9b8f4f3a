import { expect, test } from 'vitest';
import { fitLogistic } from '../../../retention/churn/logistic-regression.ts';
import { fitPlatt, noCalibration } from '../../../retention/churn/platt.ts';

/** Hours studied and exam passed: the worked example of Wikipedia's article "Logistic regression". */
const hours = [
  0.5, 0.75, 1, 1.25, 1.5, 1.75, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.25, 3.5, 4, 4.25, 4.5, 4.75, 5, 5.5,
];
const passed = [0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1];

test('the published coefficients come out: 1.5046 an hour, intercept -4.0777', () => {
  const { weights, bias } = fitLogistic(Float64Array.from(hours), 1, Float64Array.from(passed), 0);
  expect(weights[0]).toBeCloseTo(1.5046, 4);
  expect(bias).toBeCloseTo(-4.0777, 4);
});

test('two inputs of 0 and 1 that cross freely give the log odds ratios', () => {
  // Cells chosen so that odds are 1/3, times 3 for a, times 9 for b: log odds add up exactly.
  const cells = [
    { a: 0, b: 0, yes: 27, no: 81 },
    { a: 1, b: 0, yes: 54, no: 54 },
    { a: 0, b: 1, yes: 81, no: 27 },
    { a: 1, b: 1, yes: 90, no: 10 },
  ];
  const rows: number[] = [];
  const targets: number[] = [];
  for (const { a, b, yes, no } of cells)
    for (let i = 0; i < yes + no; i++) {
      rows.push(a, b);
      targets.push(i < yes ? 1 : 0);
    }
  const { weights, bias } = fitLogistic(Float64Array.from(rows), 2, Float64Array.from(targets), 0);
  expect(bias).toBeCloseTo(Math.log(1 / 3), 6);
  expect(weights[0]).toBeCloseTo(Math.log(3), 6);
  expect(weights[1]).toBeCloseTo(Math.log(9), 6);
});

test('a weight that may not point its way stays at 0, and the rest is fitted as if it were not there', () => {
  // b rises with a but lowers the odds: alone it would seem to raise them.
  const rows: number[] = [];
  const targets: number[] = [];
  for (let i = 0; i < 200; i++) {
    const a = (i % 20) / 10;
    const b = a + ((i * 7) % 13) / 13;
    rows.push(a, b);
    targets.push(1 / (1 + Math.exp(-(2 * a - b))));
  }
  const inputs = Float64Array.from(rows);
  const labels = Float64Array.from(targets);
  const free = fitLogistic(inputs, 2, labels, 0);
  expect([...free.weights].map((weight) => Math.round(weight * 1e6) / 1e6)).toEqual([2, -1]);
  const held = fitLogistic(inputs, 2, labels, 0, [1, 1]);
  const alone = fitLogistic(
    inputs.filter((_, i) => i % 2 === 0),
    1,
    labels,
    0,
  );
  expect(held.weights[1]).toBe(0);
  expect(held.weights[0]).toBeCloseTo(alone.weights[0]!, 6);
  expect(held.bias).toBeCloseTo(alone.bias, 6);
  // A bound that does not bind changes nothing.
  expect(fitLogistic(inputs, 2, labels, 0, [1, -1]).weights[1]).toBeCloseTo(-1, 6);
});

test('separable rows and an input that never varies stay finite under a penalty', () => {
  const { weights, bias } = fitLogistic(
    Float64Array.of(-2, 1, -1, 1, 1, 1, 2, 1),
    2,
    Float64Array.of(0, 0, 1, 1),
    1,
  );
  expect(weights[0]).toBeGreaterThan(0.5);
  expect([...weights, bias].every(Number.isFinite)).toBe(true);
});

test('no rows are refused', () => {
  expect(() => fitLogistic(new Float64Array(0), 1, new Float64Array(0), 1)).toThrow(RangeError);
});

test('Platt scaling shrinks odds that were twice too sure, and leaves alone what it cannot judge', () => {
  // Log odds said 2 or -2, the truth is 1 or -1: 73 % against 27 %.
  const logOdds = [...Array(1000).fill(2), ...Array(1000).fill(-2)];
  const labels = logOdds.map((value, i) => Number(i % 1000 < (value > 0 ? 731 : 269)));
  const { slope, intercept } = fitPlatt(logOdds, labels);
  expect(slope).toBeCloseTo(0.5, 2);
  expect(intercept).toBeCloseTo(0, 2);
  expect(fitPlatt([1, 2, 3], [0, 1, 0])).toEqual(noCalibration);
  const reversed = labels.map((label) => 1 - label);
  expect(fitPlatt(logOdds, reversed)).toEqual(noCalibration);
});
