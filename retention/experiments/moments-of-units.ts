import { covarianceMatrix } from '../numerics/covariance-matrix.ts';
import type { ArmMoments } from './arm-moments.ts';

/** Moments of columns for each arm, in the order of `keys`. @param columns one value a unit. */
export function momentsOfUnits(
  keys: readonly string[],
  arms: readonly string[],
  columns: readonly Float64Array[],
): ArmMoments[] {
  const index = new Map<string, number[]>(keys.map((key) => [key, []]));
  arms.forEach((arm, unit) => {
    index.get(arm)?.push(unit);
  });
  return keys.map((arm) => {
    const units = index.get(arm)!;
    return {
      arm,
      ...covarianceMatrix(columns.map((column) => Float64Array.from(units, (unit) => column[unit]!))),
    };
  });
}
