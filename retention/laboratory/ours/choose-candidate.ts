import { laboratoryActions, usualAction } from '../laboratory-offer.ts';
import type { OfferRow } from '../offer-row.ts';
import { atRisk, meanCostOf } from '../plain-policies.ts';
import { doublyRobust } from './doubly-robust.ts';
import type { ObservedShopper } from './effect-columns.ts';
import { basketOf, type Effects } from './effect-model.ts';
import type { LaterLoss } from './later-loss.ts';

/** What may serve: one action for everybody, the churn-score rule, or the personal choice. */
export type Candidate =
  | { readonly kind: 'single'; readonly action: number }
  | { readonly kind: 'churn-score' }
  | { readonly kind: 'personal' };

export interface Judged {
  readonly serves: Candidate;
  /** Personal minus best simple candidate, minor units a shopper-period, with its one-sided 95 % lower bound. */
  readonly difference: number;
  readonly lower: number;
}

const oneSided95 = 1.645;

/**
 * Shrinks to the best simple candidate, by its lower bound against nothing: the personal choice serves only where the
 * lower bound of its paired difference clears zero. All within the same budget. Values are doubly robust on rows that the choosing models have
 * not seen, less what is lost later; variance over shoppers, and of the later loss.
 */
export function chooseCandidate(
  rows: readonly OfferRow[],
  heldOut: Effects,
  personal: ArrayLike<number>,
  later: LaterLoss,
  budgetPerShopperCents: number,
): Judged {
  const laterShare = Math.min(1, Math.max(0, later.share));
  /** Value against nothing, and the margin of what is added, on which the later loss works. */
  const value = (i: number, action: number) => {
    if (action === 0) return { value: 0, added: 0 };
    const row = rows[i]!;
    const perOrder = marginPerOrder(row);
    const added = perOrder * doublyRobust(row, action, (a) => heldOut.purchases[a]![i]!, row.purchases);
    const now = doublyRobust(
      row,
      action,
      (a) => heldOut.purchases[a]![i]! * perOrder - heldOut.costCents[a]![i]!,
      row.marginCents,
    );
    return { value: now - laterShare * added, added };
  };
  const usable = rows.map((_, i) => i).filter((i) => rows[i]!.propensities.every((p) => p > 0));
  const compare = (better: Rule, worse: Rule) => {
    const sums = new Map<string, number>();
    let added = 0;
    for (const i of usable) {
      const [of, against] = [value(i, better.of(i)), value(i, worse.of(i))];
      const gain = better.share * of.value - worse.share * against.value;
      sums.set(rows[i]!.shopper, (sums.get(rows[i]!.shopper) ?? 0) + gain);
      added += better.share * of.added - worse.share * against.added;
    }
    const total = [...sums.values()].reduce((sum, one) => sum + one, 0);
    const mean = total / sums.size;
    const spread = [...sums.values()].reduce((sum, one) => sum + (one - mean) ** 2, 0);
    const deviation = Math.sqrt(spread + (added * later.standardError) ** 2);
    return { difference: total / usable.length, lower: (total - oneSided95 * deviation) / usable.length };
  };
  const reach = (action: number, chosen: (row: OfferRow) => boolean) => {
    const cost = (meanCostOf(action, chosen, rows) * rows.filter(chosen).length) / rows.length;
    return cost > budgetPerShopperCents ? budgetPerShopperCents / cost : 1;
  };
  const nothing = { candidate: { kind: 'single', action: 0 } as Candidate, of: () => 0, share: 1, lower: 0 };
  const best = [
    ...laboratoryActions.slice(1).map((_, k) => ({
      candidate: { kind: 'single', action: k + 1 } as Candidate,
      of: () => k + 1,
      share: reach(k + 1, () => true),
    })),
    {
      candidate: { kind: 'churn-score' } as Candidate,
      of: (i: number) => (atRisk(rows[i]!) ? usualAction : 0),
      share: reach(usualAction, atRisk),
    },
  ]
    .map((rule) => ({ ...rule, lower: compare(rule, nothing).lower }))
    .reduce((a, b) => (b.lower > a.lower ? b : a), nothing);
  const judged = compare({ of: (i) => personal[i]!, share: 1 }, best);
  return { serves: judged.lower > 0 ? { kind: 'personal' } : best.candidate, ...judged };
}

/** Which action a row gets, and for what share of those the budget reaches. */
interface Rule {
  readonly of: (i: number) => number;
  readonly share: number;
}

/** Margin that a purchase without an offer is worth. */
export function marginPerOrder(shopper: ObservedShopper): number {
  return basketOf(shopper) * shopper.facts.marginRate;
}
