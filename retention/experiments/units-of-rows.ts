import type { ExperimentRows } from './experiment-rows.ts';

/** One entry a unit, in order of first appearance. */
export interface ExperimentUnits {
  readonly arms: readonly string[];
  readonly outcome: Float64Array;
  /** Denominator of the ratio, or the number of rows; null where each unit has one row and there is no denominator. */
  readonly denominator: Float64Array | null;
  readonly covariates: readonly Float64Array[];
  readonly strata: readonly string[] | null;
  /** Rows kept, and the unit of each, for figures of rows such as quantiles. */
  readonly rows: readonly number[];
  readonly unitOfRow: Int32Array;
  /** Units left out because they have rows in more than one arm. */
  readonly crossed: number;
}

/**
 * Sums rows by unit, because the unit was randomised: outcome and denominator are summed, covariates averaged, the
 * stratum is that of the first row. A unit with rows in two arms tells nothing of either and is left out.
 */
export function unitsOfRows(rows: ExperimentRows): ExperimentUnits {
  const ids = rows.units ?? rows.arms.map((_, row) => String(row));
  const armOf = new Map<string, string | null>();
  ids.forEach((id, row) => {
    const arm = armOf.get(id);
    if (arm === undefined) armOf.set(id, rows.arms[row]!);
    else if (arm !== rows.arms[row]) armOf.set(id, null);
  });
  const places = new Map<string, number>();
  for (const [id, arm] of armOf) if (arm !== null) places.set(id, places.size);
  const kept = ids.flatMap((id, row) => (places.has(id) ? [row] : []));
  const unitOfRow = Int32Array.from(kept, (row) => places.get(ids[row]!)!);
  const size = sums(new Float64Array(rows.arms.length).fill(1), kept, unitOfRow, places.size);
  const alone = size.every((count) => count === 1);
  const summed = (values: Float64Array) => sums(values, kept, unitOfRow, places.size);
  const strata = rows.strata ? new Array<string>(places.size) : null;
  if (strata)
    kept.forEach((row, i) => {
      strata[unitOfRow[i]!] ??= rows.strata![row]!;
    });
  return {
    arms: [...armOf.values()].filter((arm) => arm !== null),
    outcome: summed(rows.outcome.values),
    denominator: rows.denominator ? summed(rows.denominator.values) : alone ? null : size,
    covariates: rows.covariates.map(({ values }) => summed(values).map((sum, unit) => sum / size[unit]!)),
    strata,
    rows: kept,
    unitOfRow,
    crossed: armOf.size - places.size,
  };
}

function sums(
  values: Float64Array,
  rows: readonly number[],
  unitOfRow: Int32Array,
  count: number,
): Float64Array {
  const total = new Float64Array(count);
  rows.forEach((row, i) => {
    total[unitOfRow[i]!]! += values[row]!;
  });
  return total;
}
