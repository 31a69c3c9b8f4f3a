import { SeededRandom } from '../../core/seeded-random.ts';
import { clustersOf } from '../numerics/cluster-bootstrap.ts';
import { type MeanEstimate, meanByCluster } from '../numerics/mean-by-cluster.ts';
import type { LearntPolicy } from './learn-policy.ts';
import { rowsWhere } from './rows-where.ts';
import { transformedOutcome, transformedOutcomeGain } from './transformed-outcome.ts';
import type { TrialRows } from './trial-rows.ts';
import { type Band, type UpliftBands, upliftBands } from './uplift-bands.ts';
import { type UpliftCalibration, upliftCalibration } from './uplift-calibration.ts';
import { normalisedUpliftArea, qiniCoefficient } from './uplift-curve.ts';

/** How well the uplift of one action against the control is known, on rows that no model had seen. */
export interface UpliftReport extends UpliftBands {
  readonly action: number;
  /** On everybody, doubly robust. */
  readonly effect: MeanEstimate;
  readonly calibration: UpliftCalibration;
  /** Areas over those of the best possible order, as scikit-uplift has them; for outcomes of 0 and 1. */
  readonly normalised: { readonly qini: number; readonly uplift: number } | null;
  /** Squared error to the transformed outcome less that of the average effect; below 0 is knowledge. */
  readonly transformedOutcomeGain: number;
  /** Standard deviation of the predicted uplift over shoppers. */
  readonly spread: number;
}

/** One report an action other than the control. */
export function upliftReports(
  trial: TrialRows,
  { scores, uplift }: LearntPolicy,
  control: number,
  seed: string,
): UpliftReport[] {
  return scores.flatMap((own, action) => {
    if (action === control) return [];
    const gain = own.map((score, row) => score - scores[control]![row]!);
    const pair = rowsWhere(
      gain.length,
      (row) => trial.action[row] === action || trial.action[row] === control,
    );
    const of = (values: ArrayLike<number>) => Float64Array.from(pair, (row) => values[row]!);
    const predicted = of(uplift[action]!);
    const treated = Float64Array.from(pair, (row) => Number(trial.action[row] === action));
    const weights = of(trial.propensity).map((probability) => 1 / probability);
    const rows = {
      outcome: Float64Array.from(pair, (row) => trial.outcome[row]! - trial.cost[trial.action[row]!]!),
      uplift: predicted,
      treated,
      weights,
    };
    const clusters = clustersOf(
      Array.from(pair, (row) => String(trial.clusters.ofRow[row])),
      pair.length,
    );
    const share = treated.reduce((sum, value, i) => sum + value * weights[i]!, 0) / sumOf(weights);
    const binary = rows.outcome.every((value) => value === 0 || value === 1);
    return [
      {
        action,
        effect: meanByCluster(gain, trial.clusters.ofRow),
        ...upliftBands(rows, clusters, new SeededRandom(`${seed}|bands|${action}`)),
        calibration: upliftCalibration(uplift[action]!, gain, trial.clusters.ofRow),
        normalised: binary ? { qini: qiniCoefficient(rows), uplift: normalisedUpliftArea(rows) } : null,
        transformedOutcomeGain: transformedOutcomeGain(
          predicted,
          transformedOutcome(rows.outcome, treated, new Float64Array(pair.length).fill(share)),
          weights,
        ),
        spread: deviationOf(uplift[action]!),
      },
    ];
  });
}

/** The report that stands for all: of the action with the highest effect. */
export function headline(reports: readonly UpliftReport[]): (UpliftReport & { qini: Band }) | null {
  return reports.reduce<UpliftReport | null>(
    (best, report) =>
      report.effect.estimate > (best?.effect.estimate ?? Number.NEGATIVE_INFINITY) ? report : best,
    null,
  );
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function deviationOf(values: Float64Array): number {
  const mean = sumOf(values) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}
