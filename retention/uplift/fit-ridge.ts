import { inverse, Matrix } from 'ml-matrix';
import type { LinearScore } from '../policy/portable-policy.ts';
import type { Fitted } from './regressor.ts';

/** A linear fit that also knows how sure it is. */
export interface RidgeFit extends Fitted {
  readonly form: { readonly kind: 'linear'; readonly score: LinearScore };
  /** Standard error of the fitted mean at each asked row, whatever the variance of the targets there (HC1). */
  standardErrors(columns: readonly Float64Array[], rows: Uint32Array): Float64Array;
}

/**
 * Ridge regression on standardised inputs with the penalty that Hoerl, Kennard and Baldwin (1975) derive from the
 * ordinary fit, p * variance / |weights|^2: strong where the inputs say little, next to none where they say much.
 * Standard errors are the sandwich of White (1980) with the small-sample factor n / (n - p - 1).
 */
export function fitRidge(
  columns: readonly Float64Array[],
  targets: Float64Array,
  rows: Uint32Array,
): RidgeFit {
  const scales = columns.map((column) => standardisation(column, rows));
  const used = scales.flatMap(({ deviation }, i) => (deviation > 0 ? [i] : []));
  const width = used.length;
  const n = rows.length;
  let center = 0;
  for (const row of rows) center += targets[row]! / n;
  const inputs = used.map((column) => {
    const { mean, deviation } = scales[column]!;
    return Float64Array.from(rows, (row) => (columns[column]![row]! - mean) / deviation);
  });
  const residuals = Float64Array.from(rows, (row) => targets[row]! - center);
  const gram = new Matrix(width, width);
  const moments = new Array<number>(width).fill(0);
  for (let a = 0; a < width; a++) {
    for (let i = 0; i < n; i++) moments[a]! += inputs[a]![i]! * residuals[i]!;
    for (let b = 0; b <= a; b++) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += inputs[a]![i]! * inputs[b]![i]!;
      gram.set(a, b, sum).set(b, a, sum);
    }
  }
  const solveWith = (penalty: number) => {
    // Columns that say the same share the weight instead of making the matrix singular.
    const bread = width === 0 ? new Matrix(0, 0) : inverse(Matrix.add(gram, Matrix.eye(width).mul(penalty)));
    const weights = bread.to2DArray().map((line) => dot(line, moments));
    const errors = residuals.map((value, i) =>
      weights.reduce((rest, weight, a) => rest - weight * inputs[a]![i]!, value),
    );
    return { bread, weights, errors };
  };
  const ordinary = solveWith(1e-6 * n);
  const variance = dot(ordinary.errors, ordinary.errors) / Math.max(1, n - width - 1);
  const length = dot(ordinary.weights, ordinary.weights);
  const penalty = length > 0 ? Math.min(1e6 * n, (width * variance) / length) : 1e6 * n;
  const { bread, weights, errors } = width === 0 ? ordinary : solveWith(Math.max(1e-6 * n, penalty));

  const byColumn = columns.map(() => 0);
  used.forEach((column, a) => {
    byColumn[column] = weights[a]! / scales[column]!.deviation;
  });
  const score: LinearScore = {
    intercept: byColumn.reduce((sum, weight, column) => sum - weight * scales[column]!.mean, center),
    weights: byColumn,
  };
  let spread: Matrix | null = null;
  return {
    form: { kind: 'linear', score },
    predict: (all, asked) =>
      Float64Array.from(asked, (row) =>
        score.weights.reduce((sum, weight, column) => sum + weight * all[column]![row]!, score.intercept),
      ),
    standardErrors(all, asked) {
      spread ??= sandwich(bread, inputs, errors);
      return Float64Array.from(asked, (row) => {
        const x = [1 / n, ...used.map((c) => (all[c]![row]! - scales[c]!.mean) / scales[c]!.deviation)];
        let variance = 0;
        for (let a = 0; a <= width; a++)
          for (let b = 0; b <= width; b++) variance += x[a]! * x[b]! * spread!.get(a, b);
        return Math.sqrt(Math.max(0, (variance * n) / Math.max(1, n - width - 1)));
      });
    },
  };
}

/** Covariance of (sum of errors, weights), the first to be divided by n. */
function sandwich(bread: Matrix, inputs: readonly Float64Array[], errors: Float64Array): Matrix {
  const size = inputs.length + 1;
  const meat = new Matrix(size, size);
  const at = (a: number, i: number) => (a === 0 ? 1 : inputs[a - 1]![i]!);
  for (let a = 0; a < size; a++)
    for (let b = 0; b <= a; b++) {
      let sum = 0;
      for (let i = 0; i < errors.length; i++) sum += at(a, i) * at(b, i) * errors[i]! * errors[i]!;
      meat.set(a, b, sum).set(b, a, sum);
    }
  const whole = Matrix.eye(size);
  if (size > 1) whole.setSubMatrix(bread, 1, 1);
  return whole.mmul(meat).mmul(whole);
}

function standardisation(column: Float64Array, rows: Uint32Array): { mean: number; deviation: number } {
  let mean = 0;
  for (const row of rows) mean += column[row]! / rows.length;
  let squares = 0;
  for (const row of rows) squares += (column[row]! - mean) ** 2;
  const deviation = Math.sqrt(squares / rows.length);
  return { mean, deviation: deviation > 1e-12 * Math.max(1, Math.abs(mean)) ? deviation : 0 };
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
