import type { ArmEstimate } from './arm-estimate.ts';
import { type ArmSums, addSums, momentsOfSums } from './arm-sums.ts';
import { type Comparison, compareArms } from './compare-arms.ts';
import { cuped } from './cuped.ts';
import { estimateMean } from './estimate-mean.ts';
import { leastMatured, type MetricDefinition } from './experiment-metrics.ts';
import { lineariseRatio } from './linearise-ratio.ts';
import { normalPosterior } from './normal-posterior.ts';

/** Shoppers of one arm who matured on one day. Columns: outcome, denominator for a ratio, covariate if adjusted. */
export interface DaySums extends ArmSums {
  readonly arm: string;
  /** yyyy-mm-dd. */
  readonly day: string;
}

export interface MetricEffect {
  readonly arm: string;
  readonly comparison: Comparison;
  readonly chanceToWin: number;
  readonly expectedLoss: number;
}

export interface MetricReading {
  /** Control first, as they stand now; adjusted where the metric is. */
  readonly arms: readonly ArmEstimate[];
  /** Share of the variance that the adjustment took away; 0 without one. */
  readonly explained: number;
  /** null: an arm has too few matured shoppers. */
  readonly effects: readonly MetricEffect[] | null;
  /** How the effects looked at the end of each day on which somebody matured, once every arm had enough. */
  readonly days: readonly { readonly day: string; readonly effects: readonly MetricEffect[] }[];
}

export interface ReadingSettings {
  /** Two-sided, over all arms: divided among the treated ones. */
  readonly alpha: number;
  readonly tuning: number;
}

/**
 * Reads a metric of an experiment day by day: who matured up to then, compared with always-valid intervals.
 * @param keys arms, the control first.
 */
export function readMetric(
  keys: readonly string[],
  days: readonly DaySums[],
  metric: Pick<MetricDefinition, 'kind' | 'adjusted'>,
  { alpha, tuning }: ReadingSettings,
): MetricReading {
  const width = 1 + (metric.kind === 'ratio' ? 1 : 0) + (metric.adjusted ? 1 : 0);
  const nothing: ArmSums = {
    n: 0,
    sums: new Array<number>(width).fill(0),
    products: new Array<number>((width * (width + 1)) / 2).fill(0),
  };
  const total = new Map<string, ArmSums>(keys.map((key) => [key, nothing]));
  const settings = { alpha: alpha / Math.max(1, keys.length - 1), tuning };
  const seen: { day: string; effects: MetricEffect[] }[] = [];
  for (const day of [...new Set(days.map((one) => one.day))].sort()) {
    for (const one of days)
      if (one.day === day && total.has(one.arm)) total.set(one.arm, addSums(total.get(one.arm)!, one));
    const effects = effectsOf(estimatesOf(keys, total, metric).arms, settings);
    if (effects) seen.push({ day, effects });
  }
  const { arms, explained } = estimatesOf(keys, total, metric);
  return { arms, explained, effects: effectsOf(arms, settings), days: seen };
}

function estimatesOf(
  keys: readonly string[],
  total: ReadonlyMap<string, ArmSums>,
  { kind, adjusted }: Pick<MetricDefinition, 'kind' | 'adjusted'>,
): { arms: ArmEstimate[]; explained: number } {
  const raw = keys.map((key) => momentsOfSums(key, total.get(key)!));
  const moments = kind === 'ratio' ? raw.map((arm) => lineariseRatio(arm) ?? { ...arm, n: 0 }) : raw;
  if (!adjusted || moments.some(({ n }) => n < 2))
    return { arms: moments.map((arm) => estimateMean(arm, kind === 'rate' ? 'rate' : 'mean')), explained: 0 };
  const { estimates, slope } = cuped(moments);
  return { arms: estimates, explained: slope.explained };
}

function effectsOf(arms: readonly ArmEstimate[], settings: ReadingSettings): MetricEffect[] | null {
  if (arms.length < 2 || arms.some(({ n }) => n < leastMatured)) return null;
  return arms.slice(1).map((treated) => {
    const comparison = compareArms(arms[0]!, treated, settings);
    const { chanceToWin, expectedLoss } = normalPosterior(comparison.estimate, comparison.standardError);
    return { arm: treated.arm, comparison, chanceToWin, expectedLoss };
  });
}
