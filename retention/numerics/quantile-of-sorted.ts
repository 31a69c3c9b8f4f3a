/**
 * Quantile of values in ascending order, linear between order statistics (type 7 of Hyndman and Fan 1996, the default
 * of R and NumPy).
 * @param p share from 0 to 1; outside of it the end is taken. @returns NaN without values.
 */
export function quantileOfSorted(sorted: ArrayLike<number>, p: number): number {
  const n = sorted.length;
  if (n === 0) return Number.NaN;
  const place = Math.min(1, Math.max(0, p)) * (n - 1);
  const below = Math.floor(place);
  const low = sorted[below]!;
  const high = sorted[Math.min(n - 1, below + 1)]!;
  return low + (place - below) * (high - low);
}
