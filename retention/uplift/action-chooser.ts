import type { LinearScore, PolicyRule, TreeNode, TreesScore } from '../policy/portable-policy.ts';
import type { Fitted } from './regressor.ts';
import type { TrialRows } from './trial-rows.ts';

/** The best single action, and for every other one what it brings above that, as a function of the inputs. */
export interface ActionChooser {
  readonly bestSingle: number;
  /** By action; null for the best single one, and for all of them where a tree or nothing chooses. */
  readonly gains: readonly (Fitted | null)[];
  /** Nodes as policy files have them; leaves are indexes of actions. */
  readonly tree?: readonly TreeNode[];
}

/** Each row's action: the one that gains most, the best single one where none gains. */
export function choose(
  { bestSingle, gains, tree }: ActionChooser,
  trial: TrialRows,
  rows: Uint32Array,
): Uint8Array {
  if (tree) return Uint8Array.from(rows, (row) => leafOf(tree, trial.columns, row));
  const chosen = new Uint8Array(rows.length).fill(bestSingle);
  const most = new Float64Array(rows.length);
  gains.forEach((fitted, action) => {
    if (!fitted) return;
    fitted.predict(trial.columns, rows).forEach((gain, i) => {
      if (gain <= most[i]!) return;
      most[i] = gain;
      chosen[i] = action;
    });
  });
  return chosen;
}

/** The chooser as a rule of a policy file. @param names of the actions; the rule is in the order of the result. */
export function portableRule(
  { bestSingle, gains, tree }: ActionChooser,
  names: readonly string[],
): { actions: string[]; rule: PolicyRule } {
  // The best single action comes first: it is what a row gets whose own is not open to it.
  const order = [bestSingle, ...names.keys()].filter((action, i, all) => all.indexOf(action) === i);
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
    return { actions, rule: { kind: 'constant', action: names[bestSingle]! } };
  if (width?.kind === 'linear') {
    const level: LinearScore = { intercept: 0, weights: width.score.weights.map(() => 0) };
    const scores = forms.map((form) => (form?.kind === 'linear' ? form.score : level));
    return { actions, rule: { kind: 'linear', scores, choose: { by: 'argmax' } } };
  }
  const level: TreesScore = { intercept: 0, trees: [] };
  const scores = forms.map((form) => (form?.kind === 'trees' ? form.score : level));
  return { actions, rule: { kind: 'trees', scores, choose: { by: 'argmax' } } };
}

function leafOf(tree: readonly TreeNode[], columns: readonly Float64Array[], row: number): number {
  let node = tree[0]!;
  while (!('value' in node))
    node = tree[columns[node.feature]![row]! <= node.threshold ? node.left : node.right]!;
  return node.value;
}
