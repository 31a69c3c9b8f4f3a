import { CholeskyDecomposition, Matrix } from 'ml-matrix';

/** A multivariate normal as its mean and the lower factor L of its covariance L L', row by row: plain JSON. */
export interface Gaussian {
  readonly mean: readonly number[];
  /** factor[i] has i + 1 entries. */
  readonly factor: readonly (readonly number[])[];
}

/**
 * The normal of a precision matrix.
 * @throws RangeError when it is not positive definite.
 */
export function gaussianOf(mean: readonly number[], precision: Matrix): Gaussian {
  return { mean, factor: factorOf(inverseOf(precision)) };
}

/** Solves precision x = right for a symmetric positive definite matrix. */
export function solvePositive(precision: Matrix, right: readonly number[]): number[] {
  return decomposed(precision)
    .solve(Matrix.columnVector([...right]))
    .to1DArray();
}

/** The normal of some of the coordinates, in the order given. */
export function marginalOf({ mean, factor }: Gaussian, coordinates: readonly number[]): Gaussian {
  const covariance = new Matrix(
    coordinates.map((i) =>
      coordinates.map((j) => {
        let sum = 0;
        for (let k = 0; k <= Math.min(i, j); k++) sum += factor[i]![k]! * factor[j]![k]!;
        return sum;
      }),
    ),
  );
  return { mean: coordinates.map((i) => mean[i]!), factor: factorOf(covariance) };
}

/** The standard deviation of a linear combination. */
export function deviationOf({ factor }: Gaussian, weights: readonly number[]): number {
  let squares = 0;
  for (let k = 0; k < weights.length; k++) {
    let along = 0;
    for (let i = k; i < weights.length; i++) along += weights[i]! * factor[i]![k]!;
    squares += along * along;
  }
  return Math.sqrt(squares);
}

export function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function inverseOf(precision: Matrix): Matrix {
  return decomposed(precision).solve(Matrix.eye(precision.rows));
}

function factorOf(covariance: Matrix): number[][] {
  const lower = decomposed(covariance).lowerTriangularMatrix;
  return Array.from({ length: covariance.rows }, (_, i) =>
    Array.from({ length: i + 1 }, (_, k) => lower.get(i, k)),
  );
}

function decomposed(matrix: Matrix): CholeskyDecomposition {
  // Rounding makes mirrored entries differ in their last digit, which the library refuses.
  const decomposition = new CholeskyDecomposition(Matrix.add(matrix, matrix.transpose()).mul(0.5));
  if (!decomposition.isPositiveDefinite())
    throw new RangeError('a precision matrix is not positive definite');
  return decomposition;
}
