import type { Interval } from '../numerics/normal-interval.ts';
import type { ArmEstimate } from './arm-estimate.ts';

/**
 * Interval of treated / control - 1 by Fieller (1954): every ratio r that does not reject treated - r control = 0 at
 * `reach` standard errors,
 *
 *   (t - r c)^2 <= reach^2 (var t + r^2 var c - 2 r cov(t, c)).
 *
 * Unlike the delta method's it takes the control's uncertainty as it is, not its tangent, and it leaves 0 out exactly
 * where the difference at the same reach does. With the reach of an always-valid interval it holds at all looks, since
 * t - r c at the true r is a difference of mean zero like any other.
 * @returns null where the control is not `reach` standard errors above zero: any lift would do then.
 */
export function relativeLift(control: ArmEstimate, treated: ArmEstimate, reach: number): Interval | null {
  const { mean: c } = control;
  const { mean: t } = treated;
  const reach2 = reach ** 2;
  const [ofControl, ofTreated] = [varianceOf(control), varianceOf(treated)];
  const together = covarianceOf(control, treated);
  const curvature = c ** 2 - reach2 * ofControl;
  if (!(c > 0) || !(curvature > 0)) return null;
  const middle = t * c - reach2 * together;
  // Zero at a control and treated without any spread; rounding may leave less.
  const root = Math.sqrt(Math.max(0, middle ** 2 - curvature * (t ** 2 - reach2 * ofTreated)));
  return { lower: (middle - root) / curvature - 1, upper: (middle + root) / curvature - 1 };
}

/** Of the figure itself; `standardError` leaves out what all arms share. */
function varianceOf({ standardError, shared }: ArmEstimate): number {
  return standardError ** 2 + (shared ? shared.variance + 2 * shared.covariance : 0);
}

function covarianceOf(one: ArmEstimate, other: ArmEstimate): number {
  const variance = one.shared?.variance ?? other.shared?.variance ?? 0;
  return variance + (one.shared?.covariance ?? 0) + (other.shared?.covariance ?? 0);
}
