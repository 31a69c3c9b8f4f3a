import { childOf, type Tree } from './tree.ts';

/** What the trees' sum is fitted to: values themselves, or the log odds of 0/1 labels. */
export type Loss = 'squared' | 'log';

/** A sum of trees, as plain numbers. */
export interface BoostedTrees {
  readonly loss: Loss;
  /** Before any tree: the mean, or the log odds of the share. */
  readonly start: number;
  /** Leaves hold their values after the learning rate. */
  readonly trees: readonly Tree[];
}

/** The raw sum (log odds for log loss) of every row. @param columns as it was fitted on, any number of rows. */
export function predictRaw(model: BoostedTrees, columns: readonly Float64Array[]): Float64Array {
  return predictRows(
    model,
    columns,
    Uint32Array.from({ length: columns[0]?.length ?? 0 }, (_, row) => row),
  );
}

/** As `predictRaw`, of some rows only, in their order. */
export function predictRows(
  { start, trees }: BoostedTrees,
  columns: readonly Float64Array[],
  rows: Uint32Array,
): Float64Array {
  const raw = new Float64Array(rows.length).fill(start);
  for (const tree of trees) {
    const { feature, value } = tree;
    for (let i = 0; i < rows.length; i++) {
      let node = 0;
      for (let asked = feature[0]!; asked >= 0; asked = feature[node]!)
        node = childOf(tree, node, columns[asked]![rows[i]!]!);
      raw[i]! += value[node]!;
    }
  }
  return raw;
}

/** Values, or probabilities for log loss. */
export function predict(model: BoostedTrees, columns: readonly Float64Array[]): Float64Array {
  const raw = predictRaw(model, columns);
  return model.loss === 'squared' ? raw : raw.map((logOdds) => 1 / (1 + Math.exp(-logOdds)));
}
