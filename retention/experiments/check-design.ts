import { BadInputError } from '../../core/errors.ts';
import type { PlanDesign } from './plan-design.ts';

/** @throws BadInputError with what is wrong and what would be right. */
export function checkDesign({ baseline, shares, alpha, power, explained, sequential }: PlanDesign): void {
  const refuse = (sentence: string): never => {
    throw new BadInputError(sentence);
  };
  if (baseline.sd === null) {
    if (!(baseline.mean > 0 && baseline.mean < 1))
      refuse(`a rate of ${baseline.mean} cannot be planned with; it lies between 0 and 1, both excluded`);
  } else {
    if (!Number.isFinite(baseline.mean)) refuse(`the baseline is ${baseline.mean}; a number would be right`);
    if (!(baseline.sd > 0 && Number.isFinite(baseline.sd)))
      refuse(`the standard deviation is ${baseline.sd}; it is above 0, else nothing needs an experiment`);
  }
  if (shares.length < 2)
    refuse('an experiment has a control and at least one arm more; give two shares or more');
  if (shares.some((share) => !(share > 0))) refuse('every arm needs a share above 0');
  if (Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) > 1e-9)
    refuse('the shares of the arms sum to 1');
  if (!(alpha > 0 && alpha < 0.5)) refuse(`alpha is ${alpha}; it lies between 0 and .5, .05 is usual`);
  if (!(power > alpha && power < 1)) refuse(`power is ${power}; it lies between alpha and 1, .8 is usual`);
  if (!(explained >= 0 && explained < 1))
    refuse(`the variance that covariates explain is ${explained}; it is a share from 0 to below 1`);
  if (sequential && !(sequential.tuning > 0))
    refuse(`the tuning is ${sequential.tuning}; it is a number above 0`);
}
