import { expect, test } from 'vitest';
import { heterogeneousWorlds, makeWorld } from '../../../bench/uplift/worlds.ts';
import { SeededRandom } from '../../../core/seeded-random.ts';
import { binColumns } from '../../../retention/learners/bins.ts';
import { applyPortablePolicy } from '../../../retention/policy/apply-portable-policy.ts';
import { readPortablePolicy } from '../../../retention/policy/read-portable-policy.ts';
import { type ActionChooser, choose, portableRule } from '../../../retention/uplift/action-chooser.ts';
import { fitGains } from '../../../retention/uplift/fit-chooser.ts';
import { fitPolicySplit } from '../../../retention/uplift/fit-policy-split.ts';
import { fitPolicyTree } from '../../../retention/uplift/fit-policy-tree.ts';
import { fitRidge } from '../../../retention/uplift/fit-ridge.ts';
import { treesRegressor } from '../../../retention/uplift/fit-trees.ts';
import { rowsWhere } from '../../../retention/uplift/rows-where.ts';

const { trial, truth } = makeWorld(heterogeneousWorlds['conversion, two segments']!, 2000, 'chooser');
const rows = rowsWhere(2000, () => true);
const names = ['none', 'mens', 'womens'];
const nothing = names.map(() => null);

const choosers: Record<string, ActionChooser> = {
  linear: { reference: 1, gains: fitGains(trial, rows, truth, 1, fitRidge) },
  trees: { reference: 2, gains: fitGains(trial, rows, truth, 2, treesRegressor('test', 3)) },
  tree: {
    reference: 1,
    gains: nothing,
    tree: fitPolicyTree(binColumns(trial.columns, 24), truth, rows, 50),
  },
  split: {
    reference: 1,
    gains: nothing,
    tree: fitPolicySplit(binColumns(trial.columns, 24), truth, rows, 50),
  },
  constant: { reference: 2, gains: nothing },
};

test.each(Object.keys(choosers))('the file of a %s policy does what was learnt', (kind) => {
  const { actions, rule } = portableRule(choosers[kind]!, names);
  const features = trial.columns.map((_, i) => ({ column: `x${i}` }));
  const json = JSON.parse(JSON.stringify({ format: 'mainstay-policy-1', actions, features, rule, floor: 0 }));
  const policy = readPortablePolicy(json, 'test');
  expect(actions[0]).toBe(names[choosers[kind]!.reference]);
  const chosen = choose(choosers[kind]!, trial, rows);
  for (let row = 0; row < 300; row++) {
    const value = (column: string) => String(trial.columns[Number(column.slice(1))]![row]);
    const probabilities = applyPortablePolicy(policy, actions, { value, place: `row ${row}` });
    expect(actions[probabilities.indexOf(1)]).toBe(names[chosen[row]!]);
  }
});

test('given the truth, two questions find the two segments', () => {
  const chosen = choose(choosers.tree!, trial, rows);
  const right = rows.filter((row) => chosen[row] === (trial.columns[0]![row]! > 0 ? 1 : 2)).length;
  expect(right).toBeGreaterThan(1900);
});

test('given the truth, one question finds them too, and asks the column that tells', () => {
  const [root, ...leaves] = choosers.split!.tree!;
  expect(leaves).toEqual([{ value: 2 }, { value: 1 }]);
  expect(root).toMatchObject({ feature: 0 });
  expect(Math.abs((root as { threshold: number }).threshold)).toBeLessThan(0.1);
});

test('no cut that one question could make has a higher sum', () => {
  // Scores of noise: whichever question is best, none of all cuts of all columns beats it.
  const random = new SeededRandom('split');
  const noise = [0, 1, 2].map(() => Float64Array.from({ length: 2000 }, () => random.next()));
  const binned = binColumns(trial.columns, 24);
  const sumOf = (side: Uint32Array) =>
    Math.max(...noise.map((own) => side.reduce((sum, row) => sum + own[row]!, 0)));
  const found = choose(
    { reference: 0, gains: nothing, tree: fitPolicySplit(binned, noise, rows, 50) },
    trial,
    rows,
  );
  let best = sumOf(rows);
  for (const [feature, cuts] of binned.thresholds.entries())
    for (const cut of cuts) {
      const below = rows.filter((row) => trial.columns[feature]![row]! <= cut);
      const above = rows.filter((row) => trial.columns[feature]![row]! > cut);
      if (below.length >= 50 && above.length >= 50) best = Math.max(best, sumOf(below) + sumOf(above));
    }
  expect(rows.reduce((sum, row) => sum + noise[found[row]!]![row]!, 0)).toBeCloseTo(best, 6);
});

test('where no cut helps, or leaves would be too small, one action is left', () => {
  const flat = [new Float64Array(2000).fill(1), new Float64Array(2000).fill(2)];
  const actionsOf = (tree: ReturnType<typeof fitPolicyTree>) =>
    new Set(tree.flatMap((node) => ('value' in node ? [node.value] : [])));
  expect(actionsOf(fitPolicyTree(binColumns(trial.columns, 24), flat, rows, 50))).toEqual(new Set([1]));
  expect(fitPolicyTree(binColumns(trial.columns, 24), flat, rows, 1500)).toEqual([{ value: 1 }]);
  expect(fitPolicySplit(binColumns(trial.columns, 24), flat, rows, 50)).toEqual([{ value: 1 }]);
  expect(fitPolicySplit(binColumns(trial.columns, 24), truth, rows, 1500)).toHaveLength(1);
});
