import { integrate } from '../numerics/integrate.ts';
import { type BetaDistribution, betaDistribution } from './beta-distribution.ts';
import type { Posterior } from './normal-posterior.ts';

export interface RateData {
  readonly successes: number;
  readonly n: number;
}

/** Beta prior of each arm's rate; (1, 1) is the uniform one. */
export interface BetaPrior {
  readonly a: number;
  readonly b: number;
}

export const uniformPrior: BetaPrior = { a: 1, b: 1 };

/**
 * Posterior of the difference of two rates, each with a beta prior of its own, by numerical integration: no draws, so
 * the same counts give the same figures always. Expected loss by E[max(A - B, 0)] = E[A; A > B] - E[B; A > B], where
 * E[A; A > B] = E[A] P(A' > B) with A' of one success more, and E[B; A > B] = E[B] P(A > B').
 */
export function betaPosterior(
  control: RateData,
  treated: RateData,
  prior: BetaPrior = uniformPrior,
  alpha = 0.05,
): Posterior {
  const after = ({ successes, n }: RateData, more = 0) =>
    betaDistribution(prior.a + successes + more, prior.b + n - successes);
  const a = after(control);
  const b = after(treated);
  const wins = probabilityAbove(b, a, 0);
  const loses = probabilityAbove(a, b, 0);
  const loss =
    a.mean * probabilityAbove(after(control, 1), b, 0) - b.mean * probabilityAbove(a, after(treated, 1), 0);
  return {
    estimate: b.mean - a.mean,
    lower: quantile(b, a, alpha / 2),
    upper: quantile(b, a, 1 - alpha / 2),
    // The smaller one is the more exact.
    chanceToWin: wins < loses ? wins : 1 - loses,
    expectedLoss: Math.max(0, loss),
  };
}

/** P(x - y > distance) of independent x and y. */
function probabilityAbove(x: BetaDistribution, y: BetaDistribution, distance: number): number {
  const value = integrate((at) => x.density(at) * y.cdf(at - distance), breakpoints(x, y, distance));
  return Math.min(1, Math.max(0, value));
}

/** The middle of x in panels of its own width, and where y, moved by the distance, rises and ends. */
function breakpoints(x: BetaDistribution, y: BetaDistribution, distance: number): number[] {
  const low = Math.max(0, x.mean - 12 * x.sd);
  const high = Math.min(1, x.mean + 40 * x.sd);
  const steps = [-12, -6, -3, -1.5, 0, 1.5, 3, 6, 12, 24, 40];
  const inside = [
    distance,
    1 + distance,
    ...steps.map((step) => x.mean + step * x.sd),
    ...steps.map((step) => y.mean + distance + step * y.sd),
  ].filter((at) => at > low && at < high);
  return [low, ...inside.sort((one, other) => one - other), high];
}

/** Quantile of x - y by bisection. */
function quantile(x: BetaDistribution, y: BetaDistribution, p: number): number {
  let low = -1;
  let high = 1;
  for (let round = 0; round < 60 && high - low > 1e-12; round++) {
    const middle = (low + high) / 2;
    if (probabilityAbove(x, y, middle) > 1 - p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
