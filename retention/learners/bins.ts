/** Columns cut into at most 255 bins each, which is all that trees are grown from. */
export interface BinnedColumns {
  readonly count: number;
  /** A bin's number for every row; for NaN the one after the last bin's. */
  readonly codes: readonly Uint8Array[];
  /** Bin b of a column holds values above threshold b - 1 and up to threshold b; the last bin has no upper end. */
  readonly thresholds: readonly Float64Array[];
  readonly missingCode: readonly number[];
  /** Whether any row of the column is missing. */
  readonly hasMissing: readonly boolean[];
}

/**
 * Cuts columns by their own values, as scikit-learn's HistGradientBoosting does: halfway between neighbouring values
 * where a column has no more than `maxBins` different ones, else at quantiles.
 * @param rows those whose values make the bins (the rows that are fitted on); every row gets a code.
 */
export function binColumns(
  columns: readonly Float64Array[],
  maxBins = 255,
  rows: ArrayLike<number> | null = null,
): BinnedColumns {
  const count = columns[0]?.length ?? 0;
  const thresholds = columns.map((column) => thresholdsOf(rows ? pick(column, rows) : column, maxBins));
  const codes = columns.map((column, i) => codesOf(column, thresholds[i]!));
  const hasMissing = columns.map((column) => {
    if (!rows) return column.some(Number.isNaN);
    for (let i = 0; i < rows.length; i++) if (Number.isNaN(column[rows[i]!]!)) return true;
    return false;
  });
  const missingCode = thresholds.map((cuts) => cuts.length + 1);
  return { count, codes, thresholds, missingCode, hasMissing };
}

function pick(column: Float64Array, rows: ArrayLike<number>): Float64Array {
  return Float64Array.from(rows, (row) => column[row]!);
}

function thresholdsOf(column: Float64Array, maxBins: number): Float64Array {
  const sorted = column.filter((value) => !Number.isNaN(value)).sort();
  const distinct: number[] = [];
  for (const value of sorted) {
    if (distinct.length > 0 && value === distinct.at(-1)) continue;
    distinct.push(value);
    if (distinct.length > maxBins) break;
  }
  if (distinct.length <= maxBins)
    return Float64Array.from(distinct.slice(1), (value, i) => between(distinct[i]!, value));
  const cuts = new Set<number>();
  for (let bin = 1; bin < maxBins; bin++) {
    const position = (bin * (sorted.length - 1)) / maxBins;
    cuts.add(between(sorted[Math.floor(position)]!, sorted[Math.ceil(position)]!));
  }
  return Float64Array.from(cuts).sort();
}

/** Halfway, without overflow, and never the upper of two neighbours of the number line. */
function between(low: number, high: number): number {
  const middle = low / 2 + high / 2;
  return middle < high && middle >= low ? middle : low;
}

function codesOf(column: Float64Array, thresholds: Float64Array): Uint8Array {
  return Uint8Array.from(column, (value) =>
    Number.isNaN(value) ? thresholds.length + 1 : binOf(value, thresholds),
  );
}

function binOf(value: number, thresholds: Float64Array): number {
  let low = 0;
  let high = thresholds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= thresholds[middle]!) high = middle;
    else low = middle + 1;
  }
  return low;
}
