import type { ArmEstimate } from './arm-estimate.ts';
import type { ArmSums } from './arm-sums.ts';
import { type Comparison, compareArms } from './compare-arms.ts';
import { cuped } from './cuped.ts';
import { estimateMean } from './estimate-mean.ts';
import { leastMatured, type MetricDefinition } from './experiment-metrics.ts';
import { lineariseRatio } from './linearise-ratio.ts';
import { normalPosterior } from './normal-posterior.ts';
import { addWeighted, momentsOfWeighted, type WeightedSums, weighedSums } from './weighted-sums.ts';

/** Shoppers of one arm who matured on one day, drawn with the same probability. Columns: outcome, denominator for a ratio, covariate if adjusted. */
export interface DaySums extends ArmSums {
  readonly arm: string;
  /** yyyy-mm-dd. */
  readonly day: string;
  /** Probability of their arm when they were drawn; left out: the same for everybody of the arm. */
  readonly share?: number;
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
  /** Shoppers of each arm, as they are: an estimate with weights rests on fewer. */
  readonly matured: readonly number[];
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
 * Reads a metric of an experiment day by day: who matured up to then, compared with always-valid intervals. Where the
 * shares of arms changed meanwhile, each shopper weighs by 1 over the probability of their arm when they were drawn:
 * else an arm that got more in a good month would look better.
 * @param keys arms, the control first.
 */
export function readMetric(
  keys: readonly string[],
  days: readonly DaySums[],
  metric: Pick<MetricDefinition, 'kind' | 'adjusted'>,
  { alpha, tuning }: ReadingSettings,
): MetricReading {
  const width = 1 + (metric.kind === 'ratio' ? 1 : 0) + (metric.adjusted ? 1 : 0);
  const none: ArmSums = {
    n: 0,
    sums: new Array<number>(width).fill(0),
    products: new Array<number>((width * (width + 1)) / 2).fill(0),
  };
  const nothing = weighedSums(none, 1);
  const total = new Map<string, WeightedSums>(keys.map((key) => [key, nothing]));
  const weightOf = weightsOf(days);
  const settings = { alpha: alpha / Math.max(1, keys.length - 1), tuning };
  const seen: { day: string; effects: MetricEffect[] }[] = [];
  for (const day of [...new Set(days.map((one) => one.day))].sort()) {
    for (const one of days)
      if (one.day === day && total.has(one.arm))
        total.set(one.arm, addWeighted(total.get(one.arm)!, weighedSums(one, weightOf(one))));
    const counts = keys.map((key) => total.get(key)!.n);
    const effects = effectsOf(estimatesOf(keys, total, metric).arms, counts, settings);
    if (effects) seen.push({ day, effects });
  }
  const { arms, explained } = estimatesOf(keys, total, metric);
  const matured = keys.map((key) => total.get(key)!.n);
  return { arms, matured, explained, effects: effectsOf(arms, matured, settings), days: seen };
}

/** Of an arm whose shoppers were all drawn with one probability each weighs 1: its figures are plain ones. */
function weightsOf(days: readonly DaySums[]): (one: DaySums) => number {
  const shares = new Map<string, Set<number>>();
  for (const { arm, share } of days)
    if (share !== undefined) shares.set(arm, (shares.get(arm) ?? new Set()).add(share));
  return ({ arm, share }) => (share === undefined || shares.get(arm)!.size === 1 ? 1 : 1 / share);
}

function estimatesOf(
  keys: readonly string[],
  total: ReadonlyMap<string, WeightedSums>,
  { kind, adjusted }: Pick<MetricDefinition, 'kind' | 'adjusted'>,
): { arms: ArmEstimate[]; explained: number } {
  const raw = keys.map((key) => momentsOfWeighted(key, total.get(key)!));
  const moments = kind === 'ratio' ? raw.map((arm) => lineariseRatio(arm) ?? { ...arm, n: 0 }) : raw;
  if (!adjusted || moments.some(({ n }) => n < 2))
    return {
      // Of a weighted rate the variance is in the moments, not in the rate.
      arms: moments.map((arm) =>
        estimateMean(arm, kind === 'rate' && arm.n === total.get(arm.arm)!.n ? 'rate' : 'mean'),
      ),
      explained: 0,
    };
  const { estimates, slope } = cuped(moments);
  return { arms: estimates, explained: slope.explained };
}

function effectsOf(
  arms: readonly ArmEstimate[],
  matured: readonly number[],
  settings: ReadingSettings,
): MetricEffect[] | null {
  if (arms.length < 2 || matured.some((n) => n < leastMatured) || arms.some(({ n }) => n === 0)) return null;
  return arms.slice(1).map((treated) => {
    const comparison = compareArms(arms[0]!, treated, settings);
    const { chanceToWin, expectedLoss } = normalPosterior(comparison.estimate, comparison.standardError);
    return { arm: treated.arm, comparison, chanceToWin, expectedLoss };
  });
}
