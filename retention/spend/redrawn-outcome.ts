import type { SeededRandom } from '../../core/seeded-random.ts';

const blockDays = 14;

/**
 * What a fit expects with its residuals drawn anew in blocks of a fortnight (Künsch 1989), whose days stay alike. A fit
 * leaves less than there was: residuals are stretched by sqrt(n / (n - parameters)), as Davison and Hinkley (1997, 6.2)
 * do, or short histories would get intervals too narrow; their mean is taken off, as it would shift every day.
 */
export function redrawnOutcome(
  outcome: Float64Array,
  fit: { readonly fitted: Float64Array; readonly parameters: number },
  random: SeededRandom,
): Float64Array {
  const days = outcome.length;
  const residuals = outcome.map((value, day) => value - fit.fitted[day]!);
  const mean = residuals.reduce((sum, value) => sum + value, 0) / days;
  const stretch = Math.sqrt(days / Math.max(1, days - fit.parameters));
  const drawn = fit.fitted.slice();
  for (let day = 0; day < days; day += blockDays) {
    const at = random.nextInt(Math.max(1, days - blockDays + 1));
    for (let i = 0; i < blockDays && day + i < days; i++)
      drawn[day + i]! += stretch * (residuals[at + i]! - mean);
  }
  return drawn;
}
