import type { BoostedTrees } from './boosted-trees.ts';
import { childOf, type Tree } from './tree.ts';

/** One column on the way down: its share of the cover when unknown, 1 or 0 when known, and the weight of its subsets. */
interface PathStep {
  feature: number;
  zeroShare: number;
  oneShare: number;
  weight: number;
}

/**
 * Exact Shapley values of a sum of trees for one row (Lundberg, Erion and Lee 2018, algorithm 2): what each column adds
 * to the raw prediction against its mean over the rows that the trees were grown from; an unknown column is averaged
 * by the cover of the branches. They sum to `predictRaw` minus `meanRaw`.
 */
export function shapValues(model: BoostedTrees, row: ArrayLike<number>): Float64Array {
  const values = new Float64Array(row.length);
  for (const tree of model.trees) addTree(tree, row, values);
  return values;
}

/** The mean raw prediction that Shapley values are told against. */
export function meanRaw({ start, trees }: BoostedTrees): number {
  return trees.reduce(
    (sum, { feature, value, cover }) =>
      sum +
      value.reduce(
        (part, leaf, node) => (feature[node]! < 0 ? part + (cover[node]! / cover[0]!) * leaf : part),
        0,
      ),
    start,
  );
}

function addTree(tree: Tree, row: ArrayLike<number>, values: Float64Array): void {
  descend(0, [], 1, 1, -1);

  function descend(
    node: number,
    above: readonly PathStep[],
    zeroShare: number,
    oneShare: number,
    asked: number,
  ): void {
    const path = extend(above, zeroShare, oneShare, asked);
    const feature = tree.feature[node]!;
    if (feature < 0) {
      for (let i = 1; i < path.length; i++) {
        const step = path[i]!;
        values[step.feature]! += unwoundSum(path, i) * (step.oneShare - step.zeroShare) * tree.value[node]!;
      }
      return;
    }
    const hot = childOf(tree, node, row[feature]!);
    const cold = hot === tree.left[node] ? tree.right[node]! : tree.left[node]!;
    // A column that was asked before further up is asked once only, with both shares together.
    const before = path.findIndex((step, i) => i > 0 && step.feature === feature);
    const known = before < 0 ? { zeroShare: 1, oneShare: 1 } : path[before]!;
    const rest = before < 0 ? path : unwind(path, before);
    const cover = tree.cover[node]!;
    descend(hot, rest, (known.zeroShare * tree.cover[hot]!) / cover, known.oneShare, feature);
    descend(cold, rest, (known.zeroShare * tree.cover[cold]!) / cover, 0, feature);
  }
}

function extend(path: readonly PathStep[], zeroShare: number, oneShare: number, feature: number): PathStep[] {
  const longer = path.map((step) => ({ ...step }));
  const length = longer.length;
  longer.push({ feature, zeroShare, oneShare, weight: length === 0 ? 1 : 0 });
  for (let i = length - 1; i >= 0; i--) {
    longer[i + 1]!.weight += (oneShare * longer[i]!.weight * (i + 1)) / (length + 1);
    longer[i]!.weight = (zeroShare * longer[i]!.weight * (length - i)) / (length + 1);
  }
  return longer;
}

/** The path as if the step at `index` had never been added. */
function unwind(path: readonly PathStep[], index: number): PathStep[] {
  const weights = unwoundWeights(path, index);
  return path.filter((_, i) => i !== index).map((step, i) => ({ ...step, weight: weights[i]! }));
}

function unwoundSum(path: readonly PathStep[], index: number): number {
  return unwoundWeights(path, index).reduce((sum, weight) => sum + weight, 0);
}

function unwoundWeights(path: readonly PathStep[], index: number): number[] {
  const last = path.length - 1;
  const { zeroShare, oneShare } = path[index]!;
  const weights = new Array<number>(last);
  let next = path[last]!.weight;
  for (let i = last - 1; i >= 0; i--) {
    if (oneShare !== 0) {
      weights[i] = (next * (last + 1)) / ((i + 1) * oneShare);
      next = path[i]!.weight - (weights[i]! * zeroShare * (last - i)) / (last + 1);
    } else weights[i] = (path[i]!.weight * (last + 1)) / (zeroShare * (last - i));
  }
  return weights;
}
