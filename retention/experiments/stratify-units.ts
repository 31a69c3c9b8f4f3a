import type { ArmEstimate } from './arm-estimate.ts';
import { estimateMean } from './estimate-mean.ts';
import { momentsOfUnits } from './moments-of-units.ts';
import { postStratify } from './post-stratify.ts';

export interface Stratified {
  readonly estimates: ArmEstimate[];
  readonly strata: number;
  /** Strata taken together because an arm has fewer than two units in one. */
  readonly merged: number;
}

/**
 * Post-stratified means of units.
 * @returns null when the strata taken together still have too few units in an arm.
 */
export function stratifyUnits(
  keys: readonly string[],
  units: {
    readonly arms: readonly string[];
    readonly outcome: Float64Array;
    readonly strata: readonly string[];
  },
): Stratified | null {
  const members = new Map<string, number[]>();
  units.strata.forEach((stratum, unit) => {
    const list = members.get(stratum);
    if (list) list.push(unit);
    else members.set(stratum, [unit]);
  });
  const estimate = (inside: readonly number[]) => {
    const moments = momentsOfUnits(
      keys,
      inside.map((unit) => units.arms[unit]!),
      [Float64Array.from(inside, (unit) => units.outcome[unit]!)],
    );
    return moments.every(({ n }) => n >= 2) ? moments.map((arm) => estimateMean(arm)) : null;
  };
  const large: ArmEstimate[][] = [];
  const small: number[][] = [];
  for (const inside of members.values()) {
    const arms = estimate(inside);
    if (arms) large.push(arms);
    else small.push(inside);
  }
  if (small.length > 0) {
    const together = estimate(small.flat());
    if (!together) return null;
    large.push(together);
  }
  return { estimates: postStratify(large), strata: members.size, merged: small.length };
}
