import { chiSquareTail } from './chi-square-tail.ts';

export interface SampleRatio {
  readonly chiSquare: number;
  readonly degreesOfFreedom: number;
  readonly pValue: number;
  /** False when the split is so unlikely that the assignment itself must be broken. */
  readonly asPlanned: boolean;
}

/** The field's usual threshold: a check that is looked at daily must cry seldom (Fabijan et al., KDD 2019). */
const mismatchBelow = 0.001;

/**
 * Pearson's chi-square test of sample ratio mismatch: did the arms get the shares that they should?
 * @param arms counts and weights (normalised here). @returns null when nobody is assigned or there is no second arm.
 */
export function sampleRatio(
  arms: readonly { readonly count: number; readonly weight: number }[],
): SampleRatio | null {
  const open = arms.filter(({ weight }) => weight > 0);
  const total = open.reduce((sum, { count }) => sum + count, 0);
  const weights = open.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0 || open.length < 2) return null;
  const chiSquare = open.reduce((sum, { count, weight }) => {
    const expected = (total * weight) / weights;
    return sum + (count - expected) ** 2 / expected;
  }, 0);
  const degreesOfFreedom = open.length - 1;
  const pValue = chiSquareTail(chiSquare, degreesOfFreedom);
  return { chiSquare, degreesOfFreedom, pValue, asPlanned: pValue >= mismatchBelow };
}
