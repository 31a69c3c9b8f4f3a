import { incompleteBeta } from '../numerics/incomplete-beta.ts';
import { logRisingFactorial, logRisingFactorialSlope } from '../numerics/log-rising-factorial.ts';
import { minimise } from '../numerics/minimise.ts';

/** How many of how many. */
export interface Tally {
  readonly count: number;
  readonly of: number;
}

export interface ShrunkShare {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** Where the products' common concentration is thought to lie before any is seen, as a number of reviews: 2 to 200. */
const concentrationBefore = { logMean: Math.log(20), logSd: 1.15 };
/** Of the common mean, in logits around one half: 95 % within .003 and .997. */
const logitSd = 3;

/**
 * Empirical Bayes over products (beta-binomial): each product's share is drawn from one Beta whose mean and concentration
 * are fitted to all of them, so that three angry reviews of three do not outrank forty of sixty. Gives the posterior mean
 * and its central 95 % interval, in the order of the rows. Weak priors on both keep few rows defined.
 * Skellam, JRSS B 1948; Casella, The American Statistician 1985.
 */
export function shrinkShares(rows: readonly Tally[]): ShrunkShare[] {
  const shrink = shrinkTowards(rows);
  return rows.map(shrink);
}

/** As shrinkShares, one row at a time: intervals of rows that nobody looks at cost most of the time. */
export function shrinkTowards(rows: readonly Tally[]): (row: Tally) => ShrunkShare {
  const { alpha, beta } = fitBeta(rows);
  return ({ count, of }) => {
    const [a, b] = [alpha + count, beta + of - count];
    const cdf = (x: number) => incompleteBeta(x, a, b);
    return { estimate: a / (a + b), low: quantile(cdf, 0.025), high: quantile(cdf, 0.975) };
  };
}

/** The Beta that makes the rows likeliest, with the weak priors; searched over its logit mean and log concentration. */
function fitBeta(rows: readonly Tally[]): { alpha: number; beta: number } {
  // Hundreds of products have the same few counts.
  const alike = new Map<string, { readonly tally: Tally; times: number }>();
  for (const tally of rows) {
    const key = `${tally.count}/${tally.of}`;
    const known = alike.get(key);
    if (known) known.times++;
    else alike.set(key, { tally, times: 1 });
  }
  const shapes = (point: ArrayLike<number>) => {
    const mean = 1 / (1 + Math.exp(-point[0]!));
    const concentration = Math.exp(point[1]!);
    return { mean, concentration, alpha: mean * concentration, beta: (1 - mean) * concentration };
  };
  const { point } = minimise(
    (at, gradient) => {
      const { mean, concentration, alpha, beta } = shapes(at);
      let [value, byAlpha, byBeta] = [0, 0, 0];
      for (const {
        tally: { count, of },
        times,
      } of alike.values()) {
        value +=
          times *
          (logRisingFactorial(alpha, count) +
            logRisingFactorial(beta, of - count) -
            logRisingFactorial(alpha + beta, of));
        const shared = logRisingFactorialSlope(alpha + beta, of);
        byAlpha += times * (logRisingFactorialSlope(alpha, count) - shared);
        byBeta += times * (logRisingFactorialSlope(beta, of - count) - shared);
      }
      const ofMean = at[0]! / logitSd;
      const ofConcentration = (at[1]! - concentrationBefore.logMean) / concentrationBefore.logSd;
      gradient[0] = -(byAlpha - byBeta) * concentration * mean * (1 - mean) + ofMean / logitSd;
      gradient[1] = -(byAlpha * alpha + byBeta * beta) + ofConcentration / concentrationBefore.logSd;
      return -value + (ofMean ** 2 + ofConcentration ** 2) / 2;
    },
    Float64Array.of(0, concentrationBefore.logMean),
    // About a hundred-thousandth of the standard error of either; sums over thousands carry no more digits.
    { gradientTolerance: 1e-5 * Math.max(1, Math.sqrt(rows.length)), maxIterations: 60 },
  );
  return shapes(point);
}

/** By bisection: 24 halvings leave 6e-8. */
function quantile(cdf: (x: number) => number, probability: number): number {
  let [low, high] = [0, 1];
  for (let i = 0; i < 24; i++) {
    const middle = (low + high) / 2;
    if (cdf(middle) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
