import type { ShrunkElasticity } from './shrink-elasticities.ts';

/** What is expected at one price, a week. */
export interface MarginPoint {
  readonly price: number;
  /** Units a week. */
  readonly units: number;
  readonly margin: number;
  /** 95 % of the margin, from the interval of the elasticity alone. */
  readonly lower: number;
  readonly upper: number;
  /** Margin less the one at today's price, with its interval. */
  readonly gain: number;
  readonly gainLower: number;
  readonly gainUpper: number;
}

const steps = 24;

/**
 * Expected margin a week over the range of prices that were asked, no further: beyond it nothing was seen. Units answer the price by a constant elasticity; margin = (price - cost) * units, whose interval is
 * at the ends of the elasticity's, because it is monotone in it.
 */
export function marginCurve(
  today: { readonly price: number; readonly units: number; readonly unitCost: number },
  range: { readonly from: number; readonly to: number },
  elasticity: ShrunkElasticity,
): MarginPoint[] {
  const { from, to } = range;
  const prices = Array.from({ length: steps + 1 }, (_, i) => from * (to / from) ** (i / steps));
  const marginAt = (price: number, beta: number) =>
    (price - today.unitCost) * today.units * (price / today.price) ** beta;
  const now = (today.price - today.unitCost) * today.units;
  return prices.map((price) => {
    const margin = marginAt(price, elasticity.estimate);
    const ends = [marginAt(price, elasticity.lower), marginAt(price, elasticity.upper)];
    const [lower, upper] = [Math.min(...ends), Math.max(...ends)];
    return {
      price,
      units: today.units * (price / today.price) ** elasticity.estimate,
      margin,
      lower,
      upper,
      gain: margin - now,
      gainLower: lower - now,
      gainUpper: upper - now,
    };
  });
}
