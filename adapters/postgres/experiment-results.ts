import type {
  ExperimentFindings,
  ExperimentVerdict,
  GuardrailView,
  MetricView,
} from '../../core/contracts/console-experiments.ts';
import { NotFoundError } from '../../core/errors.ts';
import {
  type ExperimentMetric,
  leastMatured,
  metricDefinitions,
  surrogateDays,
} from '../../retention/experiments/experiment-metrics.ts';
import { readGuardrail } from '../../retention/experiments/guardrail.ts';
import { holdoutExperiment } from '../../retention/experiments/holdout.ts';
import {
  type MetricEffect,
  type MetricReading,
  readMetric,
} from '../../retention/experiments/read-metric.ts';
import type { SampleRatio } from '../../retention/experiments/sample-ratio.ts';
import { defaultTuning } from '../../retention/experiments/sequential-interval.ts';
import type { Queryable } from './database.ts';
import { experimentSums } from './experiment-sums.ts';
import { splitCounts, splitOver } from './split-counts.ts';

const alpha = 0.05;
const guardrailMetrics = ['sr', 'complaints', 'opt_outs', 'handoffs'] as const;

/** An experiment as far as reading it needs. */
export interface ReadableExperiment {
  readonly shopId: string;
  readonly id: string;
  /** Control first. */
  readonly arms: readonly { readonly key: string; readonly weight: number }[];
  readonly guardrails: readonly GuardrailView[];
  readonly tuning: number;
}

/**
 * What an experiment says: matured shoppers only, always-valid intervals over all arms together.
 * @param id also 'holdout': whoever may get personal offers against those held out of all of them, by the same figures.
 * @throws NotFoundError.
 */
export async function experimentResults(
  queryable: Queryable,
  shopId: string,
  id: string,
  now: Date,
): Promise<ExperimentFindings> {
  return readExperiment(queryable, await readable(queryable, shopId, id), now);
}

/** Whether shoppers are split as planned, as of now; null: nobody is assigned. @throws NotFoundError. */
export async function liveSplit(
  queryable: Queryable,
  shopId: string,
  id: string,
): Promise<SampleRatio | null> {
  return splitOf(queryable, await readable(queryable, shopId, id));
}

async function readable(queryable: Queryable, shopId: string, id: string): Promise<ReadableExperiment> {
  if (id === holdoutExperiment) {
    const { rows } = await queryable.query<{ holdout_share: number }>(
      'select holdout_share from money_settings where shop_id = $1',
      [shopId],
    );
    const share = rows[0]?.holdout_share ?? 0.05;
    const arms = [
      { key: 'holdout', weight: share },
      { key: 'open', weight: 1 - share },
    ];
    return { shopId, id, arms, guardrails: [], tuning: defaultTuning };
  }
  const { rows } = await queryable.query<Omit<ReadableExperiment, 'shopId' | 'id'>>(
    'select arms, guardrails, tuning from experiments where shop_id = $1 and id = $2',
    [shopId, id],
  );
  if (!rows[0]) throw new NotFoundError(`there is no experiment "${id}"`);
  return { shopId, id, ...rows[0] };
}

async function readExperiment(
  queryable: Queryable,
  experiment: ReadableExperiment,
  now: Date,
): Promise<ExperimentFindings> {
  const split = await splitOf(queryable, experiment);
  // Nothing of a broken assignment may be read.
  if (split?.asPlanned === false) return { verdict: { kind: 'mismatch' }, leastMatured, metrics: [] };
  const primary = await readOne(queryable, experiment, 'margin', metricDefinitions.margin.windowDays, now);
  const surrogate = await readOne(queryable, experiment, 'margin', surrogateDays, now);
  const metrics = [
    viewOf('margin', 'primary', metricDefinitions.margin.windowDays, primary),
    viewOf('margin', 'surrogate', surrogateDays, surrogate),
  ];
  for (const metric of guardrailMetrics) {
    const { windowDays } = metricDefinitions[metric];
    const reading = await readOne(queryable, experiment, metric, windowDays, now);
    metrics.push({
      ...viewOf(metric, 'guardrail', windowDays, reading),
      guardrail: guardrailOf(experiment, metric, reading),
    });
  }
  return { verdict: verdictOf(split, primary, metrics), leastMatured, metrics };
}

