import { gaussLegendre } from '../../numerics/gauss-legendre.ts';
import { logHypergeometric } from '../../numerics/log-hypergeometric.ts';

const { nodes, weights } = gaussLegendre(12);

/** Below this the terms of the series alternate long enough to cost digits. */
const mostAlternating = -15;

/**
 * Expected purchases within `time` of somebody who buys at a rate drawn from Gamma(r, alpha) and leaves after each
 * purchase with a probability drawn from Beta(a, b): E[(1 - exp(-lambda p t)) / p], equation 9 of Fader, Hardie and Lee
 * (2005), "Counting your customers" the easy way.
 *
 * As printed it is (a+b-1)/(a-1) (1 - (alpha/(alpha+t))^r 2F1(r, b; a+b-1; t/(alpha+t))), which is 0/0 at a = 1 and
 * a + b = 1 and overflows for thousands of purchases. Euler's transformation, with the factor a - 1 taken out of the
 * series, has neither fault: the terms shrink from the start when b is large.
 * @returns purchases, at least 0.
 */
export function expectedUntilDropout(r: number, alpha: number, a: number, b: number, time: number): number {
  if (time <= 0) return 0;
  const c = a + b - 1;
  if (c - r < mostAlternating) return byIntegral(r, alpha, a, b, time);
  const logRest = -Math.log1p(time / alpha); // ln(1 - z)
  const z = time / (alpha + time);
  const lead = a === 1 ? -logRest : -Math.expm1((a - 1) * logRest) / (a - 1);
  let term = (c - r) * z;
  let sum = term;
  for (let n = 1; n < 1_000_000 && term !== 0; n++) {
    term *= ((c - r + n) * (a + n - 1) * z) / ((c + n) * (n + 1));
    sum += term;
    if (Math.abs(term) <= 1e-15 * (1 - z) * Math.abs(sum)) break;
  }
  return Math.max(0, c * lead - Math.exp((a - 1) * logRest) * sum);
}

/**
 * The same as the integral of the rate of purchases, r/alpha (1+t/alpha)^-(r+1) 2F1(r+1, b; a+b; t/(alpha+t)): all
 * terms positive. For shoppers that are nearly alike (r above a + b by far), where the series above alternates.
 */
function byIntegral(r: number, alpha: number, a: number, b: number, time: number): number {
  const end = Math.log1p(time / alpha);
  let sum = 0;
  for (let high = end; high > 0; ) {
    const low = high * r > 0.5 ? high / 2 : 0;
    for (let i = 0; i < nodes.length; i++) {
      const at = low + (high - low) * nodes[i]!;
      const log = logHypergeometric(r + 1, b, a + b, -Math.expm1(-at)) - r * at;
      sum += weights[i]! * (high - low) * Math.exp(log);
    }
    high = low;
  }
  return r * sum;
}
