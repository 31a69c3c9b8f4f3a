import { BadInputError } from '../../core/errors.ts';
import type { ArmMoments } from './arm-moments.ts';
import { covariateBalance } from './covariate-balance.ts';

/** A covariate that differs between arms with a smaller p was hardly measured before the assignment. */
const imbalanceBelow = 0.001;
const sameAbove = 1 - 1e-9;
/** Nothing known beforehand tells an outcome this well, but a rounded or slightly moved copy of it does. */
const copyAbove = 0.999;

export interface CovariateFault {
  readonly name: string;
  /** After "the covariate": what is odd about it. */
  readonly why: string;
}

/**
 * Looks at covariates before they adjust anything.
 * @param arms moments of [outcome, ...covariates]. @returns those that seem to have been measured after the assignment.
 * @throws BadInputError for a covariate that is the outcome.
 */
export function suspiciousCovariates(
  arms: readonly ArmMoments[],
  names: readonly string[],
): CovariateFault[] {
  return names.flatMap((name, i) => {
    const correlation = pooledCorrelation(arms, i + 1);
    if (Math.abs(correlation) > sameAbove)
      throw new BadInputError(
        `the covariate "${name}" is the outcome (correlation ${correlation > 0 ? '1' : '-1'}); a covariate is something known before the assignment`,
      );
    if (Math.abs(correlation) > copyAbove)
      return [{ name, why: `is nearly the outcome (correlation ${correlation.toFixed(5)})` }];
    const pValue = covariateBalance(arms, i + 1);
    return pValue < imbalanceBelow
      ? [{ name, why: `differs between the arms (p = ${pValue.toExponential(1)})` }]
      : [];
  });
}

/** Correlation of the outcome with a column within arms. */
function pooledCorrelation(arms: readonly ArmMoments[], column: number): number {
  const pooled = (a: number, b: number) =>
    arms.reduce((sum, { n, covariance }) => sum + (n - 1) * covariance[a]![b]!, 0);
  const scale = Math.sqrt(pooled(0, 0) * pooled(column, column));
  return scale > 0 ? pooled(0, column) / scale : 0;
}
