/** Knots of one input, from low to high. */
export type Knots = readonly number[];

/**
 * Knots at evenly spaced quantiles, from the 5th to the 95th percentile; fewer where values repeat.
 * @param count at least 3 make a curve; 2 or fewer distinct knots leave a straight line.
 */
export function splineKnots(values: ArrayLike<number>, count: number): Knots {
  const sorted = Float64Array.from(values).filter(Number.isFinite).sort();
  const knots = new Set<number>();
  for (let i = 0; i < count && sorted.length > 0; i++)
    knots.add(sorted[Math.round((0.05 + (0.9 * i) / Math.max(1, count - 1)) * (sorted.length - 1))]!);
  return [...knots];
}

/**
 * The natural cubic spline basis without its constant (Hastie, Tibshirani and Friedman, eq. 5.4 and 5.5): x itself,
 * then one curve for each knot but the last two; straight beyond the outer knots.
 * @returns max(1, knots - 1) numbers.
 */
export function naturalSpline(x: number, knots: Knots): number[] {
  if (knots.length < 3) return [x];
  const [first, last] = [knots[0]!, knots.at(-1)!];
  const scaled = knots.map((knot) => (knot - first) / (last - first));
  const at = (x - first) / (last - first);
  const d = (k: number) => (Math.max(0, at - scaled[k]!) ** 3 - Math.max(0, at - 1) ** 3) / (1 - scaled[k]!);
  const lastButOne = d(scaled.length - 2);
  return [x, ...scaled.slice(0, -2).map((_, k) => d(k) - lastButOne)];
}
