export interface MeanAndVariance {
  readonly n: number;
  /** 0 when there is no value. */
  readonly mean: number;
  /** Unbiased (divided by n - 1); 0 for fewer than two values. */
  readonly variance: number;
}

/** Sample mean and variance in two passes with a correction term (Chan, Golub and LeVeque 1983). NaN stays NaN. */
export function meanAndVariance(values: ArrayLike<number>): MeanAndVariance {
  const n = values.length;
  if (n === 0) return { n, mean: 0, variance: 0 };
  let sum = 0;
  for (let i = 0; i < n; i++) sum += values[i]!;
  const mean = sum / n;
  if (n === 1) return { n, mean, variance: 0 };
  let squares = 0;
  let rest = 0;
  for (let i = 0; i < n; i++) {
    const distance = values[i]! - mean;
    squares += distance * distance;
    rest += distance;
  }
  return { n, mean: mean + rest / n, variance: Math.max(0, (squares - (rest * rest) / n) / (n - 1)) };
}
