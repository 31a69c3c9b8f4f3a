import type { BinnedColumns } from './bins.ts';
import { findSplit, type Split } from './find-split.ts';
import { addHistogram, histogramOffsets, subtractHistogram } from './histogram.ts';
import { leafValue, type SplitRules } from './split-rules.ts';
import type { Tree } from './tree.ts';

export interface GrowRules extends SplitRules {
  readonly maxLeaves: number;
  readonly maxDepth: number;
}

/** A tree, and which of its rows ended where. */
export interface GrownTree {
  readonly tree: Tree;
  /** Codes at most this go left; a leaf's is 0. */
  readonly splitCodes: readonly number[];
  /** `rows` in the order of the leaves: leaf `node` holds rows[from] up to rows[to - 1]. */
  readonly leaves: readonly { readonly node: number; readonly from: number; readonly to: number }[];
}

interface OpenNode {
  readonly node: number;
  readonly from: number;
  readonly to: number;
  readonly depth: number;
  readonly histogram: Float64Array;
  readonly split: Split | null;
  readonly low: number;
  readonly high: number;
}

/**
 * Grows one tree best-first: the leaf whose split gains most is split next (Shi 2007; Ke et al. 2017). Gains are of
 * the second-order expansion of the loss (Chen and Guestrin 2016, eq. 7). Sums are kept by bin; of two children the
 * smaller is counted and the larger is its parent minus that.
 * @param rows rows to grow from; put into the order of the leaves.
 * @param columns which columns this tree may ask.
 */
export function growTree(
  binned: BinnedColumns,
  rows: Uint32Array,
  gradients: Float64Array,
  hessians: Float64Array,
  columns: readonly number[],
  rules: GrowRules,
): GrownTree {
  const feature: number[] = [];
  const threshold: (number | null)[] = [];
  const missingLeft: number[] = [];
  const left: number[] = [];
  const right: number[] = [];
  const value: number[] = [];
  const cover: number[] = [];
  const splitCodes: number[] = [];
  const offsets = histogramOffsets(binned);
  const spare: Float64Array[] = [];
  const buffer = new Uint32Array(rows.length);
  const open: OpenNode[] = [];
  const leaves: { node: number; from: number; to: number }[] = [];

  const histogramOf = (from: number, to: number): Float64Array => {
    const histogram = spare.pop() ?? new Float64Array(offsets.at(-1)!);
    addHistogram(histogram, offsets, binned, rows, from, to, gradients, hessians, columns);
    return histogram;
  };
  const enter = (
    from: number,
    to: number,
    depth: number,
    histogram: Float64Array,
    bounds: { low: number; high: number },
  ): number => {
    const node = feature.length;
    let [gradient, hessian] = [0, 0];
    for (let i = from; i < to; i++) {
      gradient += gradients[rows[i]!]!;
      hessian += hessians[rows[i]!]!;
    }
    feature.push(-1);
    threshold.push(0);
    missingLeft.push(0);
    left.push(-1);
    right.push(-1);
    value.push(leafValue(gradient, hessian, rules.l2, bounds.low, bounds.high));
    cover.push(to - from);
    splitCodes.push(0);
    const split =
      depth < rules.maxDepth
        ? findSplit(
            binned,
            histogram,
            offsets,
            { gradient, hessian, count: to - from, ...bounds },
            columns,
            rules,
          )
        : null;
    open.push({ node, from, to, depth, histogram, split, ...bounds });
    return node;
  };

  enter(0, rows.length, 0, histogramOf(0, rows.length), {
    low: Number.NEGATIVE_INFINITY,
    high: Number.POSITIVE_INFINITY,
  });
  for (let leafCount = 1; leafCount < rules.maxLeaves; leafCount++) {
    const best = takeBest(open);
    if (!best) break;
    const { node, from, to, depth, histogram } = best;
    const split = best.split!;
    const middle = partition(binned, rows, from, to, split, buffer);
    const leftIsSmall = middle - from <= to - middle;
    const small = leftIsSmall ? histogramOf(from, middle) : histogramOf(middle, to);
    subtractHistogram(histogram, small, offsets, columns);
    const [leftBounds, rightBounds] = childBounds(best, split, rules);
    feature[node] = split.feature;
    threshold[node] = binned.thresholds[split.feature]![split.code] ?? null;
    missingLeft[node] = Number(split.missingLeft);
    splitCodes[node] = split.code;
    value[node] = 0;
    left[node] = enter(from, middle, depth + 1, leftIsSmall ? small : histogram, leftBounds);
    right[node] = enter(middle, to, depth + 1, leftIsSmall ? histogram : small, rightBounds);
    for (const child of open.slice(-2)) release(child);
  }
  for (const { node, from, to } of open) leaves.push({ node, from, to });
  return {
    tree: { feature, threshold, missingLeft, left, right, value, cover },
    splitCodes,
    leaves,
  };

  /** What cannot be split needs its histogram no more. */
  function release(child: OpenNode): void {
    if (child.split) return;
    child.histogram.fill(0);
    spare.push(child.histogram);
  }
}

/** Removes the node whose split gains most; null when none can be split. */
function takeBest(open: OpenNode[]): OpenNode | null {
  let best = -1;
  for (let i = 0; i < open.length; i++) {
    const split = open[i]!.split;
    if (split && (best < 0 || split.gain > open[best]!.split!.gain)) best = i;
  }
  return best < 0 ? null : open.splice(best, 1)[0]!;
}

/** A monotone column keeps everything below a split on its side of the children's middle. */
function childBounds(
  { low, high }: OpenNode,
  split: Split,
  { monotone }: GrowRules,
): [{ low: number; high: number }, { low: number; high: number }] {
  const direction = monotone?.[split.feature] ?? 0;
  const middle = (split.leftValue + split.rightValue) / 2;
  if (direction > 0)
    return [
      { low, high: middle },
      { low: middle, high },
    ];
  if (direction < 0)
    return [
      { low: middle, high },
      { low, high: middle },
    ];
  return [
    { low, high },
    { low, high },
  ];
}

/** Rows that go left first, each side in its former order. @returns where the right side begins. */
function partition(
  binned: BinnedColumns,
  rows: Uint32Array,
  from: number,
  to: number,
  { feature, code, missingLeft }: Split,
  buffer: Uint32Array,
): number {
  const codes = binned.codes[feature]!;
  const missingCode = binned.missingCode[feature]!;
  let end = from;
  let others = 0;
  for (let i = from; i < to; i++) {
    const row = rows[i]!;
    const own = codes[row]!;
    if (own === missingCode ? missingLeft : own <= code) rows[end++] = row;
    else buffer[others++] = row;
  }
  rows.set(buffer.subarray(0, others), end);
  return end;
}
