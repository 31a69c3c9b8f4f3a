import type { BinnedColumns } from '../learners/bins.ts';
import type { TreeNode } from '../policy/portable-policy.ts';
import { bestOf } from './best-of.ts';
import type { ActionScores } from './doubly-robust-scores.ts';
import { bestStump, noStump, zeros } from './policy-stump.ts';

/**
 * The one question that gives actions with the highest sum of doubly robust scores: the policy class of Athey and Wager
 * (2021) at depth one. Where two segments want different actions it learns that from fewer rows than a tree of two
 * questions, whose second one is then noise.
 * @param minLeafRows a side of fewer rows gets no action of its own.
 * @returns nodes of a policy file; leaves hold an action's index.
 */
export function fitPolicySplit(
  { codes, thresholds }: BinnedColumns,
  scores: ActionScores,
  rows: Uint32Array,
  minLeafRows: number,
): TreeNode[] {
  const actions = scores.length;
  const stride = actions + 1;
  let best = noStump();
  codes.forEach((own, feature) => {
    const size = thresholds[feature]!.length + 1;
    const sums = zeros(size, actions);
    for (const row of rows) {
      const at = own[row]! * stride;
      sums[at]! += 1;
      for (let action = 0; action < actions; action++) sums[at + action + 1]! += scores[action]![row]!;
    }
    const stump = bestStump(sums, size, actions, feature, minLeafRows);
    if (stump.sum > best.sum) best = stump;
  });
  if (best.feature < 0) return [{ value: bestOf(scores, rows) }];
  const threshold = thresholds[best.feature]![best.code]!;
  return [
    { feature: best.feature, threshold, left: 1, right: 2 },
    { value: best.left },
    { value: best.right },
  ];
}
