import type { ExpectedRewards } from './cross-fitted-rewards.ts';

export const estimatorNames = ['ips', 'snips', 'dm', 'dr', 'sndr', 'switchDr', 'drOs'] as const;
export type EstimatorName = (typeof estimatorNames)[number];

/** Where the two shrinking estimators stop trusting a weight. */
export interface Shrinkage {
  /** switch-DR leaves the correction out above this weight. */
  readonly switchAbove: number;
  /** DR with optimistic shrinkage uses lambda w / (w^2 + lambda). */
  readonly lambda: number;
}

/**
 * Seven estimates of E[reward] under the target policy, with r the reward, w the importance weight, q the expected
 * reward of the drawn action and t that of the target:
 *
 *   ips       mean w r                                        Horvitz and Thompson 1952
 *   snips     sum w r / sum w                                 Swaminathan and Joachims 2015
 *   dm        mean t                                          the reward model alone
 *   dr        mean (t + w (r - q))                            Dudik, Langford and Li 2011
 *   sndr      mean t + sum w (r - q) / sum w                  self-normalised dr
 *   switchDr  as dr where w <= threshold, else t              Wang, Agarwal and Dudik 2017
 *   drOs      as dr with w replaced by lambda w / (w^2 + lambda)  Su, Dimakopoulou, Krishnamurthy and Dudik 2020
 *
 * @param multiplicity how often each row counts; null: once.
 */
export function estimate(
  reward: Float64Array,
  weights: Float64Array,
  expected: ExpectedRewards,
  { switchAbove, lambda }: Shrinkage,
  multiplicity: Float64Array | null = null,
): Record<EstimatorName, number> {
  let n = 0;
  let weight = 0;
  let weighted = 0;
  let model = 0;
  let correction = 0;
  let switched = 0;
  let shrunk = 0;
  for (let i = 0; i < reward.length; i++) {
    const count = multiplicity === null ? 1 : multiplicity[i]!;
    if (count === 0) continue;
    const w = weights[i]!;
    const residual = reward[i]! - expected.ofDrawn[i]!;
    n += count;
    weight += count * w;
    weighted += count * w * reward[i]!;
    model += count * expected.ofTarget[i]!;
    correction += count * w * residual;
    if (w <= switchAbove) switched += count * w * residual;
    shrunk += count * shrink(w, lambda) * residual;
  }
  const dm = model / n;
  return {
    ips: weighted / n,
    snips: weighted / weight,
    dm,
    dr: dm + correction / n,
    sndr: dm + correction / weight,
    switchDr: dm + switched / n,
    drOs: dm + shrunk / n,
  };
}

/** lambda w / (w^2 + lambda): w itself for lambda = infinity, 0 for lambda = 0. */
export function shrink(weight: number, lambda: number): number {
  return lambda === Number.POSITIVE_INFINITY ? weight : (lambda * weight) / (weight * weight + lambda);
}
