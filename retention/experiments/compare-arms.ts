import { standardNormal } from '../numerics/normal-distribution.ts';
import type { Interval } from '../numerics/normal-interval.ts';
import { tTest } from '../numerics/t-test.ts';
import type { ArmEstimate } from './arm-estimate.ts';
import { defaultTuning, sequentialInterval } from './sequential-interval.ts';

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
  /** In shares of the control's figure; null where that is not clearly above zero, so that a share of it means nothing. */
  readonly relative: (Interval & { readonly estimate: number; readonly sequential: Interval }) | null;
}

/**
 * Welch's test of treated against control, and the relative lift by the delta method:
 * var(t / c) = var(t) / c^2 + var(c) t^2 / c^4.
 */
export function compareArms(
  control: ArmEstimate,
  treated: ArmEstimate,
  { alpha = 0.05, tuning = defaultTuning }: ComparisonSettings = {},
): Comparison {
  const estimate = treated.mean - control.mean;
  const standardError = Math.hypot(control.standardError, treated.standardError);
  const degreesOfFreedom = welch([control, treated]);
  const n = control.n + treated.n;
  return {
    estimate,
    standardError,
    degreesOfFreedom,
    ...tTest(estimate, standardError, degreesOfFreedom, alpha),
    sequential: sequentialInterval(estimate, standardError, n, { alpha, tuning }),
    relative: relativeLift(control, treated, { alpha, tuning }),
  };
}

function relativeLift(
  control: ArmEstimate,
  treated: ArmEstimate,
  settings: { alpha: number; tuning: number },
) {
  const base = control.mean;
  if (!(base > standardNormal.quantile(1 - settings.alpha / 2) * control.standardError)) return null;
  const estimate = treated.mean / base - 1;
  const ofTreated = treated.standardError / base;
  const ofControl = (control.standardError * treated.mean) / (base * base);
  const standardError = Math.hypot(ofTreated, ofControl);
  const degrees = welch([
    { ...treated, standardError: ofTreated },
    { ...control, standardError: ofControl },
  ]);
  const { lower, upper } = tTest(estimate, standardError, degrees, settings.alpha);
  const sequential = sequentialInterval(estimate, standardError, control.n + treated.n, settings);
  return {
    estimate,
    lower,
    upper,
    sequential: { lower: sequential.lower, upper: sequential.upper },
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
