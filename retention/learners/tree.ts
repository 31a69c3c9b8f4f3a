/**
 * A regression tree as plain lists, one entry a node; the root is node 0. A row goes left where its value is at most
 * the threshold. Plain numbers, so that JSON carries a tree as it is.
 */
export interface Tree {
  /** The column that a node asks; -1 makes it a leaf. */
  readonly feature: readonly number[];
  /** `Infinity` is written as null in JSON: everything observed goes left, what is missing right. */
  readonly threshold: readonly (number | null)[];
  /** Where a missing value goes: 1 left, 0 right. */
  readonly missingLeft: readonly number[];
  readonly left: readonly number[];
  readonly right: readonly number[];
  /** What a leaf adds; 0 at other nodes. */
  readonly value: readonly number[];
  /** Rows that reached the node when the tree was grown. */
  readonly cover: readonly number[];
}

/** The child that a value leads to. */
export function childOf(tree: Tree, node: number, value: number): number {
  const goesLeft = Number.isNaN(value)
    ? tree.missingLeft[node] === 1
    : value <= (tree.threshold[node] ?? Number.POSITIVE_INFINITY);
  return goesLeft ? tree.left[node]! : tree.right[node]!;
}
