const dayMs = 86_400_000;
/** Horizons that a shop may get, in days. */
const horizons = [30, 60, 90, 120, 150, 180];
export const defaultHorizonDays = 90;

/**
 * The horizon after which silence means leaving, from the shop's own rhythm: the shortest of 30, 60, ... 180 days
 * within which four in five of the gaps between its shoppers' orders end; 90 days below 200 gaps.
 */
export function horizonOf(gapsDays: readonly number[]): number {
  if (gapsDays.length < 200) return defaultHorizonDays;
  const sorted = [...gapsDays].sort((a, b) => a - b);
  const usual = sorted[Math.ceil(0.8 * sorted.length) - 1]!;
  return horizons.find((days) => days >= usual) ?? horizons.at(-1)!;
}

export interface IndexDates {
  /** Every cut-off with complete follow-up, oldest first. */
  readonly all: readonly Date[];
  /** Those whose whole label window ends before the first of `later`. */
  readonly earlier: readonly Date[];
  /** The newest ones: what a model that was fitted on `earlier` is tried on. */
  readonly later: readonly Date[];
}

/**
 * Cut-offs on the first of every month (UTC) from which the whole horizon has been observed; a cut-off without a full
 * follow-up is left out. The newest three are the trial; those a full horizon before them are for fitting.
 * @param firstOrderAt the shop's first order; cut-offs begin 60 days after it.
 * @param observedUntil the last moment at which an order would have been recorded.
 */
export function indexDates(firstOrderAt: Date, observedUntil: Date, horizonDays: number): IndexDates {
  const newest = observedUntil.getTime() - horizonDays * dayMs;
  const oldest = firstOrderAt.getTime() + 60 * dayMs;
  const all: Date[] = [];
  const cursor = new Date(Date.UTC(firstOrderAt.getUTCFullYear(), firstOrderAt.getUTCMonth(), 1));
  for (; cursor.getTime() <= newest; cursor.setUTCMonth(cursor.getUTCMonth() + 1))
    if (cursor.getTime() >= oldest) all.push(new Date(cursor));
  const later = all.slice(-3);
  const firstTrial = later[0]?.getTime() ?? 0;
  return {
    all,
    earlier: all.filter((date) => date.getTime() + horizonDays * dayMs <= firstTrial),
    later,
  };
}
