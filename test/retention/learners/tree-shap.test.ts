import { expect, test } from 'vitest';
import { predictRaw } from '../../../retention/learners/boosted-trees.ts';
import { fitBoostedTrees } from '../../../retention/learners/fit-boosted-trees.ts';
import { childOf, type Tree } from '../../../retention/learners/tree.ts';
import { meanRaw, shapValues } from '../../../retention/learners/tree-shap.ts';
import { friedman } from './friedman.ts';

const { columns, values, labels } = friedman(600, 11, 0.05);
const rowOf = (row: number) => columns.map((column) => column[row]!);

test('contributions add up to the prediction, for both losses', () => {
  for (const model of [
    fitBoostedTrees(columns, values, { trees: 30 }),
    fitBoostedTrees(columns, labels, { trees: 30, loss: 'log' }),
  ]) {
    const raw = predictRaw(model, columns);
    for (let row = 0; row < 50; row++) {
      const sum = shapValues(model, rowOf(row)).reduce((total, value) => total + value, 0);
      expect(meanRaw(model) + sum).toBeCloseTo(raw[row]!, 9);
    }
  }
});

test('they are the Shapley values of all subsets of columns', () => {
  const model = fitBoostedTrees(columns, values, { trees: 5, maxLeaves: 12 });
  for (let row = 0; row < 10; row++) {
    const expected = bySubsets(model.trees, rowOf(row));
    shapValues(model, rowOf(row)).forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i]!, 9);
    });
  }
});

test('a column that no tree asks adds nothing', () => {
  const model = fitBoostedTrees([...columns, new Float64Array(600).fill(1)], values, { trees: 10 });
  expect(shapValues(model, [...rowOf(0), 1])[8]).toBe(0);
});

/** The definition: the weighted mean over subsets of what a column adds to the tree's mean given the subset. */
function bySubsets(trees: readonly Tree[], row: readonly number[]): number[] {
  const width = row.length;
  const given = Array.from({ length: 1 << width }, (_, subset) =>
    trees.reduce((sum, tree) => sum + meanGiven(tree, 0, row, subset), 0),
  );
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
  return row.map((_, i) => {
    let value = 0;
    given.forEach((mean, subset) => {
      if (subset & (1 << i)) return;
      const size = Array.from({ length: width }, (_, j) => (subset >> j) & 1).reduce((a, b) => a + b, 0);
      const weight = (factorial(size) * factorial(width - size - 1)) / factorial(width);
      value += weight * (given[subset | (1 << i)]! - mean);
    });
    return value;
  });
}

function meanGiven(tree: Tree, node: number, row: readonly number[], subset: number): number {
  const feature = tree.feature[node]!;
  if (feature < 0) return tree.value[node]!;
  if (subset & (1 << feature)) return meanGiven(tree, childOf(tree, node, row[feature]!), row, subset);
  return [tree.left[node]!, tree.right[node]!].reduce(
    (sum, child) => sum + (tree.cover[child]! / tree.cover[node]!) * meanGiven(tree, child, row, subset),
    0,
  );
}
