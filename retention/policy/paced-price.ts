/**
 * The budget's price followed online: `mu` found offline, raised when the money is going faster than the calendar and
 * lowered when slower. Reserved amounts count by the share expected to be redeemed, not in full.
 * @param elapsed share of the budget's life that has passed, [0, 1].
 * @returns mu times a factor in [1/2, 4]; unchanged in the first 5 % of the budget's life, when shares are noise.
 */
export function pacedPrice(
  mu: number,
  budget: { limitCents: number; reservedCents: number; spentCents: number },
  elapsed: number,
  expectedRedemption = 0.3,
): number {
  if (elapsed < 0.05 || budget.limitCents === 0) return mu;
  const used = (budget.spentCents + expectedRedemption * budget.reservedCents) / budget.limitCents;
  return mu * Math.min(4, Math.max(0.5, used / elapsed));
}
