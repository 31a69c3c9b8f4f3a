import { MainstayError } from '../../core/errors.ts';
import type { ChurnFacts } from './churn-facts.ts';
import type { IndexDates } from './index-dates.ts';

const dayMs = 86_400_000;

export interface LeakageCheck {
  /** The latest thing that any row knows of lies this long before its cut-off; days, above 0. */
  readonly closestFactDays: number;
  /** From the last cut-off that was fitted on to the first one that was tried on; at least the horizon. */
  readonly apartDays: number;
  /** From the newest cut-off to the end of what was observed; at least the horizon. */
  readonly followUpDays: number;
  /** Shoppers on both sides of the split into fitted and unseen; 0. */
  readonly shoppersOnBothSides: number;
}

/**
 * Looks through a training set for what would let a model see the future: facts from the cut-off or after it, trial
 * labels that overlap with those of fitting, labels whose window has not ended, and shoppers who are fitted on and then
 * called unseen.
 * @param sides ids of shoppers who are fitted on, and of those who are only tried on.
 * @throws MainstayError naming what leaks: no figure of such a model means anything.
 */
export function checkLeakage(
  examples: readonly { readonly facts: ChurnFacts }[],
  dates: IndexDates,
  horizonDays: number,
  observedUntil: Date,
  sides: { readonly fitted: ReadonlySet<string>; readonly unseen: ReadonlySet<string> },
): LeakageCheck {
  let closestFactDays = Number.POSITIVE_INFINITY;
  for (const { facts } of examples)
    closestFactDays = Math.min(
      closestFactDays,
      facts.daysSinceLastOrder,
      facts.daysSinceLastVisit ?? Infinity,
    );
  const lastFitted = dates.earlier.at(-1)?.getTime() ?? Number.NEGATIVE_INFINITY;
  const firstTried = dates.later[0]?.getTime() ?? Number.POSITIVE_INFINITY;
  const check = {
    closestFactDays,
    apartDays: (firstTried - lastFitted) / dayMs,
    followUpDays: (observedUntil.getTime() - (dates.all.at(-1)?.getTime() ?? 0)) / dayMs,
    shoppersOnBothSides: [...sides.fitted].filter((id) => sides.unseen.has(id)).length,
  };
  const leaks = [
    !(check.closestFactDays > 0) && 'a row knows of something at its cut-off or after it',
    check.apartDays < horizonDays && 'trial cut-offs begin before the labels of fitting have ended',
    check.followUpDays < horizonDays && 'the newest cut-off has not been followed up for a whole horizon',
    check.shoppersOnBothSides > 0 && 'shoppers who were fitted on are among the unseen ones',
  ].filter((leak) => leak !== false);
  if (leaks.length > 0)
    throw new MainstayError(
      'internal',
      `the training set lets the model see the future: ${leaks.join('; ')}`,
    );
  return check;
}
