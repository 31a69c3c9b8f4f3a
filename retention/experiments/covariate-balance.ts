import { chiSquareTail } from '../numerics/chi-square-tail.ts';
import type { ArmMoments } from './arm-moments.ts';

/**
 * P-value that a covariate differs between the arms by chance alone (Wald's test of equal means with each arm's own
 * variance). What was measured before a random assignment cannot depend on it, so a tiny value says that it was
 * measured afterwards, or that the assignment is broken.
 * @param column of the covariate among the moments. @returns 1 where it does not vary.
 */
export function covariateBalance(arms: readonly ArmMoments[], column: number): number {
  const varying = arms.filter(({ n, covariance }) => n > 1 && covariance[column]![column]! > 0);
  if (varying.length < 2) return 1;
  const weights = varying.map(({ n, covariance }) => n / covariance[column]![column]!);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = varying.reduce((sum, { means }, i) => sum + weights[i]! * means[column]!, 0) / total;
  const wald = varying.reduce((sum, { means }, i) => sum + weights[i]! * (means[column]! - mean) ** 2, 0);
  return chiSquareTail(wald, varying.length - 1);
}
