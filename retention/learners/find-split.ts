import type { BinnedColumns } from './bins.ts';
import { perBin } from './histogram.ts';
import { leafGain, leafValue, type SplitRules } from './split-rules.ts';

/** A cut of one column: codes at most `code` go left. */
export interface Split {
  readonly feature: number;
  readonly code: number;
  readonly missingLeft: boolean;
  readonly gain: number;
  readonly leftValue: number;
  readonly rightValue: number;
}

/** Sums over a node's rows, and the bounds that monotone columns above it set. */
export interface NodeSums {
  readonly gradient: number;
  readonly hessian: number;
  readonly count: number;
  readonly low: number;
  readonly high: number;
}

/** The cut that gains most among all columns and bins, missing values tried on either side; null when none gains. */
export function findSplit(
  binned: BinnedColumns,
  histogram: Float64Array,
  offsets: readonly number[],
  node: NodeSums,
  columns: readonly number[],
  rules: SplitRules,
): Split | null {
  if (node.count < 2 * rules.minLeafRows) return null;
  const { l2, minLeafRows, minLeafHessian, monotone } = rules;
  const { low, high } = node;
  const parentGain = leafGain(
    node.gradient,
    node.hessian,
    l2,
    leafValue(node.gradient, node.hessian, l2, low, high),
  );
  let best: Split | null = null;
  let bestGain = 0;
  for (const feature of columns) {
    const offset = offsets[feature]!;
    const missing = offset + binned.missingCode[feature]! * perBin;
    const missingRows = binned.hasMissing[feature] ? histogram[missing + 2]! : 0;
    const lastCode = binned.thresholds[feature]!.length;
    const direction = monotone?.[feature] ?? 0;
    for (const missingLeft of missingRows > 0 ? [false, true] : [false]) {
      let gradient = missingLeft ? histogram[missing]! : 0;
      let hessian = missingLeft ? histogram[missing + 1]! : 0;
      let count = missingLeft ? missingRows : 0;
      // All that is observed against what is missing is a cut too.
      const end = missingRows > 0 && !missingLeft ? lastCode + 1 : lastCode;
      for (let code = 0; code < end; code++) {
        const at = offset + code * perBin;
        if (histogram[at + 2]! === 0) continue;
        gradient += histogram[at]!;
        hessian += histogram[at + 1]!;
        count += histogram[at + 2]!;
        if (count < minLeafRows || hessian < minLeafHessian) continue;
        if (node.count - count < minLeafRows || node.hessian - hessian < minLeafHessian) break;
        const leftValue = leafValue(gradient, hessian, l2, low, high);
        const [restGradient, restHessian] = [node.gradient - gradient, node.hessian - hessian];
        const rightValue = leafValue(restGradient, restHessian, l2, low, high);
        if (direction !== 0 && direction * (rightValue - leftValue) < 0) continue;
        const gain =
          leafGain(gradient, hessian, l2, leftValue) +
          leafGain(restGradient, restHessian, l2, rightValue) -
          parentGain;
        if (gain <= bestGain) continue;
        bestGain = gain;
        best = { feature, code, missingLeft, gain, leftValue, rightValue };
      }
    }
    // Where nothing was missing when it was fitted, a missing value later goes with the larger side.
    if (best && best.feature === feature && missingRows === 0)
      best = withLargerSide(best, histogram, offset, node.count);
  }
  // What is left of a sum after subtractions is no gain.
  return bestGain > 1e-10 * Math.max(1e-6, Math.abs(parentGain)) ? best : null;
}

function withLargerSide(split: Split, histogram: Float64Array, offset: number, count: number): Split {
  let left = 0;
  for (let code = 0; code <= split.code; code++) left += histogram[offset + code * perBin + 2]!;
  return { ...split, missingLeft: left > count - left };
}
