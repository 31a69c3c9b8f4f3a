import { SeededRandom } from '../../core/seeded-random.ts';
import { type BinnedColumns, binColumns } from '../learners/bins.ts';
import { type BoostedTrees, predictRows } from '../learners/boosted-trees.ts';
import { fitBoostedTrees } from '../learners/fit-boosted-trees.ts';
import type { Tree } from '../learners/tree.ts';
import type { TreeNode } from '../policy/portable-policy.ts';
import type { Regressor } from './regressor.ts';

/** Few leaves, large leaves: what moves people is faint against the noise of what they do. */
const shape = { trees: 120, learningRate: 0.15, maxLeaves: 6, rowShare: 0.7, l2: 5 };
const parts = 4;

/** A trial's columns are fitted on dozens of times; 64 bins are plenty for shallow trees. */
const binsOf = new WeakMap<readonly Float64Array[], BinnedColumns>();

/**
 * Boosted trees on squared error, the mean of some such models: each keeps another quarter of the rows apart and stops
 * where that gets no better, so that no single quarter's luck decides how far to go.
 * @param models 1 to 4.
 */
export function treesRegressor(seed: string, models: number): Regressor {
  return (columns, targets, rows) => {
    const random = new SeededRandom(`trees|${seed}|${rows.length}`);
    const part = Uint8Array.from(rows, () => random.nextInt(parts));
    const binned = binsOf.get(columns) ?? binColumns(columns, 64);
    binsOf.set(columns, binned);
    const fits = Array.from({ length: models }, (_, own) => {
      const fitted = rows.filter((_, i) => part[i] !== own);
      const validation = rows.filter((_, i) => part[i] === own);
      if (fitted.length === 0 || validation.length === 0) return constant(targets, rows);
      return fitBoostedTrees(columns, targets, {
        ...shape,
        minLeafRows: Math.max(20, Math.round(fitted.length / 100)),
        rows: fitted,
        validation: { rows: validation, patience: 10 },
        binned,
        seed: `${seed}|${own}`,
      });
    });
    const model = meanOf(fits);
    return {
      form: { kind: 'trees', score: { intercept: model.start, trees: model.trees.map(nodesOf) } },
      predict: (all, asked) => predictRows(model, all, asked),
    };
  };
}

function meanOf(models: readonly BoostedTrees[]): BoostedTrees {
  const share = 1 / models.length;
  return {
    loss: 'squared',
    start: models.reduce((sum, { start }) => sum + share * start, 0),
    trees: models.flatMap(({ trees }) =>
      trees.map((tree) => ({ ...tree, value: tree.value.map((value) => share * value) })),
    ),
  };
}

function constant(targets: Float64Array, rows: Uint32Array): BoostedTrees {
  const mean = rows.length === 0 ? 0 : rows.reduce((sum, row) => sum + targets[row]!, 0) / rows.length;
  return { loss: 'squared', start: mean, trees: [] };
}

/** In the order of the nodes' making, which puts children after their parent, as policy files ask. */
function nodesOf(tree: Tree): TreeNode[] {
  return tree.feature.map((feature, node) =>
    feature < 0
      ? { value: tree.value[node]! }
      : { feature, threshold: tree.threshold[node]!, left: tree.left[node]!, right: tree.right[node]! },
  );
}
