import type { BinnedColumns } from '../learners/bins.ts';
import type { TreeNode } from '../policy/portable-policy.ts';
import { bestOf } from './best-of.ts';
import type { ActionScores } from './doubly-robust-scores.ts';
import { bestStump, noStump, type Stump, zeros } from './policy-stump.ts';

/**
 * The tree of at most two questions that gives actions with the highest sum of doubly robust scores, found by looking
 * at every pair of cuts (Athey and Wager 2021; Zhou, Athey and Wager 2023) between the columns' bins.
 * @param minLeafRows a leaf of fewer rows gets no action of its own.
 * @returns nodes of a policy file; leaves hold an action's index.
 */
export function fitPolicyTree(
  binned: BinnedColumns,
  scores: ActionScores,
  rows: Uint32Array,
  minLeafRows: number,
): TreeNode[] {
  const actions = scores.length;
  const width = binned.codes.length;
  const sizes = binned.thresholds.map((cuts) => cuts.length + 1);
  let best = { sum: Number.NEGATIVE_INFINITY, feature: -1, code: 0, left: noStump(), right: noStump() };
  for (let root = 0; root < width; root++) {
    const cuts = sizes[root]! - 1;
    const left = Array.from({ length: cuts }, noStump);
    const right = Array.from({ length: cuts }, noStump);
    for (let other = 0; other < width; other++) {
      const counts = jointSums(binned, scores, rows, root, other, sizes);
      const below = zeros(sizes[other]!, actions);
      const above = totals(counts, sizes[other]!, actions);
      for (let code = 0; code < cuts; code++) {
        move(counts, code, below, above);
        const [a, b] = [
          bestStump(below, sizes[other]!, actions, other, minLeafRows),
          bestStump(above, sizes[other]!, actions, other, minLeafRows),
        ];
        if (a.sum > left[code]!.sum) left[code] = a;
        if (b.sum > right[code]!.sum) right[code] = b;
      }
    }
    for (let code = 0; code < cuts; code++) {
      const sum = left[code]!.sum + right[code]!.sum;
      if (sum > best.sum) best = { sum, feature: root, code, left: left[code]!, right: right[code]! };
    }
  }
  if (best.feature < 0) return [{ value: bestOf(scores, rows) }];
  return nodesOf(best, binned);
}

/** Rows and sums of every action's scores, by bin of one column and bin of another. */
function jointSums(
  { codes }: BinnedColumns,
  scores: ActionScores,
  rows: Uint32Array,
  root: number,
  other: number,
  sizes: readonly number[],
): Float64Array[] {
  const stride = scores.length + 1;
  const sums = Array.from({ length: sizes[root]! }, () => new Float64Array(sizes[other]! * stride));
  const [a, b] = [codes[root]!, codes[other]!];
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const own = sums[a[row]!]!;
    const at = b[row]! * stride;
    own[at]! += 1;
    for (let action = 0; action < scores.length; action++) own[at + action + 1]! += scores[action]![row]!;
  }
  return sums;
}

function totals(sums: readonly Float64Array[], other: number, actions: number): Float64Array {
  const total = zeros(other, actions);
  for (const own of sums) for (let i = 0; i < total.length; i++) total[i]! += own[i]!;
  return total;
}

function move(sums: readonly Float64Array[], code: number, below: Float64Array, above: Float64Array): void {
  const own = sums[code]!;
  for (let i = 0; i < own.length; i++) {
    below[i]! += own[i]!;
    above[i]! -= own[i]!;
  }
}

function nodesOf(
  { feature, code, left, right }: { feature: number; code: number; left: Stump; right: Stump },
  { thresholds }: BinnedColumns,
): TreeNode[] {
  const nodes: TreeNode[] = [{ feature, threshold: thresholds[feature]![code]!, left: 0, right: 0 }];
  const add = (stump: Stump): number => {
    const at = nodes.length;
    if (stump.feature < 0) nodes.push({ value: stump.left });
    else
      nodes.push(
        {
          feature: stump.feature,
          threshold: thresholds[stump.feature]![stump.code]!,
          left: at + 1,
          right: at + 2,
        },
        { value: stump.left },
        { value: stump.right },
      );
    return at;
  };
  const [from, to] = [add(left), add(right)];
  nodes[0] = { feature, threshold: thresholds[feature]![code]!, left: from, right: to };
  return nodes;
}
