import type { Interval } from '../numerics/normal-interval.ts';
import { studentReach } from '../numerics/student-reach.ts';
import { tTest } from '../numerics/t-test.ts';
import type { ArmEstimate } from './arm-estimate.ts';
import { relativeLift } from './relative-lift.ts';
import { defaultTuning, sequentialInterval, sequentialQuantile } from './sequential-interval.ts';

export interface ComparisonSettings {
  /** Two-sided; .05 for 95 % intervals. */
  readonly alpha?: number;
  /** Units at which the always-valid interval is tightest. */
  readonly tuning?: number;
}

export interface Comparison extends Interval {
  /** Treated less control. */
  readonly estimate: number;
  readonly standardError: number;
  readonly degreesOfFreedom: number;
  readonly pValue: number;
  /** Holds at all looks together. */
  readonly sequential: Interval & { readonly pValue: number };
  /**
   * In shares of the control's figure; null where that is not clearly above zero, so that a share of it means nothing:
   * at this look, or for the always-valid one at all of them.
   */
  readonly relative: (Interval & { readonly estimate: number; readonly sequential: Interval | null }) | null;
}

/** Welch's test of treated against control, and the relative lift by Fieller's interval. */
export function compareArms(
  control: ArmEstimate,
  treated: ArmEstimate,
  { alpha = 0.05, tuning = defaultTuning }: ComparisonSettings = {},
): Comparison {
  const estimate = treated.mean - control.mean;
  const standardError = Math.hypot(control.standardError, treated.standardError);
  const degreesOfFreedom = welch([control, treated]);
  const n = control.n + treated.n;
  const lift = relativeLift(control, treated, studentReach(degreesOfFreedom, alpha));
  return {
    estimate,
    standardError,
    degreesOfFreedom,
    ...tTest(estimate, standardError, degreesOfFreedom, alpha),
    sequential: sequentialInterval(estimate, standardError, n, { alpha, tuning }),
    relative: lift && {
      estimate: treated.mean / control.mean - 1,
      ...lift,
      sequential: relativeLift(control, treated, sequentialQuantile(n, { alpha, tuning })),
    },
  };
}

/** Degrees of freedom of a sum by Welch and Satterthwaite. */
function welch(parts: readonly Pick<ArmEstimate, 'standardError' | 'degreesOfFreedom'>[]): number {
  const variances = parts.map(({ standardError }) => standardError ** 2);
  const total = variances.reduce((sum, variance) => sum + variance, 0);
  const spread = parts.reduce(
    (sum, { degreesOfFreedom }, i) => sum + (variances[i]! === 0 ? 0 : variances[i]! ** 2 / degreesOfFreedom),
    0,
  );
  return spread > 0 ? total ** 2 / spread : Number.POSITIVE_INFINITY;
}
