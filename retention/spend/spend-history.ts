/** Days in a row with what was spent by channel and what came of it. */
export interface SpendHistory {
  readonly channels: readonly string[];
  /** First day, whole days since 1970. */
  readonly firstDay: number;
  /** One list a channel, one number a day, at least 0. */
  readonly spend: readonly Float64Array[];
  readonly outcome: Float64Array;
}

/**
 * What came of spending decays: carried(t) = (1 - decay) * (spend(t) + decay * spend(t - 1) + ...), the geometric
 * adstock (Broadbent 1979) scaled so that spending the same every day carries just that.
 * @param decay in [0, 1).
 */
export function carriedOver(spend: Float64Array, decay: number): Float64Array {
  const carried = new Float64Array(spend.length);
  // Before the first day the same was spent as in the first four weeks: an empty past would look like a start.
  const before = spend.subarray(0, 28);
  let stock = before.reduce((sum, value) => sum + value, 0) / Math.max(1, before.length);
  for (let day = 0; day < spend.length; day++) {
    stock = decay * stock + (1 - decay) * spend[day]!;
    carried[day] = stock;
  }
  return carried;
}

/** Saturation by Michaelis and Menten: x / (x + half), 1/2 where as much is spent as `half`. */
export function saturated(carried: number, half: number): number {
  return carried <= 0 ? 0 : carried / (carried + half);
}
