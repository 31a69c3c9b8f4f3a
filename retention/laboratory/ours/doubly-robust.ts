import type { OfferRow } from '../offer-row.ts';

/**
 * The doubly robust score of an action against nothing for one row (Robins, Rotnitzky and Zhao 1994): its mean is the
 * action's effect when either the expectations or the propensities are right.
 */
export function doublyRobust(
  row: OfferRow,
  action: number,
  expected: (action: number) => number,
  outcome: number,
): number {
  if (action === 0) return 0;
  const difference = expected(action) - expected(0);
  if (row.action !== action && row.action !== 0) return difference;
  const residual = (outcome - expected(row.action)) / row.propensities[row.action]!;
  return difference + (row.action === action ? residual : -residual);
}
