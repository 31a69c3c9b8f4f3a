import { standardNormal } from '../numerics/normal-distribution.ts';

/** One decided shopper-period that two policies are compared on. */
export interface PairedRow {
  /** Whose: intervals count shoppers, not rows. */
  readonly shopper: string;
  readonly reward: number;
  /** The action that was drawn, as a place in the lists below, and the probability that it was drawn with. */
  readonly drawn: number;
  readonly propensity: number;
  /** Probabilities that the two policies give each eligible action. */
  readonly candidate: readonly number[];
  readonly standing: readonly number[];
  /** Reward expected of each action by a model that has not seen this shopper. */
  readonly expected: readonly number[];
}

export interface PairedEstimate {
  /** Mean reward per row of the candidate less that of the standing policy. */
  readonly difference: number;
  readonly standardError: number;
  /** 95 %, two-sided. */
  readonly lower: number;
  readonly upper: number;
  /** The bound at the level asked for, one-sided: what a change must clear. */
  readonly cleared: number;
  readonly rows: number;
  readonly shoppers: number;
  /** Of the candidate's weights; and their mean, which is near 1 when propensities are what they say. */
  readonly effectiveSampleSize: number;
  readonly meanWeight: number;
  /** Why nothing may be concluded; null: something may. */
  readonly refused: 'few_shoppers' | 'few_effective' | 'propensities' | null;
}

const fewestShoppers = 100;
const fewestEffective = 100;

/**
 * Doubly robust estimate of how much better a candidate is than the standing policy on the same rows (Dudik, Langford
 * and Li 2011; the difference is estimated as one, so that what both share cancels), with a standard error that is
 * robust to rows of one shopper hanging together.
 * @param alpha level of `cleared`, one-sided, in (0, 1).
 */
export function pairedVerdict(rows: readonly PairedRow[], alpha: number): PairedEstimate {
  const n = rows.length;
  const byShopper = new Map<string, { sum: number; count: number }>();
  let [sum, weights, squares, standingWeights] = [0, 0, 0, 0];
  for (const row of rows) {
    const weight = row.candidate[row.drawn]! / row.propensity;
    const standing = row.standing[row.drawn]! / row.propensity;
    let part = (weight - standing) * (row.reward - row.expected[row.drawn]!);
    row.expected.forEach((value, a) => {
      part += (row.candidate[a]! - row.standing[a]!) * value;
    });
    sum += part;
    weights += weight;
    standingWeights += standing;
    squares += weight * weight;
    const own = byShopper.get(row.shopper) ?? { sum: 0, count: 0 };
    byShopper.set(row.shopper, { sum: own.sum + part, count: own.count + 1 });
  }
  const shoppers = byShopper.size;
  const difference = n > 0 ? sum / n : 0;
  let spread = 0;
  for (const own of byShopper.values()) spread += (own.sum - own.count * difference) ** 2;
  const standardError = shoppers > 1 ? Math.sqrt((spread * shoppers) / (shoppers - 1)) / n : 0;
  const effectiveSampleSize = squares > 0 ? weights ** 2 / squares : 0;
  const meanWeight = n > 0 ? weights / n : 0;
  const far = (mean: number) => mean < 0.9 || mean > 1.1;
  const refused =
    shoppers < fewestShoppers
      ? 'few_shoppers'
      : effectiveSampleSize < fewestEffective
        ? 'few_effective'
        : far(meanWeight) || far(standingWeights / n)
          ? 'propensities'
          : null;
  const reach = standardNormal.quantile(0.975) * standardError;
  return {
    difference,
    standardError,
    lower: difference - reach,
    upper: difference + reach,
    cleared: difference - standardNormal.quantile(1 - alpha) * standardError,
    rows: n,
    shoppers,
    effectiveSampleSize,
    meanWeight,
    refused,
  };
}

/** Level of the k-th look, k from 1: 0.05 / (k (k + 1)) sums to 0.05 however often somebody looks. */
export function levelOfLook(k: number): number {
  return 0.05 / (k * (k + 1));
}
