import type { BinnedColumns } from './bins.ts';

/** Three numbers a bin: gradient, hessian, rows. */
export const perBin = 3;

/** Where each column's bins begin in a histogram, and at the end how long it is. */
export function histogramOffsets({ missingCode }: BinnedColumns): number[] {
  const offsets = [0];
  for (const code of missingCode) offsets.push(offsets.at(-1)! + (code + 1) * perBin);
  return offsets;
}

/** Adds the sums of gradients, hessians and rows by column and bin of the rows from `from` up to `to`. */
export function addHistogram(
  histogram: Float64Array,
  offsets: readonly number[],
  { codes }: BinnedColumns,
  rows: Uint32Array,
  from: number,
  to: number,
  gradients: Float64Array,
  hessians: Float64Array,
  columns: readonly number[],
): void {
  const length = to - from;
  // Gathered once for all columns: the loop below then reads them in order.
  const rowGradients = new Float64Array(length);
  const rowHessians = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    rowGradients[i] = gradients[rows[from + i]!]!;
    rowHessians[i] = hessians[rows[from + i]!]!;
  }
  for (const column of columns) {
    const own = codes[column]!;
    const offset = offsets[column]!;
    for (let i = 0; i < length; i++) {
      const at = offset + own[rows[from + i]!]! * perBin;
      histogram[at]! += rowGradients[i]!;
      histogram[at + 1]! += rowHessians[i]!;
      histogram[at + 2]! += 1;
    }
  }
}

/** Takes one child's sums from its parent's: what remains is the other child's. */
export function subtractHistogram(
  parent: Float64Array,
  child: Float64Array,
  offsets: readonly number[],
  columns: readonly number[],
): void {
  for (const column of columns) {
    const end = offsets[column + 1]!;
    for (let i = offsets[column]!; i < end; i++) parent[i]! -= child[i]!;
  }
}
