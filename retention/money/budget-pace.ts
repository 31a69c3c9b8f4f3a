/** How fast a budget is used, from its counters and its dates. */
export interface BudgetPace {
  /** Share of the money used over share of the time passed; 1 ends with the budget. null: it has not begun. */
  readonly pace: number | null;
  /** When the money is used up at this pace; null: not before the budget ends. */
  readonly runsOutAt: Date | null;
}

/** Reserved money counts by the share that is expected to be redeemed, as pacing does. Amounts in minor units. */
export function budgetPace(
  budget: {
    readonly limitCents: number;
    readonly reservedCents: number;
    readonly spentCents: number;
    readonly startsAt: Date;
    readonly endsAt: Date;
  },
  expectedRedemption: number,
  now: Date,
): BudgetPace {
  const passedMs = now.getTime() - budget.startsAt.getTime();
  const lifeMs = budget.endsAt.getTime() - budget.startsAt.getTime();
  if (passedMs <= 0 || lifeMs <= 0 || budget.limitCents <= 0) return { pace: null, runsOutAt: null };
  const used = budget.spentCents + expectedRedemption * budget.reservedCents;
  const pace = used / budget.limitCents / Math.min(1, passedMs / lifeMs);
  if (used <= 0 || passedMs >= lifeMs) return { pace, runsOutAt: null };
  const outMs = budget.startsAt.getTime() + (passedMs * budget.limitCents) / used;
  return {
    pace,
    runsOutAt: outMs < budget.endsAt.getTime() ? new Date(Math.max(outMs, now.getTime())) : null,
  };
}
