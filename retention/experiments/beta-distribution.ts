import betainc from '@stdlib/math-base-special-betainc';
import gammaln from '@stdlib/math-base-special-gammaln';

/** A Beta(a, b) distribution: what is believed of a rate after a - 1 successes and b - 1 failures from a uniform prior. */
export interface BetaDistribution {
  readonly mean: number;
  readonly sd: number;
  density(x: number): number;
  cdf(x: number): number;
}

/** @param a above 0. @param b above 0. */
export function betaDistribution(a: number, b: number): BetaDistribution {
  const mean = a / (a + b);
  const logScale = gammaln(a + b) - gammaln(a) - gammaln(b);
  return {
    mean,
    sd: Math.sqrt((mean * (1 - mean)) / (a + b + 1)),
    density: (x) =>
      x <= 0 || x >= 1 ? 0 : Math.exp(logScale + (a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x)),
    cdf: (x) => (x <= 0 ? 0 : x >= 1 ? 1 : betainc(x, a, b)),
  };
}
