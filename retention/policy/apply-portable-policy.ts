import { BadInputError } from '../../core/errors.ts';
import type { Choice, PolicyRow, PolicyRule, PortablePolicy, TreeNode } from './portable-policy.ts';
import { withFloor } from './with-floor.ts';

/**
 * What a policy does with one row.
 * @param actions the names that the probabilities are in the order of: the policy's own, or, where it has none, the
 * log's.
 * @returns one probability an action, 0 where it is not open; they sum to 1.
 * @throws BadInputError for a row without a value that the policy reads, with its place.
 */
export function applyPortablePolicy(
  policy: PortablePolicy,
  actions: readonly string[],
  row: PolicyRow,
): Float64Array {
  const open = row.open ?? actions.map(() => true);
  const openCount = open.filter(Boolean).length;
  if (openCount === 0) throw new BadInputError(`${row.place}: no action is open`);
  const chosen = onOpen(chosenBy(policy, actions, row, open), open);
  if (policy.floor === 0) return chosen;
  const floored = withFloor(
    Array.from(chosen).filter((_, i) => open[i]),
    policy.floor,
  );
  let next = 0;
  return Float64Array.from(open, (is) => (is ? floored[next++]! : 0));
}

function chosenBy(
  { rule, features }: PortablePolicy,
  actions: readonly string[],
  row: PolicyRow,
  open: readonly boolean[],
): Float64Array {
  switch (rule.kind) {
    case 'uniform':
      return new Float64Array(actions.length).fill(1);
    case 'constant':
      return only(actions.indexOf(rule.action), actions.length);
    case 'probabilities':
      return Float64Array.from(rule.probabilities);
    case 'column': {
      const named = textOf(row, rule.column);
      const index = actions.indexOf(named);
      if (index < 0)
        throw new BadInputError(
          `${row.place}, column "${rule.column}": "${named}"; one of the actions ${actions.slice(0, 20).join(', ')} would be right`,
        );
      return only(index, actions.length);
    }
    case 'columns': {
      const given = Float64Array.from(rule.columns, (column) => numberOf(row, column, undefined));
      const sum = given.reduce((total, value) => total + value, 0);
      if (given.some((value) => value < 0) || Math.abs(sum - 1) > 1e-3)
        throw new BadInputError(
          `${row.place}: the target's probabilities are ${Array.from(given).join(', ')}; numbers from 0 to 1 that sum to 1 would be right`,
        );
      return given;
    }
    case 'tree':
      return only(leafOf(rule.tree, inputsOf(features, row)), actions.length);
    case 'linear':
    case 'trees':
      return byChoice(scoresOf(rule, inputsOf(features, row)), rule.choose, open);
  }
}

/**
 * The score of every action, in the policy's order, for rules that have scores.
 * @throws BadInputError for another kind of rule, or a row without a value that the policy reads.
 */
export function actionScores({ rule, features }: PortablePolicy, row: PolicyRow): number[] {
  if (rule.kind === 'linear' || rule.kind === 'trees') return scoresOf(rule, inputsOf(features, row));
  throw new BadInputError(
    `a policy of kind "${rule.kind}" has no scores; "linear" or "trees" would be right`,
  );
}

function scoresOf(rule: PolicyRule & { kind: 'linear' | 'trees' }, inputs: Float64Array): number[] {
  if (rule.kind === 'linear')
    return rule.scores.map(({ intercept, weights }) =>
      weights.reduce((sum, weight, i) => sum + weight * inputs[i]!, intercept),
    );
  return rule.scores.map(({ intercept, trees }) =>
    trees.reduce((sum, tree) => sum + leafOf(tree, inputs), intercept),
  );
}

function byChoice(scores: readonly number[], choose: Choice, open: readonly boolean[]): Float64Array {
  const highest = Math.max(...scores.filter((_, i) => open[i]));
  if (choose.by === 'softmax')
    return Float64Array.from(scores, (score, i) =>
      open[i] ? Math.exp((score - highest) / choose.temperature) : 0,
    );
  const needed = choose.margin ?? 0;
  const beats = !open[0] || highest - scores[0]! > needed || needed === 0;
  return only(beats ? scores.findIndex((score, i) => open[i] && score === highest) : 0, scores.length);
}

/** Scaled to the open actions; where nothing is left, the first one, or the first open one. */
function onOpen(weights: Float64Array, open: readonly boolean[]): Float64Array {
  const kept = weights.map((weight, i) => (open[i] ? weight : 0));
  const sum = kept.reduce((total, weight) => total + weight, 0);
  return sum > 0 ? kept.map((weight) => weight / sum) : only(open.indexOf(true), open.length);
}

function only(index: number, length: number): Float64Array {
  const vector = new Float64Array(length);
  vector[index] = 1;
  return vector;
}

function leafOf(tree: readonly TreeNode[], inputs: Float64Array): number {
  let node = tree[0]!;
  while (!('value' in node)) node = tree[inputs[node.feature]! <= node.threshold ? node.left : node.right]!;
  return node.value;
}

function inputsOf(features: PortablePolicy['features'], row: PolicyRow): Float64Array {
  return Float64Array.from(features, ({ column, equals, missing }) =>
    equals === undefined ? numberOf(row, column, missing) : Number(textOf(row, column) === equals),
  );
}

function numberOf(row: PolicyRow, column: string, missing: number | undefined): number {
  const text = textOf(row, column);
  const value = text === '' ? (missing ?? Number.NaN) : Number(text);
  if (!Number.isFinite(value))
    throw new BadInputError(
      `${row.place}, column "${column}": ${text === '' ? 'empty' : `"${text}"`}; the policy reads a number there`,
    );
  return value;
}

function textOf(row: PolicyRow, column: string): string {
  const value = row.value(column);
  if (value === undefined)
    throw new BadInputError(`the policy reads the column "${column}", which the log does not have`);
  return value;
}
