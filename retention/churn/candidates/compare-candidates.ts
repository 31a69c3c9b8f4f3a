import { SeededRandom } from '../../../core/seeded-random.ts';
import { type Clusters, clusterBootstrap, percentileInterval } from '../../numerics/cluster-bootstrap.ts';
import type { Interval } from '../../numerics/normal-interval.ts';
import { areaUnderCurve, rankOrder } from '../auc.ts';
import {
  brierScore,
  type CalibrationBin,
  calibrationTable,
  expectedCalibrationError,
} from '../calibration-table.ts';
import { type ConfusionMatrix, confusionMatrix } from '../confusion-matrix.ts';
import { type LiftRow, liftTable } from '../lift-table.ts';

type Difference = Interval & { readonly estimate: number };

export interface CandidateFigures {
  readonly name: string;
  readonly auc: number;
  readonly brier: number;
  readonly calibrationError: number;
  readonly calibration: readonly CalibrationBin[];
  readonly confusion: ConfusionMatrix;
  readonly lift: readonly LiftRow[];
  /** Candidate less baseline on the same rows; null for the baseline itself. */
  readonly againstBaseline: { readonly auc: Difference; readonly brier: Difference } | null;
}

/**
 * Figures of several models on the same rows, none of which they were fitted on, each held against the first by a
 * paired bootstrap of whole shoppers.
 */
export function compareCandidates(
  predictions: readonly { readonly name: string; readonly probabilities: readonly number[] }[],
  labels: readonly number[],
  clusters: Clusters,
  resamples = 500,
): CandidateFigures[] {
  const orders = predictions.map(({ probabilities }) => rankOrder(probabilities));
  const ones = new Float64Array(labels.length).fill(1);
  const losses = predictions.map(({ probabilities }) =>
    probabilities.map((probability, row) => (probability - labels[row]!) ** 2),
  );
  const statistic = (weights: ArrayLike<number>) => {
    const areas = predictions.map(({ probabilities }, i) =>
      areaUnderCurve(probabilities, labels, weights, orders[i]),
    );
    const means = losses.map((own) => weightedMean(own, weights));
    return predictions.flatMap((_, i) => [areas[i]! - areas[0]!, means[i]! - means[0]!]);
  };
  const estimates = statistic(ones);
  const drawn = clusterBootstrap(clusters, resamples, new SeededRandom('churn candidates'), statistic);
  const difference = (at: number): Difference => ({
    estimate: estimates[at]!,
    ...percentileInterval(drawn[at]!),
  });
  return predictions.map(({ name, probabilities }, i) => {
    const calibration = calibrationTable(probabilities, labels);
    return {
      name,
      auc: areaUnderCurve(probabilities, labels),
      brier: brierScore(probabilities, labels),
      calibrationError: expectedCalibrationError(calibration),
      calibration,
      confusion: confusionMatrix(probabilities, labels),
      lift: liftTable(probabilities, labels),
      againstBaseline: i === 0 ? null : { auc: difference(2 * i), brier: difference(2 * i + 1) },
    };
  });
}

/**
 * The candidate that may take the baseline's place: its AUC is above and its Brier score not above the baseline's
 * beyond doubt; among several the one of the lowest Brier score. Null: the baseline stays.
 */
export function provenCandidate(figures: readonly CandidateFigures[]): CandidateFigures | null {
  return figures
    .filter(
      ({ againstBaseline }) =>
        againstBaseline && againstBaseline.auc.lower > 0 && againstBaseline.brier.estimate <= 0,
    )
    .reduce<CandidateFigures | null>((best, own) => (best && best.brier <= own.brier ? best : own), null);
}

function weightedMean(values: readonly number[], weights: ArrayLike<number>): number {
  let [sum, total] = [0, 0];
  values.forEach((value, row) => {
    sum += weights[row]! * value;
    total += weights[row]!;
  });
  return sum / total;
}
