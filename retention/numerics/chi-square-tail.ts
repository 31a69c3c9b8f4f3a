import gammainc from '@stdlib/math-base-special-gammainc';

/**
 * P(X >= x) of the chi-square distribution: the regularised upper incomplete gamma function Q(k/2, x/2).
 * @param degreesOfFreedom whole number >= 1. @returns NaN for a negative x or none.
 */
export function chiSquareTail(x: number, degreesOfFreedom: number): number {
  if (!(x >= 0) || degreesOfFreedom < 1) return Number.NaN;
  return gammainc(x / 2, degreesOfFreedom / 2, true, true);
}
