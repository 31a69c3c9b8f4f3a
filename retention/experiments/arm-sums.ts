import type { ArmMoments } from './arm-moments.ts';

/** Sums over units of columns and of their products, as a database adds them up: for one arm and one day, say. */
export interface ArmSums {
  readonly n: number;
  readonly sums: readonly number[];
  /** Upper triangle by rows: column 0 with 0, 1, 2, ..., column 1 with 1, 2, ... */
  readonly products: readonly number[];
}

export function addSums(a: ArmSums, b: ArmSums): ArmSums {
  return {
    n: a.n + b.n,
    sums: a.sums.map((sum, i) => sum + b.sums[i]!),
    products: a.products.map((sum, i) => sum + b.products[i]!),
  };
}

/** Moments of what was summed. A variance that rounding makes negative is 0. */
export function momentsOfSums(arm: string, { n, sums, products }: ArmSums): ArmMoments {
  const means = sums.map((sum) => (n === 0 ? 0 : sum / n));
  const covariance = sums.map(() => sums.map(() => 0));
  let at = 0;
  for (let a = 0; a < sums.length; a++)
    for (let b = a; b < sums.length; b++) {
      const value = n < 2 ? 0 : (products[at]! - sums[a]! * means[b]!) / (n - 1);
      covariance[a]![b] = covariance[b]![a] = a === b ? Math.max(0, value) : value;
      at += 1;
    }
  return { arm, n, means, covariance };
}
