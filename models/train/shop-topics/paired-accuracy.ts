/** Two classifiers on the same rows. */
export interface PairedAccuracy {
  readonly rows: number;
  readonly before: number;
  readonly after: number;
  /** Accuracy after less before, with its 95 % interval by the differences of the rows. */
  readonly difference: number;
  readonly lower: number;
  readonly upper: number;
}

/** @param rows whether each row was read rightly before and after. */
export function pairedAccuracy(
  rows: readonly { readonly before: boolean; readonly after: boolean }[],
): PairedAccuracy {
  const n = Math.max(1, rows.length);
  const gained = rows.filter(({ before, after }) => after && !before).length;
  const lost = rows.filter(({ before, after }) => before && !after).length;
  const difference = (gained - lost) / n;
  const half = (1.96 * Math.sqrt(Math.max(0, gained + lost - n * difference ** 2))) / n;
  return {
    rows: rows.length,
    before: rows.filter(({ before }) => before).length / n,
    after: rows.filter(({ after }) => after).length / n,
    difference,
    lower: difference - half,
    upper: difference + half,
  };
}
