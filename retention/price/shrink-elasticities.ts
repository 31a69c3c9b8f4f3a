import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { standardNormal } from '../numerics/normal-distribution.ts';
import type { Elasticity } from './fit-elasticities.ts';

/** An elasticity after it has been drawn towards those of the other products. */
export interface ShrunkElasticity {
  readonly estimate: number;
  readonly standardError: number;
  readonly lower: number;
  readonly upper: number;
  /** Share of the estimate that is the product's own, in [0, 1]; 1: not shrunk. */
  readonly ownShare: number;
}

/** How the products' true elasticities scatter. */
export interface ElasticitySpread {
  readonly mean: number;
  readonly standardErrorOfMean: number;
  /** Standard deviation of true elasticities between products. */
  readonly deviation: number;
  readonly products: number;
}

/** Fewer products than this say nothing of how products scatter. */
const fewest = 5;

/**
 * Empirical Bayes: true elasticities are N(mean, deviation^2), estimates N(true, se^2), the deviation by Paule and
 * Mandel's (1982) moment equation, the posterior with the mean's own uncertainty in it (Morris 1983). Standard errors
 * of few spells are widened to what their t interval says, so that a short history is not taken for a sure one.
 * @returns `spread` is null, and estimates are left as they are, for fewer than five products.
 */
export function shrinkElasticities(raw: readonly Elasticity[]): {
  shrunk: ShrunkElasticity[];
  spread: ElasticitySpread | null;
} {
  const z = standardNormal.quantile(0.975);
  const errors = raw.map(
    ({ standardError, degreesOfFreedom }) => (standardError * tQuantile(0.975, degreesOfFreedom)) / z,
  );
  const interval = (estimate: number, standardError: number, ownShare: number): ShrunkElasticity => ({
    estimate,
    standardError,
    lower: estimate - z * standardError,
    upper: estimate + z * standardError,
    ownShare,
  });
  if (raw.length < fewest)
    return { shrunk: raw.map(({ estimate }, i) => interval(estimate, errors[i]!, 1)), spread: null };
  const variance = betweenVariance(raw, errors);
  const { mean, precision } = weightedMean(raw, errors, variance);
  const shrunk = raw.map(({ estimate }, i) => {
    const own = variance / (variance + errors[i]! ** 2);
    const posterior = own * errors[i]! ** 2 + (1 - own) ** 2 / precision;
    return interval(own * estimate + (1 - own) * mean, Math.sqrt(posterior), own);
  });
  return {
    shrunk,
    spread: {
      mean,
      standardErrorOfMean: 1 / Math.sqrt(precision),
      deviation: Math.sqrt(variance),
      products: raw.length,
    },
  };
}

function weightedMean(raw: readonly Elasticity[], errors: readonly number[], variance: number) {
  let precision = 0;
  let sum = 0;
  raw.forEach(({ estimate }, i) => {
    const weight = 1 / (variance + errors[i]! ** 2);
    precision += weight;
    sum += weight * estimate;
  });
  return { mean: sum / precision, precision };
}

/** The variance at which the weighted squares about the mean are as many as there are degrees of freedom. */
function betweenVariance(raw: readonly Elasticity[], errors: readonly number[]): number {
  const excess = (variance: number) => {
    const { mean } = weightedMean(raw, errors, variance);
    const squares = raw.reduce(
      (sum, { estimate }, i) => sum + (estimate - mean) ** 2 / (variance + errors[i]! ** 2),
      0,
    );
    return squares - (raw.length - 1);
  };
  if (excess(0) <= 0) return 0;
  let low = 0;
  let high = 1;
  while (excess(high) > 0) high *= 2;
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2;
    if (excess(middle) > 0) low = middle;
    else high = middle;
  }
  return high;
}
