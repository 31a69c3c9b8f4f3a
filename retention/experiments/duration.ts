import { BadInputError } from '../../core/errors.ts';

export interface Duration {
  /** Days in which shoppers come in, in whole weeks, so that each weekday counts alike. */
  readonly enrolmentDays: number;
  /** Until the last of them has been watched for the whole outcome window. */
  readonly totalDays: number;
}

/**
 * How long an experiment runs.
 * @param unitsPerDay shoppers that come in a day, within the coverage.
 * @param maturationDays how long each is watched: 90 for the margin of 90 days.
 */
export function duration(units: number, unitsPerDay: number, maturationDays: number): Duration {
  if (!(unitsPerDay > 0))
    throw new BadInputError(`${unitsPerDay} shoppers a day never fill an experiment; give more than 0`);
  if (!(maturationDays >= 0))
    throw new BadInputError(`an outcome window of ${maturationDays} days; give 0 or more`);
  const enrolmentDays = 7 * Math.ceil(units / unitsPerDay / 7);
  return { enrolmentDays, totalDays: enrolmentDays + maturationDays };
}
