import { quantileOfSorted } from '../numerics/quantile-of-sorted.ts';
import type { ExpectedRewards } from './cross-fitted-rewards.ts';
import { type Shrinkage, shrink } from './estimators.ts';

/**
 * Picks both thresholds by the smallest estimated mean squared error: the sample variance of the estimate plus the
 * square of an upper bound of its bias, |mean (w - w') (r - q)| plus a Bernstein term (Su, Dimakopoulou, Krishnamurthy
 * and Dudik 2020, section 5 and page 17). Candidates are upper quantiles of the weights, their squares for lambda
 * (the weight at which w' is largest is the root of lambda), and infinity, which is plain DR.
 */
export function chooseShrinkage(
  reward: Float64Array,
  weights: Float64Array,
  expected: ExpectedRewards,
): Shrinkage {
  const sorted = weights.slice().sort();
  const marks = [0.5, 0.75, 0.9, 0.95, 0.975, 0.99, 0.995, 0.999].map((p) => quantileOfSorted(sorted, p));
  const infinity = Number.POSITIVE_INFINITY;
  const best = (candidates: readonly number[], change: (weight: number, candidate: number) => number) => {
    let least = infinity;
    let chosen = infinity;
    for (const candidate of candidates) {
      const error = squaredErrorBound(reward, weights, expected, (weight) => change(weight, candidate));
      if (error < least) {
        least = error;
        chosen = candidate;
      }
    }
    return chosen;
  };
  return {
    // Plain DR first: a threshold has to earn its place.
    switchAbove: best([infinity, ...marks], (weight, above) => (weight <= above ? weight : 0)),
    lambda: best(
      [infinity, ...marks.flatMap((mark) => [mark ** 2, 10 * mark ** 2])].filter((value) => value > 0),
      shrink,
    ),
  };
}

function squaredErrorBound(
  reward: Float64Array,
  weights: Float64Array,
  expected: ExpectedRewards,
  change: (weight: number) => number,
): number {
  const n = reward.length;
  let sum = 0;
  let squares = 0;
  let bias = 0;
  let lostSquares = 0;
  let mostLost = 0;
  for (let i = 0; i < n; i++) {
    const residual = reward[i]! - expected.ofDrawn[i]!;
    const changed = change(weights[i]!);
    const term = expected.ofTarget[i]! + changed * residual;
    const lost = (weights[i]! - changed) * residual;
    sum += term;
    squares += term * term;
    bias += lost;
    lostSquares += lost * lost;
    mostLost = Math.max(mostLost, Math.abs(lost));
  }
  const variance = Math.max(0, squares / n - (sum / n) ** 2) / n;
  const log = Math.log(2 / 0.05);
  const bound =
    Math.abs(bias / n) + Math.sqrt((2 * (lostSquares / n) * log) / n) + (2 * mostLost * log) / (3 * n);
  return variance + bound * bound;
}
