import type { Interval } from '../numerics/normal-interval.ts';

export interface SequentialSettings {
  /** The interval misses the truth at any time with at most this probability; two-sided unless said. */
  readonly alpha: number;
  /**
   * Number of units (both arms together) at which the interval is tightest; fixed before the first look. GrowthBook's
   * default is 5,000.
   */
  readonly tuning: number;
}

export const defaultTuning = 5_000;

/**
 * Always-valid interval: it holds at all looks together, so that an experiment may be looked at daily and stopped when
 * one likes. Asymptotic confidence sequence of Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas
 * (arXiv 2103.06476, Annals of Statistics 2024), in GrowthBook's form: two-sided for a difference of two arms.
 * @param n units of both arms together.
 */
export function sequentialInterval(
  estimate: number,
  standardError: number,
  n: number,
  settings: SequentialSettings,
): Interval & { pValue: number } {
  if (standardError === 0) return { lower: estimate, upper: estimate, pValue: estimate === 0 ? 1 : 0 };
  const reach = standardError * sequentialQuantile(n, settings);
  const rho2 = sequentialRho2(settings);
  const growth = n * rho2 + 1;
  const logEvidence = ((n * rho2) / growth) * ((estimate / standardError) ** 2 / 2) - Math.log(growth) / 2;
  return { lower: estimate - reach, upper: estimate + reach, pValue: Math.min(1, Math.exp(-logEvidence)) };
}

/** What stands in the place of 1.96: how many standard errors the always-valid interval reaches at n units. */
export function sequentialQuantile(n: number, settings: SequentialSettings): number {
  const information = n * sequentialRho2(settings);
  return Math.sqrt(
    (2 * (information + 1) * Math.log(Math.sqrt(information + 1) / settings.alpha)) / information,
  );
}

/** Squared tuning parameter that makes the interval tightest at `tuning` units (their equation 161). */
export function sequentialRho2({ alpha, tuning }: SequentialSettings): number {
  const log = -2 * Math.log(alpha);
  return (log + Math.log(log + 1)) / tuning;
}
