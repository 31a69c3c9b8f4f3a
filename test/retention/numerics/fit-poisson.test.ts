import { expect, test } from 'vitest';
import { fitPoisson } from '../../../retention/numerics/fit-poisson.ts';

const count = 40;
const rows = Float64Array.from({ length: count * 3 }, (_, at) => {
  const [i, j] = [Math.floor(at / 3), at % 3];
  return j === 0 ? 1 : j === 1 ? (i % 5) - 2 : ((i * 7) % 11) / 5 - 1;
});
const counts = Float64Array.from({ length: count }, (_, i) => (i * 3 + (i % 4)) % 5);

test('gives the penalised maximum likelihood that scipy finds', () => {
  // scipy.optimize.minimize (BFGS) of sum(exp(Xw) - y Xw) + w1^2 / 2 + 4 w2^2 / 2 on the same forty rows.
  const weights = fitPoisson(rows, 3, counts, Float64Array.of(0, 1, 4));
  expect(weights[0]).toBeCloseTo(0.68723839, 6);
  expect(weights[1]).toBeCloseTo(0.05801329, 6);
  expect(weights[2]).toBeCloseTo(0.0786098, 6);
});

test('rows that are left out have no say, and a start near the end gives the same', () => {
  const use = Uint32Array.from({ length: 20 }, (_, i) => i);
  const penalties = Float64Array.of(0, 1, 4);
  const half = fitPoisson(rows.slice(0, 60), 3, counts.slice(0, 20), penalties);
  const chosen = fitPoisson(rows, 3, counts, penalties, { use });
  const again = fitPoisson(rows, 3, counts, penalties, { use, start: half });
  for (let j = 0; j < 3; j++) {
    expect(chosen[j]).toBeCloseTo(half[j]!, 6);
    expect(again[j]).toBeCloseTo(half[j]!, 4);
  }
});

test('refuses no rows and lengths that do not match', () => {
  expect(() => fitPoisson(new Float64Array(), 3, new Float64Array(), Float64Array.of(0, 0, 0))).toThrow(
    RangeError,
  );
  expect(() => fitPoisson(rows, 2, counts, Float64Array.of(0, 0))).toThrow('40 rows of 2');
});
