import { quantileOfSorted } from '../numerics/quantile-of-sorted.ts';

export interface WinsoriseSettings {
  /** Outcomes above this quantile are set to it; also below 1 - quantile when some are negative. In (.5, 1). */
  readonly quantile: number;
  /** Take the quantile of outcomes above zero only; for spend, where most shoppers have none. */
  readonly aboveZero?: boolean;
}

export interface Winsorised {
  readonly values: Float64Array;
  /** null where nothing is capped below. */
  readonly lower: number | null;
  readonly upper: number;
  /** How many values were changed. */
  readonly capped: number;
}

/**
 * Caps outliers at quantiles of all arms together: caps of its own for each arm would hide an effect in the tail.
 * @param values of all arms together.
 */
export function winsorise(values: Float64Array, { quantile, aboveZero }: WinsoriseSettings): Winsorised {
  const sorted = (aboveZero ? values.filter((value) => value > 0) : values.slice()).sort();
  const upper = sorted.length === 0 ? 0 : quantileOfSorted(sorted, quantile);
  const lower =
    !aboveZero && sorted.length > 0 && sorted[0]! < 0 ? quantileOfSorted(sorted, 1 - quantile) : null;
  let capped = 0;
  const within = values.map((value) => {
    const kept = Math.max(lower ?? Number.NEGATIVE_INFINITY, Math.min(upper, value));
    if (kept !== value) capped++;
    return kept;
  });
  return { values: within, lower, upper, capped };
}
