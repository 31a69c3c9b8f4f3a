import type { BanditLog } from './bandit-log.ts';
import type { Refusal } from './policy-verdict.ts';
import type { WeightDiagnostics } from './weight-diagnostics.ts';

/** The limits beyond which no estimate is given. */
export const soundness = {
  /** The mean weight is 1 where propensities are right and every action of the target is in the log. */
  meanWeight: { from: 0.9, to: 1.1 },
  /** Below it an interval of a rare outcome means nothing. */
  effectiveSample: 100,
  rows: 50,
  clusters: 20,
  /** Of the target's probability on actions that the log never takes. */
  unsupportedShare: 0.05,
} as const;

/** Everything that speaks against an answer, in the order in which it should be mended. */
export function findRefusals(
  log: BanditLog,
  weights: WeightDiagnostics,
  unsupportedShare: number,
): Refusal[] {
  if (log.rowCount < soundness.rows || log.clusters.count < soundness.clusters)
    return [
      {
        code: 'too_few_rows',
        text: `${log.rowCount} rows of ${log.clusters.count} shoppers are too few; at least ${soundness.rows} rows of ${soundness.clusters} shoppers are needed`,
      },
    ];
  const refusals: Refusal[] = [];
  const { meanWeight: mean } = soundness;
  const first = log.reward[0];
  if (log.reward.every((value) => value === first))
    refusals.push({
      code: 'constant_outcome',
      text: `the outcome is ${first} in every row: such a log cannot tell one policy from another; is it the right column, and has it matured?`,
    });
  if (unsupportedShare > soundness.unsupportedShare)
    refusals.push({
      code: 'outside_support',
      text: `${percent(unsupportedShare)} of what the policy would do are actions that the log never takes there, and nothing is known of them; at most ${percent(soundness.unsupportedShare)} is accepted`,
    });
  if (weights.meanWeight < mean.from || weights.meanWeight > mean.to)
    refusals.push({
      code: 'mean_weight',
      text: `the mean importance weight is ${weights.meanWeight.toPrecision(3)} and must be from ${mean.from} to ${mean.to}: either the propensities are not those that actions were drawn with, or the policy does what the log hardly ever does`,
    });
  const effective = Math.min(weights.effectiveSampleSize, weights.effectiveClusters);
  if (effective < soundness.effectiveSample)
    refusals.push({
      code: 'effective_sample',
      text: `the effective sample is ${effective.toPrecision(3)} and must be at least ${soundness.effectiveSample}: the policy does what the log rarely does, so that few rows would decide; a policy nearer to the log, a larger log or a randomised comparison would answer`,
    });
  return refusals;
}

/**
 * Share of the target's probability that falls on actions without support: where the log's own probabilities are
 * known, those of 0; else actions that no row of the same stratum took.
 */
export function shareWithoutSupport({
  rowCount,
  actions,
  action,
  target,
  logging,
  stratum,
}: BanditLog): number {
  const width = actions.length;
  let outside = 0;
  if (logging) {
    for (let i = 0; i < target.length; i++) if (logging[i] === 0) outside += target[i]!;
    return rowCount === 0 ? 0 : outside / rowCount;
  }
  const taken = new Set<number>();
  const keyOf = (row: number, a: number) => (stratum?.[row] ?? 0) * width + a;
  for (let row = 0; row < rowCount; row++) taken.add(keyOf(row, action[row]!));
  for (let row = 0; row < rowCount; row++)
    for (let a = 0; a < width; a++) {
      const probability = target[row * width + a]!;
      if (probability > 0 && !taken.has(keyOf(row, a))) outside += probability;
    }
  return rowCount === 0 ? 0 : outside / rowCount;
}

function percent(share: number): string {
  return `${(100 * share).toPrecision(2)} %`;
}
