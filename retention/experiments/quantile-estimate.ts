import { standardNormal } from '../numerics/normal-distribution.ts';
import { quantileOfSorted } from '../numerics/quantile-of-sorted.ts';
import type { ArmEstimate } from './arm-estimate.ts';

/** Why a quantile has no uncertainty that could be told. */
export type QuantileProblem = 'too_few' | 'ties';

/**
 * A quantile of an arm's rows, with its standard error from order statistics; rows of one unit may depend on each
 * other (Deng, Knoblich and Lu, KDD 2018, section 4): how uncertain the share of rows below the quantile is, by the
 * delta method over units, says which order statistics bound it.
 * @param rows value and unit of each row, the unit as a number from 0.
 */
export function quantileEstimate(
  arm: string,
  rows: { readonly values: Float64Array; readonly units: Int32Array; readonly unitCount: number },
  p: number,
): ArmEstimate | { problem: QuantileProblem } {
  const sorted = rows.values.slice().sort();
  const mean = quantileOfSorted(sorted, p);
  const ofShare = shareError(rows, mean);
  const z = standardNormal.quantile(0.975);
  // Where many rows equal the quantile, the share at or below it is not p; the order statistics around p still bound it.
  const low = p - z * ofShare;
  const high = p + z * ofShare;
  if (!(low > 0 && high < 1) || rows.unitCount < 2) return { problem: 'too_few' };
  const standardError = (quantileOfSorted(sorted, high) - quantileOfSorted(sorted, low)) / (2 * z);
  if (standardError === 0) return { problem: 'ties' };
  return { arm, n: rows.unitCount, mean, standardError, degreesOfFreedom: rows.unitCount - 1 };
}

/** Cluster-robust standard error of the share of rows at or below a value. */
function shareError(
  { values, units, unitCount }: { values: Float64Array; units: Int32Array; unitCount: number },
  at: number,
): number {
  const below = new Float64Array(unitCount);
  const size = new Float64Array(unitCount);
  values.forEach((value, row) => {
    const unit = units[row]!;
    size[unit]! += 1;
    if (value <= at) below[unit]! += 1;
  });
  const share = below.reduce((sum, count) => sum + count, 0) / values.length;
  let squares = 0;
  for (let unit = 0; unit < unitCount; unit++) squares += (below[unit]! - share * size[unit]!) ** 2;
  const clusters = unitCount > 1 ? unitCount / (unitCount - 1) : 1;
  return Math.sqrt(squares * clusters) / values.length;
}