/** One metric of an experiment, read day by day. */
export async function readOne(
  queryable: Queryable,
  { shopId, id, arms, tuning }: ReadableExperiment,
  metric: ExperimentMetric,
  windowDays: number,
  now: Date,
): Promise<MetricReading> {
  const sums = await experimentSums(queryable, { shopId, experimentId: id, metric, windowDays, now });
  return readMetric(
    arms.map(({ key }) => key),
    sums.map(({ shares, ...day }) => {
      const share = shares?.[arms.findIndex(({ key }) => key === day.arm)];
      return share === undefined ? day : { ...day, share };
    }),
    metricDefinitions[metric],
    { alpha, tuning },
  );
}

/** Where each arm stands at a guardrail; the chance to stop any of them wrongly stays at 5 %. */
export function guardrailOf(
  { arms, guardrails, tuning }: Pick<ReadableExperiment, 'arms' | 'guardrails' | 'tuning'>,
  metric: GuardrailView['metric'],
  reading: MetricReading,
): MetricView['guardrail'] {
  const limit = guardrails.find((one) => one.metric === metric);
  if (!limit) return null;
  const control = reading.arms[0]!;
  const settings = { alpha: alpha / (guardrails.length * (arms.length - 1)), tuning };
  const { harmIs } = metricDefinitions[metric];
  return {
    tolerated: limit.tolerated,
    arms: reading.arms.slice(1).flatMap((treated) => {
      if (reading.effects === null) return [];
      const { harm, atLeast, state } = readGuardrail(
        control,
        treated,
        { harmIs, tolerated: limit.tolerated },
        settings,
      );
      // Without any spread yet there is no bound, and none for JSON.
      return Number.isFinite(atLeast) ? [{ arm: treated.arm, harm, atLeast, state }] : [];
    }),
  };
}

async function splitOf(
  queryable: Queryable,
  { shopId, id, arms }: ReadableExperiment,
): Promise<SampleRatio | null> {
  return splitOver(await splitCounts(queryable, shopId, id), arms);
}

function verdictOf(
  split: SampleRatio | null,
  { matured, effects }: MetricReading,
  metrics: readonly MetricView[],
): ExperimentVerdict {
  if (split === null) return { kind: 'nobody' };
  for (const { metric, guardrail } of metrics) {
    const crossed = guardrail?.arms.find(({ state }) => state === 'crossed');
    if (crossed) return { kind: 'harm', arm: crossed.arm, metric: metric as GuardrailView['metric'] };
  }
  if (!effects) return { kind: 'maturing', matured: Math.min(...matured), least: leastMatured };
  const better = effects
    .filter(({ comparison }) => comparison.sequential.lower > 0)
    .sort((a, b) => b.comparison.estimate - a.comparison.estimate)[0];
  if (better) return { kind: 'better', arm: better.arm };
  const worse = effects.find(({ comparison }) => comparison.sequential.upper < 0);
  return worse ? { kind: 'worse', arm: worse.arm } : { kind: 'undecided' };
}

function viewOf(
  metric: ExperimentMetric,
  role: MetricView['role'],
  windowDays: number,
  reading: MetricReading,
): MetricView {
  return {
    metric,
    role,
    unit: metricDefinitions[metric].unit,
    windowDays,
    arms: reading.arms.map(({ arm, n, mean }, i) => ({
      key: arm,
      matured: reading.matured[i]!,
      mean: n > 0 ? mean : null,
    })),
    explained: reading.explained,
    effects: reading.effects?.map(effectOf) ?? null,
    days: reading.days.map(({ day, effects }) => ({
      day,
      effects: effects.map(({ arm, comparison }) => ({
        arm,
        estimate: comparison.estimate,
        lower: comparison.sequential.lower,
        upper: comparison.sequential.upper,
      })),
    })),
    guardrail: null,
  };
}

function effectOf({ arm, comparison, chanceToWin, expectedLoss }: MetricEffect) {
  const { relative, sequential, estimate } = comparison;
  return {
    arm,
    estimate,
    lower: sequential.lower,
    upper: sequential.upper,
    relative: relative?.sequential
      ? {
          at: relative.estimate,
          low: relative.sequential.lower,
          high: relative.sequential.upper,
        }
      : null,
    chanceToWin,
    expectedLoss,
  };
}
