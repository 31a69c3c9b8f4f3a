import type { LinearScore, PolicyRule, TreeNode, TreesScore } from '../policy/portable-policy.ts';
import type { Fitted } from './regressor.ts';
import { isOpen, type TrialRows } from './trial-rows.ts';

/** An action that everybody may get, and for every other one what it brings above that, as a function of the inputs. */
export interface ActionChooser {
  /** The best single action; where that is not open to all, the best of those that are. */
  readonly reference: number;
  /** By action; null for the reference, and for all of them where a tree or nothing chooses. */
  readonly gains: readonly (Fitted | null)[];
  /** Nodes as policy files have them; leaves are indexes of actions. */
  readonly tree?: readonly TreeNode[];
}

/** Each row's action: of those open to it the one that gains most, the reference where none gains. */
export function choose(
  { reference, gains, tree }: ActionChooser,
  trial: TrialRows,
  rows: Uint32Array,
): Uint8Array {
  if (tree)
    return Uint8Array.from(
      rows,
      (row) => (tree[leafAt(tree, trial.columns, row)] as { value: number }).value,
    );
  const chosen = new Uint8Array(rows.length).fill(reference);
  const most = new Float64Array(rows.length);
  gains.forEach((fitted, action) => {
    if (!fitted) return;
    fitted.predict(trial.columns, rows).forEach((gain, i) => {
      if (gain <= most[i]! || !isOpen(trial, action, rows[i]!)) return;
      most[i] = gain;
      chosen[i] = action;
    });
  });
  return chosen;
}

/**
 * The chooser as a rule of a policy file.
 * @param names of the actions; the rule is in the order of the result.
 * @param next which actions come after the reference, for a row that what was chosen is not open to.
 */
export function portableRule(
  { reference, gains, tree }: ActionChooser,
  names: readonly string[],
  next: Iterable<number> = names.keys(),
): { actions: string[]; rule: PolicyRule } {
  const order = [...new Set([reference, ...next])];
  const actions = order.map((action) => names[action]!);
  if (tree)
    return {
      actions,
      rule: {
        kind: 'tree',
        tree: tree.map((node) => ('value' in node ? { value: order.indexOf(node.value) } : node)),
      },
    };
  const forms = order.map((action) => gains[action]?.form ?? null);
  const width = forms.find((form) => form?.kind === 'linear');
  if (forms.every((form) => form === null))
    return { actions, rule: { kind: 'constant', action: names[reference]! } };
  if (width?.kind === 'linear') {
    const level: LinearScore = { intercept: 0, weights: width.score.weights.map(() => 0) };
    const scores = forms.map((form) => (form?.kind === 'linear' ? form.score : level));
    return { actions, rule: { kind: 'linear', scores, choose: { by: 'argmax' } } };
  }
  const level: TreesScore = { intercept: 0, trees: [] };
  const scores = forms.map((form) => (form?.kind === 'trees' ? form.score : level));
  return { actions, rule: { kind: 'trees', scores, choose: { by: 'argmax' } } };
}

/** Index of the node that a row ends in. */
export function leafAt(tree: readonly TreeNode[], columns: readonly Float64Array[], row: number): number {
  let at = 0;
  for (let node = tree[0]!; !('value' in node); node = tree[at]!)
    at = columns[node.feature]![row]! <= node.threshold ? node.left : node.right;
  return at;
}
