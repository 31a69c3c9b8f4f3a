import type { SeededRandom } from '../../core/seeded-random.ts';

/**
 * Deals units (shoppers) into folds of nearly equal size, all rows of a unit into the same one: what is fitted on one
 * side never saw anybody of the other.
 * @param units whose row it is; null where every row is a unit of its own.
 * @returns the fold of every row, 0 to folds - 1.
 */
export function foldsByUnit(
  count: number,
  units: readonly string[] | null,
  folds: number,
  random: SeededRandom,
): Uint8Array {
  const foldOf = new Uint8Array(count);
  const rowsOf = new Map<string | number, number[]>();
  for (let row = 0; row < count; row++) {
    const unit = units ? units[row]! : row;
    const rows = rowsOf.get(unit);
    if (rows) rows.push(row);
    else rowsOf.set(unit, [row]);
  }
  random.shuffle([...rowsOf.values()]).forEach((rows, i) => {
    for (const row of rows) foldOf[row] = i % folds;
  });
  return foldOf;
}
