/**
 * P(X >= x) of the chi-square distribution: the regularised upper incomplete gamma function Q(k/2, x/2), by its series
 * below k/2 + 1 and by Lentz's continued fraction above (Numerical Recipes, 3rd ed., section 6.2).
 * @param degreesOfFreedom whole number >= 1. @returns NaN for a negative x or none.
 */
export function chiSquareTail(x: number, degreesOfFreedom: number): number {
  if (!(x >= 0) || degreesOfFreedom < 1) return Number.NaN;
  if (x === 0) return 1;
  const a = degreesOfFreedom / 2;
  const z = x / 2;
  const scale = Math.exp(-z + a * Math.log(z) - logGammaHalves(degreesOfFreedom));
  return z < a + 1 ? Math.max(0, 1 - scale * lowerSeries(a, z)) : scale * upperFraction(a, z);
}

function lowerSeries(a: number, z: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < 1_000 && term > sum * 1e-16; n++) {
    term *= z / (a + n);
    sum += term;
  }
  return sum;
}

function upperFraction(a: number, z: number): number {
  const tiny = 1e-300;
  let b = z + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < 1_000; n++) {
    const an = -n * (n - a);
    b += 2;
    d = 1 / (Math.abs(an * d + b) < tiny ? tiny : an * d + b);
    c = Math.abs(b + an / c) < tiny ? tiny : b + an / c;
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return fraction;
}

/** ln Gamma(k / 2) for a whole k >= 1, exactly by recurrence from Gamma(1/2) = sqrt(pi) or Gamma(1) = 1. */
function logGammaHalves(k: number): number {
  let log = k % 2 === 0 ? 0 : Math.log(Math.PI) / 2;
  for (let j = k % 2 === 0 ? 2 : 1; j < k; j += 2) log += Math.log(j / 2);
  return log;
}
