import type { Moments } from '../numerics/covariance-matrix.ts';

export interface PooledSlope {
  /** One a covariate, 0 for those left out. */
  readonly theta: readonly number[];
  /** Share of the outcome's variance within arms that the covariates explain, [0, 1]. */
  readonly explained: number;
  /** Covariates (from 0) left out because they are constant or follow from those before them. */
  readonly leftOut: readonly number[];
  /** Covariates in use. */
  readonly rank: number;
}

/** A covariate of which less than this share is new is left out: the sweep would divide by rounding errors. */
const smallestNews = 1e-10;

/**
 * Slope of column 0 on the other columns within arms, pooled over them: with one theta for all arms the adjustment
 * cannot favour one (Deng et al., WSDM 2013). Solved by the sweep operator, which shows collinear columns on its way.
 */
export function pooledSlope(arms: readonly Moments[]): PooledSlope {
  const size = arms[0]?.means.length ?? 1;
  const weight = arms.reduce((sum, { n }) => sum + Math.max(0, n - 1), 0);
  const pooled = Array.from({ length: size }, (_, a) =>
    Array.from({ length: size }, (_, b) =>
      weight === 0
        ? 0
        : arms.reduce((sum, { n, covariance }) => sum + Math.max(0, n - 1) * covariance[a]![b]!, 0) / weight,
    ),
  );
  const total = pooled[0]![0]!;
  const original = pooled.map((row, i) => row[i]!);
  const used: number[] = [];
  const leftOut: number[] = [];
  for (let k = 1; k < size; k++) {
    if (!(pooled[k]![k]! > smallestNews * original[k]!)) {
      leftOut.push(k - 1);
      continue;
    }
    sweep(pooled, k);
    used.push(k);
  }
  return {
    theta: Array.from({ length: size - 1 }, (_, i) => (used.includes(i + 1) ? pooled[i + 1]![0]! : 0)),
    explained: total > 0 ? Math.min(1, Math.max(0, 1 - pooled[0]![0]! / total)) : 0,
    leftOut,
    rank: used.length,
  };
}

/** Goodnight's sweep of one column of a symmetric matrix, in place (The American Statistician, 1979). */
function sweep(matrix: number[][], k: number): void {
  const pivot = matrix[k]![k]!;
  const row = matrix[k]!.map((value) => value / pivot);
  matrix.forEach((line, i) => {
    if (i === k) return;
    const factor = line[k]!;
    line.forEach((value, j) => {
      line[j] = value - factor * row[j]!;
    });
    line[k] = -factor / pivot;
  });
  matrix[k] = row;
  row[k] = 1 / pivot;
}
