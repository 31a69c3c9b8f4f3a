import { BadInputError } from '../../core/errors.ts';

/**
 * Each unit's share in its arm's ratio, moved so that their mean is the ratio: ratio + (numerator - ratio *
 * denominator) / mean denominator. What is done with means can then be done with ratios (as lineariseRatio does for
 * moments).
 * @throws BadInputError when an arm's denominators sum to nothing.
 */
export function lineariseUnits(
  arms: readonly string[],
  numerator: Float64Array,
  denominator: Float64Array,
): Float64Array {
  const sums = new Map<string, { n: number; numerator: number; denominator: number }>();
  arms.forEach((arm, unit) => {
    const sum = sums.get(arm) ?? { n: 0, numerator: 0, denominator: 0 };
    sum.n += 1;
    sum.numerator += numerator[unit]!;
    sum.denominator += denominator[unit]!;
    sums.set(arm, sum);
  });
  for (const [arm, sum] of sums)
    if (!(sum.denominator > 0))
      throw new BadInputError(`the denominator sums to 0 in arm "${arm}"; a ratio needs more than that`);
  return numerator.map((value, unit) => {
    const sum = sums.get(arms[unit]!)!;
    const ratio = sum.numerator / sum.denominator;
    return ratio + ((value - ratio * denominator[unit]!) * sum.n) / sum.denominator;
  });
}
