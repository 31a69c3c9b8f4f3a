import { type MeanEstimate, meanByCluster } from '../numerics/mean-by-cluster.ts';
import { byUplift } from './uplift-curve.ts';

export interface UpliftBin {
  readonly rows: number;
  readonly predicted: number;
  /** What the action truly brought there, by doubly robust scores. */
  readonly observed: MeanEstimate;
}

export interface UpliftCalibration {
  readonly bins: readonly UpliftBin[];
  /**
   * Slope of the scores on the predictions: 1 where these are right, 0 where they say nothing (best linear predictor;
   * Chernozhukov et al. 2018).
   */
  readonly slope: { readonly estimate: number; readonly standardError: number };
}

/**
 * Holds predicted uplift against doubly robust scores of the same rows (score of the action less that of the control).
 * Predictions and scores must come from models that have not seen the row.
 */
export function upliftCalibration(
  predicted: Float64Array,
  scores: Float64Array,
  clusters: ArrayLike<number>,
  bins = 5,
): UpliftCalibration {
  const order = byUplift(predicted);
  const table = Array.from({ length: bins }, (_, bin): UpliftBin => {
    const rows = order.slice(
      Math.floor((bin * order.length) / bins),
      Math.floor(((bin + 1) * order.length) / bins),
    );
    const observed = Float64Array.from(rows, (row) => scores[row]!);
    return {
      rows: rows.length,
      predicted: rows.reduce((sum, row) => sum + predicted[row]!, 0) / rows.length,
      observed: meanByCluster(
        observed,
        rows.map((row) => clusters[row]!),
      ),
    };
  });
  return { bins: table.filter(({ rows }) => rows > 0), slope: slopeOf(predicted, scores, clusters) };
}

function slopeOf(
  predicted: Float64Array,
  scores: Float64Array,
  clusters: ArrayLike<number>,
): { estimate: number; standardError: number } {
  const n = predicted.length;
  const meanOf = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / n;
  const [center, level] = [meanOf(predicted), meanOf(scores)];
  let [squares, products] = [0, 0];
  for (let row = 0; row < n; row++) {
    squares += (predicted[row]! - center) ** 2;
    products += (predicted[row]! - center) * (scores[row]! - level);
  }
  if (!(squares > 1e-18 * n)) return { estimate: 0, standardError: Number.POSITIVE_INFINITY };
  const estimate = products / squares;
  const influence = predicted.map(
    (value, row) => ((value - center) * (scores[row]! - level - estimate * (value - center)) * n) / squares,
  );
  return { estimate, standardError: meanByCluster(influence, clusters).standardError };
}
