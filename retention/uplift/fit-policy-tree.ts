import type { BinnedColumns } from '../learners/bins.ts';
import type { TreeNode } from '../policy/portable-policy.ts';
import type { ActionScores } from './doubly-robust-scores.ts';

/** An action for all rows of a leaf, and the sum of its scores there. */
interface Best {
  readonly action: number;
  readonly sum: number;
}

interface Stump {
  readonly sum: number;
  /** -1: no cut, the left action for all. */
  readonly feature: number;
  readonly code: number;
  readonly left: number;
  readonly right: number;
}

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
  if (best.feature < 0) return [{ value: bestForAll(scores, rows) }];
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

function zeros(size: number, actions: number): Float64Array {
  return new Float64Array(size * (actions + 1));
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

/** The best cut of one column by its bins' sums, or one action for all of them. */
function bestStump(
  sums: Float64Array,
  size: number,
  actions: number,
  feature: number,
  minLeafRows: number,
): Stump {
  const stride = actions + 1;
  const total = new Float64Array(stride);
  for (let i = 0; i < sums.length; i++) total[i % stride]! += sums[i]!;
  if (total[0]! < minLeafRows) return noStump();
  const whole = bestAction(total);
  let best: Stump = { sum: whole.sum, feature: -1, code: 0, left: whole.action, right: whole.action };
  const left = new Float64Array(stride);
  const right = total.slice();
  for (let code = 0; code < size - 1; code++) {
    for (let k = 0; k < stride; k++) {
      left[k]! += sums[code * stride + k]!;
      right[k]! -= sums[code * stride + k]!;
    }
    if (left[0]! < minLeafRows) continue;
    if (right[0]! < minLeafRows) break;
    const [a, b] = [bestAction(left), bestAction(right)];
    if (a.action !== b.action && a.sum + b.sum > best.sum)
      best = { sum: a.sum + b.sum, feature, code, left: a.action, right: b.action };
  }
  return best;
}

function bestAction(sums: Float64Array): Best {
  let action = 0;
  for (let k = 1; k < sums.length - 1; k++) if (sums[k + 1]! > sums[action + 1]!) action = k;
  return { action, sum: sums[action + 1]! };
}

function noStump(): Stump {
  return { sum: Number.NEGATIVE_INFINITY, feature: -1, code: 0, left: 0, right: 0 };
}

function bestForAll(scores: ActionScores, rows: Uint32Array): number {
  const sums = scores.map((own) => rows.reduce((sum, row) => sum + own[row]!, 0));
  return sums.indexOf(Math.max(...sums));
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
