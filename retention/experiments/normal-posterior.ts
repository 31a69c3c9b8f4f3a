import { standardNormal } from '../numerics/normal-distribution.ts';
import { type Interval, normalInterval } from '../numerics/normal-interval.ts';

/** What is believed of a difference before the data; sd Infinity is the flat prior, which believes nothing. */
export interface NormalPrior {
  readonly mean: number;
  readonly sd: number;
}

export const flatPrior: NormalPrior = { mean: 0, sd: Number.POSITIVE_INFINITY };

export interface Posterior extends Interval {
  /** Posterior mean of treated less control. */
  readonly estimate: number;
  /** Probability that treated is above control. */
  readonly chanceToWin: number;
  /** What choosing treated costs on average where it is the worse one, in units of the outcome. */
  readonly expectedLoss: number;
}

/**
 * Posterior of a difference that is estimated with a known standard error, under a normal prior: all in closed form.
 * @param alpha the credible interval holds 1 - alpha.
 */
export function normalPosterior(
  estimate: number,
  standardError: number,
  prior: NormalPrior = flatPrior,
  alpha = 0.05,
): Posterior {
  const { mean, sd } = combine(estimate, standardError, prior);
  if (sd === 0)
    return {
      estimate: mean,
      lower: mean,
      upper: mean,
      chanceToWin: mean > 0 ? 1 : mean < 0 ? 0 : 0.5,
      expectedLoss: Math.max(0, -mean),
    };
  const z = mean / sd;
  return {
    estimate: mean,
    ...normalInterval(mean, sd, alpha),
    chanceToWin: standardNormal.cdf(z),
    // E[max(0, -D)] of a normal D.
    expectedLoss: Math.max(0, sd * standardNormal.density(z) - mean * standardNormal.cdf(-z)),
  };
}

function combine(estimate: number, standardError: number, prior: NormalPrior): { mean: number; sd: number } {
  if (standardError === 0) return { mean: estimate, sd: 0 };
  const believed = 1 / prior.sd ** 2;
  const seen = 1 / standardError ** 2;
  return {
    mean: (believed * prior.mean + seen * estimate) / (believed + seen),
    sd: Math.sqrt(1 / (believed + seen)),
  };
}
