import { z } from 'zod';
import type { PlanAnswer, PlanBaseline } from '../../../core/contracts/console-experiments.ts';
import { detectableEffect } from '../../../retention/experiments/detectable-effect.ts';
import { duration } from '../../../retention/experiments/duration.ts';
import { metricDefinitions } from '../../../retention/experiments/experiment-metrics.ts';
import type { PlanDesign } from '../../../retention/experiments/plan-design.ts';
import { unitsNeeded } from '../../../retention/experiments/units-needed.ts';

const weights = z
  .string()
  .regex(/^\d+(\.\d+)?(:\d+(\.\d+)?){1,9}$/, 'are numbers with colons between')
  .transform((text) => text.split(':').map(Number))
  .refine((list) => list.every((weight) => weight > 0), 'are above 0');

/** What a plan asks: the shoppers for an effect, or the effect of shoppers; amounts in minor units. */
export const planQuery = z.object({
  weights: weights.default([1, 1]),
  effectCents: z.coerce.number().positive().optional(),
  shoppers: z.coerce.number().int().positive().optional(),
  power: z.coerce.number().gt(0.05).lt(1).default(0.8),
  /** Share of the shoppers who come that take part. */
  share: z.coerce.number().gt(0).max(1).default(1),
  /** In place of the shop's own. */
  sdCents: z.coerce.number().positive().optional(),
});

/** @returns null while nothing is asked, or the shop has no baseline and none was given. */
export function answerPlan(baseline: PlanBaseline, query: z.infer<typeof planQuery>): PlanAnswer | null {
  const sd = query.sdCents ?? baseline.margin?.sd;
  if (sd === undefined || (query.effectCents === undefined && query.shoppers === undefined)) return null;
  const mean = baseline.margin?.mean ?? 0;
  const all = query.weights.reduce((sum, weight) => sum + weight, 0);
  const base: Omit<PlanDesign, 'sequential'> = {
    baseline: { mean, sd },
    shares: query.weights.map((weight) => weight / all),
    alpha: 0.05,
    power: query.power,
    explained: query.sdCents === undefined ? Math.min(0.95, baseline.margin?.explained ?? 0) : 0,
  };
  const shoppers = query.shoppers ?? sequentialUnits(base, query.effectCents!);
  const design = { ...base, sequential: { tuning: tuningOf(base, shoppers) } };
  const effectCents = query.effectCents ?? detectableEffect(design, shoppers)!;
  const perDay = baseline.shoppersPerDay * query.share;
  const time = perDay > 0 ? duration(shoppers, perDay, metricDefinitions.margin.windowDays) : null;
  return {
    shoppers,
    perArm: design.shares.map((share) => Math.ceil(share * shoppers)),
    effectCents,
    relative: mean > 0 ? effectCents / mean : null,
    enrolmentDays: time?.enrolmentDays ?? null,
    totalDays: time?.totalDays ?? null,
  };
}

/** Intervals are made tightest where the plan ends: tuning and units are found together, in a few rounds. */
function sequentialUnits(design: Omit<PlanDesign, 'sequential'>, effect: number): number {
  let units = unitsNeeded({ ...design, sequential: null }, effect);
  for (let round = 0; round < 8; round++) {
    const next = unitsNeeded({ ...design, sequential: { tuning: tuningOf(design, units) } }, effect);
    if (Math.abs(next - units) <= 0.001 * units) return next;
    units = next;
  }
  return units;
}

/** Shoppers of the control and the smallest other arm. */
function tuningOf({ shares }: Pick<PlanDesign, 'shares'>, units: number): number {
  return Math.max(100, Math.round(units * (shares[0]! + Math.min(...shares.slice(1)))));
}
