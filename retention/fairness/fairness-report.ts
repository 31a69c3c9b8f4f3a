import { holm } from '../experiments/adjust-p-values.ts';
import { wilsonInterval } from '../experiments/wilson-interval.ts';
import { standardNormal } from '../numerics/normal-distribution.ts';

export const fairnessDimensions = ['language', 'region', 'tenure'] as const;

/** Shoppers of one group whose draws fell into the window, outside the holdout. Amounts in minor units. */
export interface GroupCounts {
  readonly group: string;
  readonly shoppers: number;
  /** Those for whom the rules, the law and the budget left any offer open. */
  readonly eligible: number;
  /** Those who were given at least one. */
  readonly granted: number;
  /** What was set aside for them, and what they used of it. */
  readonly reservedCents: number;
  readonly redeemedCents: number;
}

export interface GroupFairness extends GroupCounts {
  readonly grantRate: number;
  /** 95 % by Wilson. */
  readonly low: number;
  readonly high: number;
  /** Of those who had an offer open: what the policy does, the rules left aside. null: nobody had. */
  readonly grantRateOfEligible: number | null;
  readonly meanReservedCents: number;
  /** Its grant rate over that of everybody else; null where those were given nothing. */
  readonly ratio: number | null;
  /** Of the hypothesis that it is given as often as everybody else, after Holm over the groups of the dimension; null: too few to say. */
  readonly pValue: number | null;
  /** Given less or more often than everybody else, beyond chance. */
  readonly differs: 'less' | 'more' | null;
}

/** Below so many shoppers on either side a difference is not told from chance. */
export const fewestShoppers = 30;

/** Who is given how often, group by group of one dimension, the largest first; each is held against all the others. */
export function fairnessOf(groups: readonly GroupCounts[]): GroupFairness[] {
  const sorted = [...groups].sort((a, b) => b.shoppers - a.shoppers || (a.group < b.group ? -1 : 1));
  const shoppers = sorted.reduce((sum, group) => sum + group.shoppers, 0);
  const granted = sorted.reduce((sum, group) => sum + group.granted, 0);
  const tested = sorted.map((group) => {
    const others = { shoppers: shoppers - group.shoppers, granted: granted - group.granted };
    const enough = Math.min(group.shoppers, others.shoppers) >= fewestShoppers;
    return enough ? twoSharesPValue(group.granted, group.shoppers, others.granted, others.shoppers) : null;
  });
  const known = tested.filter((p) => p !== null);
  const adjusted = holm(known);
  let next = 0;
  return sorted.map((group, i) => {
    const interval = wilsonInterval(group.granted, group.shoppers) ?? { low: 0, high: 1 };
    const grantRate = group.shoppers > 0 ? group.granted / group.shoppers : 0;
    const others = shoppers > group.shoppers ? (granted - group.granted) / (shoppers - group.shoppers) : 0;
    const pValue = tested[i] === null ? null : adjusted[next++]!;
    return {
      ...group,
      ...interval,
      grantRate,
      grantRateOfEligible: group.eligible > 0 ? Math.min(1, group.granted / group.eligible) : null,
      meanReservedCents: group.shoppers > 0 ? group.reservedCents / group.shoppers : 0,
      ratio: others > 0 ? grantRate / others : null,
      pValue,
      differs: pValue !== null && pValue < 0.05 ? (grantRate < others ? 'less' : 'more') : null,
    };
  });
}

/** Two-sided, pooled; 1 where nobody or everybody was given something. */
function twoSharesPValue(a: number, n: number, b: number, m: number): number {
  const pooled = (a + b) / (n + m);
  const variance = pooled * (1 - pooled) * (1 / n + 1 / m);
  if (variance === 0) return 1;
  return 2 * standardNormal.cdf(-Math.abs(a / n - b / m) / Math.sqrt(variance));
}
