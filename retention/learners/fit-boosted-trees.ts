import { SeededRandom } from '../../core/seeded-random.ts';
import { type BinnedColumns, binColumns } from './bins.ts';
import type { BoostedTrees, Loss } from './boosted-trees.ts';
import { type GrownTree, type GrowRules, growTree } from './grow-tree.ts';
import { losses } from './losses.ts';
import type { Tree } from './tree.ts';

export interface BoostOptions {
  readonly loss?: Loss;
  /** Most trees; fewer where early stopping ends it. */
  readonly trees?: number;
  readonly learningRate?: number;
  readonly maxLeaves?: number;
  readonly maxDepth?: number;
  readonly minLeafRows?: number;
  readonly l2?: number;
  readonly maxBins?: number;
  /** The columns' bins where they have been made before: many fits on the same columns share them. */
  readonly binned?: BinnedColumns;
  /** Share of rows, and of columns, that each tree sees. */
  readonly rowShare?: number;
  readonly columnShare?: number;
  /** By column: 1 the prediction never falls with it, -1 never rises, 0 free. */
  readonly monotone?: readonly number[];
  /** Weight of every row; 1 by default. */
  readonly weights?: Float64Array;
  /** Rows to fit on; all by default. */
  readonly rows?: Uint32Array;
  /** Rows kept apart: fitting ends when their loss has not improved for `patience` trees, and goes back to its best. */
  readonly validation?: { readonly rows: Uint32Array; readonly patience?: number };
  /** For the shares; the same seed gives the same trees. */
  readonly seed?: string;
}

/**
 * Gradient boosting on histograms (Friedman 2001; Ke et al. 2017): each tree takes a Newton step on squared error or
 * log loss. Defaults are those of scikit-learn's HistGradientBoosting; the same data gives the same trees there.
 * @param columns inputs column by column; NaN is missing and goes where it helps.
 * @param targets numbers for squared error; 0 to 1 for log loss.
 * @throws RangeError for no rows, columns of different length or targets that are not finite.
 */
export function fitBoostedTrees(
  columns: readonly Float64Array[],
  targets: Float64Array,
  options: BoostOptions = {},
): BoostedTrees {
  const { learningRate = 0.1, trees: mostTrees = 100, rowShare = 1, columnShare = 1 } = options;
  const all = options.rows ?? Uint32Array.from(targets, (_, i) => i);
  refuseBadInput(columns, targets, all);
  const loss = losses[options.loss ?? 'squared'];
  const binned = options.binned ?? binColumns(columns, options.maxBins ?? 255, options.rows ?? null);
  const rules = rulesOf(options);
  const random = new SeededRandom(`boost|${options.seed ?? ''}`);
  const start = loss.start(targets, all, options.weights);
  const raw = new Float64Array(targets.length).fill(start);
  const gradients = new Float64Array(targets.length);
  const hessians = new Float64Array(targets.length);
  const trees: Tree[] = [];
  const { rows: heldOut = new Uint32Array(), patience = 20 } = options.validation ?? {};
  let best = { loss: heldOut.length > 0 ? loss.mean(targets, raw, heldOut) : 0, trees: 0 };
  while (trees.length < mostTrees) {
    loss.derivatives(targets, raw, all, gradients, hessians, options.weights);
    const rows = rowShare < 1 ? shareOf(all, rowShare, random) : all.slice();
    const asked = Uint32Array.from(columns, (_, i) => i);
    const used = columnShare < 1 ? shareOf(asked, columnShare, random).sort() : asked;
    const grown = growTree(binned, rows, gradients, hessians, [...used], rules);
    const tree = { ...grown.tree, value: grown.tree.value.map((value) => learningRate * value) };
    trees.push(tree);
    if (rowShare < 1) addByCodes(raw, all, tree, grown, binned);
    else
      for (const { node, from, to } of grown.leaves)
        for (let i = from; i < to; i++) raw[rows[i]!]! += tree.value[node]!;
    if (heldOut.length > 0) {
      addByCodes(raw, heldOut, tree, grown, binned);
      const now = loss.mean(targets, raw, heldOut);
      if (now < best.loss) best = { loss: now, trees: trees.length };
      if (trees.length - best.trees >= patience) break;
    } else if (tree.feature.length === 1 && rowShare === 1 && columnShare === 1) break;
  }
  return {
    loss: options.loss ?? 'squared',
    start,
    trees: heldOut.length > 0 ? trees.slice(0, best.trees) : trees,
  };
}

function rulesOf(options: BoostOptions): GrowRules {
  return {
    maxLeaves: options.maxLeaves ?? 31,
    maxDepth: options.maxDepth ?? Number.POSITIVE_INFINITY,
    minLeafRows: options.minLeafRows ?? 20,
    minLeafHessian: 1e-3,
    l2: options.l2 ?? 0,
    monotone: options.monotone,
  };
}

function addByCodes(
  raw: Float64Array,
  rows: Uint32Array,
  tree: Tree,
  { splitCodes }: GrownTree,
  { codes, missingCode }: BinnedColumns,
): void {
  for (const row of rows) {
    let node = 0;
    for (let feature = tree.feature[0]!; feature >= 0; feature = tree.feature[node]!) {
      const code = codes[feature]![row]!;
      const goesLeft =
        code === missingCode[feature] ? tree.missingLeft[node] === 1 : code <= splitCodes[node]!;
      node = goesLeft ? tree.left[node]! : tree.right[node]!;
    }
    raw[row]! += tree.value[node]!;
  }
}

/** That share of the items without repetition, at least one (partial Fisher-Yates). */
function shareOf(items: Uint32Array, share: number, random: SeededRandom): Uint32Array {
  const copy = items.slice();
  const count = Math.max(1, Math.round(share * copy.length));
  for (let i = 0; i < count; i++) {
    const j = i + random.nextInt(copy.length - i);
    [copy[i], copy[j]] = [copy[j]!, copy[i]!];
  }
  return copy.slice(0, count);
}

function refuseBadInput(columns: readonly Float64Array[], targets: Float64Array, rows: Uint32Array): void {
  if (rows.length === 0 || columns.length === 0)
    throw new RangeError('no rows or no columns to grow trees from');
  const odd = columns.findIndex((column) => column.length !== targets.length);
  if (odd >= 0)
    throw new RangeError(`column ${odd} has ${columns[odd]!.length} rows, the targets ${targets.length}`);
  const broken = rows.find((row) => !Number.isFinite(targets[row]!));
  if (broken !== undefined) throw new RangeError(`the target of row ${broken} is ${targets[broken]}`);
}
