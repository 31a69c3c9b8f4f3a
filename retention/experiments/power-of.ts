import { standardNormal } from '../numerics/normal-distribution.ts';
import type { PlanDesign } from './plan-design.ts';
import { sequentialQuantile } from './sequential-interval.ts';

/**
 * Power to see an absolute effect with so many units in all arms together, for the treated arm with the smallest
 * share: Phi(effect / se - z) + Phi(-effect / se - z), where z is the reach of the interval at that many units. With
 * always-valid intervals it is the power of the last look alone, which is less than that of all looks together.
 */
export function powerOf(design: PlanDesign, effect: number, units: number): number {
  const { baseline, shares, explained, alpha, sequential } = design;
  const control = shares[0]!;
  const treated = Math.min(...shares.slice(1));
  const each = alpha / (shares.length - 1);
  const z = sequential
    ? sequentialQuantile(units * (control + treated), { alpha: each, tuning: sequential.tuning })
    : standardNormal.quantile(1 - each / 2);
  const varianceAt = (mean: number) => (baseline.sd === null ? mean * (1 - mean) : baseline.sd ** 2);
  const variance =
    ((1 - explained) * (varianceAt(baseline.mean) / control + varianceAt(baseline.mean + effect) / treated)) /
    units;
  const distance = effect / Math.sqrt(variance);
  return standardNormal.cdf(distance - z) + standardNormal.cdf(-distance - z);
}
