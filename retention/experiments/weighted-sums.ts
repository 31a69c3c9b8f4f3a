import type { ArmMoments } from './arm-moments.ts';
import type { ArmSums } from './arm-sums.ts';

/** Sums over units of which each counts by a weight: 1 over the probability of its arm when it was drawn, say. */
export interface WeightedSums {
  /** Units, as they are. */
  readonly n: number;
  readonly weight: number;
  readonly weightSquared: number;
  /** Of weight times column. */
  readonly sums: readonly number[];
  /** Of squared weight times column. */
  readonly squared: readonly number[];
  /** Of squared weight times two columns, upper triangle by rows. */
  readonly products: readonly number[];
}

export function weighedSums({ n, sums, products }: ArmSums, weight: number): WeightedSums {
  const square = weight * weight;
  return {
    n,
    weight: n * weight,
    weightSquared: n * square,
    sums: sums.map((sum) => weight * sum),
    squared: sums.map((sum) => square * sum),
    products: products.map((sum) => square * sum),
  };
}

export function addWeighted(a: WeightedSums, b: WeightedSums): WeightedSums {
  const added = (key: 'sums' | 'squared' | 'products') => a[key].map((value, i) => value + b[key][i]!);
  return {
    n: a.n + b.n,
    weight: a.weight + b.weight,
    weightSquared: a.weightSquared + b.weightSquared,
    sums: added('sums'),
    squared: added('squared'),
    products: added('products'),
  };
}

/**
 * Moments by which a weighted mean can be treated as a plain one (Hajek's estimator): `n` is Kish's effective number
 * of units, (sum of w)^2 / sum of w^2, and the covariance over it is that of the weighted mean by linearisation,
 * sum of w^2 (y - mean)^2 / (sum of w)^2. With equal weights these are the plain moments.
 */
export function momentsOfWeighted(
  arm: string,
  { weight, weightSquared, sums, squared, products }: WeightedSums,
): ArmMoments {
  const n = weightSquared > 0 ? (weight * weight) / weightSquared : 0;
  const means = sums.map((sum) => (weight === 0 ? 0 : sum / weight));
  const covariance = sums.map(() => sums.map(() => 0));
  let at = 0;
  for (let a = 0; a < sums.length; a++)
    for (let b = a; b < sums.length; b++) {
      const about =
        products[at]! -
        means[a]! * squared[b]! -
        means[b]! * squared[a]! +
        means[a]! * means[b]! * weightSquared;
      const value = n > 1 ? (about / weightSquared) * (n / (n - 1)) : 0;
      covariance[a]![b] = covariance[b]![a] = a === b ? Math.max(0, value) : value;
      at += 1;
    }
  return { arm, n, means, covariance };
}
