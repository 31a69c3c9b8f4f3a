import { type SequentialSettings, sequentialRho2 } from './sequential-interval.ts';

/**
 * One-sided always-valid lower bound: the truth lies below it at any look ever with probability at most alpha. Closed
 * form of the one-sided normal mixture (Howard, Ramdas, McAuliffe and Sekhon, Annals of Statistics 2021, section 3.2),
 * with the tuning of a two-sided interval at 2 alpha.
 * @param n units of both arms together.
 */
export function sequentialBound(
  estimate: number,
  standardError: number,
  n: number,
  settings: SequentialSettings,
): number {
  if (standardError === 0) return estimate;
  const information = n * sequentialRho2({ ...settings, alpha: Math.min(0.9, 2 * settings.alpha) });
  const reach = Math.sqrt(
    ((2 * (information + 1)) / information) * Math.log(1 + Math.sqrt(information + 1) / (2 * settings.alpha)),
  );
  return estimate - standardError * reach;
}
