/** Prices move as if this were added to them, so that a budget that was not scarce when it was planned can become so. */
const offset = 0.1;
/** Log of the price per whole budget that is used ahead of the calendar: a twentieth ahead is a factor of e. */
const stepSize = 20;
/** No further than this from the planned price, as a log: a price that nobody can pay is closing the budget. */
const furthest = 4;

/**
 * The budget's price followed online: dual mirror descent (Balseiro, Lu and Mirrokni 2023, Operations Research 71,
 * 101-119) with the reference function (mu + s) log(mu + s), whose steps (mu + s) <- (mu + s) exp(eta (cost - rho))
 * multiply up to a function of the counters alone: what was used less what the calendar allowed for. So no state is
 * kept beside the budget's row, replicas agree, and the price that a decision is logged with replays it. The cap itself
 * is not the price's business: what the budget cannot reserve in full is masked, and the reservation is one
 * conditional update. Reserved amounts count by the share expected to be redeemed, not in full.
 * @param mu found offline, >= 0. @param elapsed share of the budget's life that has passed, [0, 1].
 * @returns >= 0; higher, the more was used; at most (mu + 0.1) e^4.
 */
export function pacedPrice(
  mu: number,
  budget: { limitCents: number; reservedCents: number; spentCents: number },
  elapsed: number,
  expectedRedemption = 0.3,
): number {
  if (budget.limitCents === 0) return mu;
  const used = (budget.spentCents + expectedRedemption * budget.reservedCents) / budget.limitCents;
  const ahead = Math.min(furthest, Math.max(-furthest, stepSize * (used - elapsed)));
  return Math.max(0, (mu + offset) * Math.exp(ahead) - offset);
}
