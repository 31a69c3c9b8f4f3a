/** Where the terms of a series have to end; a series that has not converged by then is refused. */
const mostTerms = 10_000_000;

/**
 * Natural logarithm of Gauss' hypergeometric function 2F1(a, b; c; z) for a, b, c > 0 and 0 <= z < 1 (DLMF 15.2.1).
 * All terms are positive there, so nothing cancels; the running sum is rescaled before it overflows, so that a and b of
 * many thousands (shoppers with thousands of purchases) are safe. Where c > a and c > b, Euler's transformation (DLMF
 * 15.8.1) gives the series that ends sooner. Summation stops when the rest, bounded by a geometric series, is below
 * 1e-16 of the sum.
 * @throws RangeError outside that domain, or when ten million terms do not suffice (z within 1e-6 of 1).
 */
export function logHypergeometric(a: number, b: number, c: number, z: number): number {
  if (!(a >= 0 && b >= 0 && c > 0 && z >= 0 && z < 1 && Number.isFinite(a + b + c)))
    throw new RangeError(
      `2F1(${a}, ${b}; ${c}; ${z}) is outside what is computed here: a, b >= 0, c > 0, 0 <= z < 1`,
    );
  if (c > a && c > b && c < a + b) return (c - a - b) * Math.log1p(-z) + logSeries(c - a, c - b, c, z);
  return logSeries(a, b, c, z);
}

function logSeries(a: number, b: number, c: number, z: number): number {
  let sum = 1;
  let term = 1;
  let logScale = 0;
  for (let n = 0; n < mostTerms; n++) {
    const ratio = (((a + n) / (c + n)) * (b + n) * z) / (n + 1);
    term *= ratio;
    sum += term;
    // From here on no ratio exceeds this one or z, whichever is larger: they approach z monotonically once past their peak.
    const bound = Math.max(ratio, z, nextRatio(a, b, c, z, n + 1));
    if (bound < 1 && (term * bound) / (1 - bound) <= 1e-16 * sum) return logScale + Math.log(sum);
    if (sum > 1e280) {
      logScale += Math.log(sum);
      term /= sum;
      sum = 1;
    }
  }
  throw new RangeError(`2F1(${a}, ${b}; ${c}; ${z}) did not converge in ${mostTerms} terms`);
}

function nextRatio(a: number, b: number, c: number, z: number, n: number): number {
  return (((a + n) / (c + n)) * (b + n) * z) / (n + 1);
}
