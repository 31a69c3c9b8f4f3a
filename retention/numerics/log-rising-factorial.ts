import digamma from '@stdlib/math-base-special-digamma';
import gammaln from '@stdlib/math-base-special-gammaln';

/** Up to here the product is taken term by term: exact where the difference of two logarithms of Gamma would cancel. */
const fewFactors = 48;

/** ln Gamma(a + n) / Gamma(a), the logarithm of the rising factorial a (a + 1) ... (a + n - 1), for whole n >= 0. */
export function logRisingFactorial(a: number, n: number): number {
  if (n > fewFactors) return gammaln(a + n) - gammaln(a);
  let product = 1;
  let sum = 0;
  for (let j = 0; j < n; j++) {
    product *= a + j;
    if (product > 1e250 || product < 1e-250) {
      sum += Math.log(product);
      product = 1;
    }
  }
  return sum + Math.log(product);
}

/** Its derivative by a: digamma(a + n) - digamma(a). */
export function logRisingFactorialSlope(a: number, n: number): number {
  if (n > fewFactors) return digamma(a + n) - digamma(a);
  let sum = 0;
  for (let j = 0; j < n; j++) sum += 1 / (a + j);
  return sum;
}
