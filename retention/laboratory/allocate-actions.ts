import { allocateIfPossible } from '../allocation/allocate.ts';
import type { OfferScore } from '../policy/offer-scorer.ts';

/** What a period's offers have to stay within; null: no such limit. */
export interface PeriodLimits {
  /** Expected cost of all offers of the period. */
  readonly budgetCents: number | null;
  /** Most SR that may be lost, as a share of the SR of giving nothing; negative: a gain that is demanded. */
  readonly epsilon: number | null;
  /** SR of giving nothing, summed over the shoppers. */
  readonly baselineSrCents: number;
}

/**
 * One action a shopper, by the allocation that the shop itself uses: the most expected margin within the limits.
 * @param scores by shopper and action; action 0 is nothing.
 * @returns nothing for everybody where so much SR cannot be gained within the budget.
 */
export function allocateActions(scores: readonly (readonly OfferScore[])[], limits: PeriodLimits): number[] {
  const { budgetCents, epsilon, baselineSrCents } = limits;
  const places = scores.map((actions) =>
    actions.map((_, action) => action).filter((action) => useful(actions[action]!, epsilon)),
  );
  const found = allocateIfPossible(
    {
      shoppers: scores.map((actions, i) =>
        places[i]!.map((action) => ({
          deltaCents: actions[action]!.deltaCents,
          srLossCents: actions[action]!.srLossCents,
          costsCents: budgetCents === null ? [] : [actions[action]!.costCents],
        })),
      ),
      budgetsCents: budgetCents === null ? [] : [budgetCents],
      srLossLimitCents: epsilon === null ? null : epsilon * baselineSrCents,
    },
    { effort: 'filled' },
  );
  return scores.map((_, i) => {
    const at = found?.choice[i] ?? -1;
    return at < 0 ? 0 : places[i]![at]!;
  });
}

/** Without a demand on SR an offer that adds no margin is never chosen. */
function useful({ deltaCents, srLossCents, costCents }: OfferScore, epsilon: number | null): boolean {
  return costCents > 0 && (deltaCents > 0 || (epsilon !== null && srLossCents < 0));
}
