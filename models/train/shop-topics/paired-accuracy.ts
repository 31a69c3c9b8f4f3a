/** Two classifiers on the same rows. */
export interface PairedAccuracy {
  readonly rows: number;
  readonly before: number;
  readonly after: number;
  /** Accuracy after less before. */
  readonly difference: number;
  /** 95 %: never of no width, however few the rows. */
  readonly lower: number;
  readonly upper: number;
}

/**
 * The interval is Wald's with half a row more in each of the four cells (Agresti and Min, Statistics in Medicine 24,
 * 2005): a handful of rows that nothing changed for proves little.
 * @param rows whether each row was read rightly before and after.
 */
export function pairedAccuracy(
  rows: readonly { readonly before: boolean; readonly after: boolean }[],
): PairedAccuracy {
  const n = Math.max(1, rows.length);
  const gained = rows.filter(({ before, after }) => after && !before).length;
  const lost = rows.filter(({ before, after }) => before && !after).length;
  const adjusted = rows.length + 2;
  const centre = (gained - lost) / adjusted;
  const half = (1.96 * Math.sqrt(gained + lost + 1 - adjusted * centre ** 2)) / adjusted;
  return {
    rows: rows.length,
    before: rows.filter(({ before }) => before).length / n,
    after: rows.filter(({ after }) => after).length / n,
    difference: (gained - lost) / n,
    lower: Math.max(-1, centre - half),
    upper: Math.min(1, centre + half),
  };
}
