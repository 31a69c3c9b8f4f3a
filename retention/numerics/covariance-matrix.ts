export interface Moments {
  readonly n: number;
  /** One a column. */
  readonly means: readonly number[];
  /** Unbiased (divided by n - 1), symmetric; zeros for fewer than two rows. */
  readonly covariance: readonly (readonly number[])[];
}

/** Means and covariance matrix of columns of the same length, in two passes. */
export function covarianceMatrix(columns: readonly ArrayLike<number>[]): Moments {
  const n = columns[0]?.length ?? 0;
  const means = columns.map((column) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += column[i]!;
    return n === 0 ? 0 : sum / n;
  });
  const covariance = columns.map(() => columns.map(() => 0));
  if (n < 2) return { n, means, covariance };
  for (let a = 0; a < columns.length; a++)
    for (let b = 0; b <= a; b++) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += (columns[a]![i]! - means[a]!) * (columns[b]![i]! - means[b]!);
      covariance[a]![b] = covariance[b]![a] = sum / (n - 1);
    }
  return { n, means, covariance };
}
