import type { TreeNode } from '../policy/portable-policy.ts';
import { leafAt } from './action-chooser.ts';
import type { ActionScores } from './doubly-robust-scores.ts';
import type { Fitted } from './regressor.ts';
import { isOpen, type TrialRows } from './trial-rows.ts';

/** Means of fewer rows say less of a leaf than the mean of all. */
const leastRows = 30;

/**
 * What each action brings in each leaf of a policy tree above the reference, as a tree an action: so that a price can be
 * taken off it, and that a row whose leaf names what is not open to it gets the next best of its leaf.
 */
export function leafGains(
  tree: readonly TreeNode[],
  trial: TrialRows,
  rows: Uint32Array,
  scores: ActionScores,
  reference: number,
): (Fitted | null)[] {
  const leafOf = (columns: readonly Float64Array[], row: number) => leafAt(tree, columns, row);
  return scores.map((own, action) => {
    if (action === reference) return null;
    const sums = new Float64Array(tree.length);
    const counts = new Uint32Array(tree.length);
    for (const row of rows) {
      if (!isOpen(trial, action, row)) continue;
      const leaf = leafOf(trial.columns, row);
      sums[leaf]! += own[row]! - scores[reference]![row]!;
      counts[leaf]! += 1;
    }
    const count = counts.reduce((total, value) => total + value, 0);
    const mean = count > 0 ? sums.reduce((total, value) => total + value, 0) / count : 0;
    const values = sums.map((sum, leaf) => (counts[leaf]! < leastRows ? mean : sum / counts[leaf]!));
    const nodes = tree.map((node, i) => ('value' in node ? { value: values[i]! } : node));
    return {
      form: { kind: 'trees', score: { intercept: 0, trees: [nodes] } },
      predict: (columns, asked) => Float64Array.from(asked, (row) => values[leafOf(columns, row)]!),
    };
  });
}
