import { expect, test } from 'vitest';
import { fitRidge } from '../../../retention/uplift/fit-ridge.ts';
import { friedman } from '../learners/friedman.ts';

const { columns, values } = friedman(500, 21);
const rows = Uint32Array.from({ length: 400 }, (_, row) => row);

test('close to least squares where the inputs say much, with robust standard errors', () => {
  // numpy 1.26.4 least squares of the same rows and its HC1 standard error of the fitted mean at row 450; a small ridge
  // moves both by less than two hundredths.
  const fit = fitRidge(columns, values, rows);
  const asked = Uint32Array.of(450);
  expect(fit.predict(columns, asked)[0]).toBeCloseTo(13.91335259, 1);
  expect(fit.standardErrors(columns, asked)[0]).toBeCloseTo(0.48791674, 2);
});

test('noise is shrunk away', () => {
  const noise = values.map(
    (_, row) => Math.sin(row * 78.233) * 43758.5453 - Math.floor(Math.sin(row * 78.233) * 43758.5453),
  );
  const { weights, intercept } = fitRidge(columns, noise, rows).form.score;
  expect(Math.max(...weights.map(Math.abs))).toBeLessThan(0.06);
  expect(intercept).toBeCloseTo(0.5, 1);
});

test('constant and repeated columns, constant targets and few rows give finite numbers', () => {
  const odd = [columns[0]!, columns[0]!, columns[0]!.map(() => 7)];
  const fit = fitRidge(odd, values, rows);
  expect(fit.predict(odd, rows).every(Number.isFinite)).toBe(true);
  expect(fit.standardErrors(odd, rows).every(Number.isFinite)).toBe(true);
  const flat = fitRidge(
    odd,
    values.map(() => 3),
    rows,
  );
  expect(flat.predict(odd, Uint32Array.of(499))[0]).toBeCloseTo(3, 9);
  expect(fitRidge(odd, values, Uint32Array.of(4)).predict(odd, Uint32Array.of(9))[0]).toBeCloseTo(
    values[4]!,
    9,
  );
});
