import { Matrix, solve } from 'ml-matrix';
import { chiSquareTail } from '../numerics/chi-square-tail.ts';

export interface SampleRatio {
  readonly chiSquare: number;
  readonly degreesOfFreedom: number;
  readonly pValue: number;
  /** False when the split is so unlikely that the assignment itself must be broken. */
  readonly asPlanned: boolean;
}

/** Units that were drawn by the same shares. */
export type SplitPart = readonly { readonly count: number; readonly weight: number }[];

/** The field's usual threshold: a check that is looked at daily must cry seldom (Fabijan et al., KDD 2019). */
const mismatchBelow = 0.001;

/**
 * Test of sample ratio mismatch: did the arms get the shares that they should? Of units that were all drawn by the same
 * shares it is Pearson's chi-square test; of several parts, each drawn by shares of its own, counts less what they
 * should be are added up over the parts, with their covariances (Mantel and Haenszel's idea), so that many small parts
 * do as well as one large. Shares that follow from earlier outcomes do no harm: given them, each unit is drawn by them.
 * @param parts counts and weights of the same arms in the same order; weights are normalised here.
 * @returns null when nobody is assigned or there is no second arm.
 */
export function sampleRatio(...parts: readonly SplitPart[]): SampleRatio | null {
  const width = parts[0]?.length ?? 0;
  const open = Array.from({ length: width }, (_, arm) => arm).filter((arm) =>
    parts.some((part) => part[arm]!.weight > 0),
  );
  // The last arm's count follows from the others'.
  const free = open.slice(0, -1);
  const apart = free.map(() => 0);
  const covariance = free.map(() => free.map(() => 0));
  let total = 0;
  for (const part of parts) {
    const weights = part.reduce((sum, { weight }) => sum + weight, 0);
    const n = open.reduce((sum, arm) => sum + part[arm]!.count, 0);
    if (n === 0 || weights <= 0) continue;
    total += n;
    const share = (arm: number) => part[arm]!.weight / weights;
    free.forEach((a, i) => {
      apart[i]! += part[a]!.count - n * share(a);
      free.forEach((b, j) => {
        covariance[i]![j]! += n * ((a === b ? share(a) : 0) - share(a) * share(b));
      });
    });
  }
  if (total === 0 || free.length === 0) return null;
  const scaled = solve(new Matrix(covariance), Matrix.columnVector(apart)).to1DArray();
  const chiSquare = Math.max(
    0,
    apart.reduce((sum, value, i) => sum + value * scaled[i]!, 0),
  );
  const degreesOfFreedom = free.length;
  const pValue = chiSquareTail(chiSquare, degreesOfFreedom);
  return { chiSquare, degreesOfFreedom, pValue, asPlanned: pValue >= mismatchBelow };
}
