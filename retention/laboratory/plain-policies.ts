import { laboratoryActions, usualAction } from './laboratory-offer.ts';
import type { Given, LaboratoryPolicy, Reachable } from './laboratory-policy.ts';
import type { OfferRow } from './offer-row.ts';
import { churnScoreThreshold } from './world.ts';

/** No personal offer, ever. */
export const nothingPolicy: LaboratoryPolicy = {
  decide: ({ reachable }) => reachable.map(() => certainly(0)),
};

/** One action for whoever may get an offer, by lot where the budget does not reach. */
export function singleAction(action: number, campaign: readonly OfferRow[]): LaboratoryPolicy {
  return withinBudget(action, () => true, campaign);
}

/** 10 % off for whoever the churn score calls at risk, by lot where the budget does not reach. */
export function churnScoreRule(campaign: readonly OfferRow[]): LaboratoryPolicy {
  return withinBudget(usualAction, atRisk, campaign);
}

export function atRisk({ facts }: Pick<Reachable, 'facts'>): boolean {
  return facts.churnRisk >= churnScoreThreshold;
}

/** What an action cost per shopper and period in the campaign, among those whom `chosen` picks. */
export function meanCostOf(
  action: number,
  chosen: (shopper: OfferRow) => boolean,
  campaign: readonly OfferRow[],
): number {
  let [rows, cost] = [0, 0];
  for (const row of campaign) {
    if (row.action !== action || !chosen(row)) continue;
    rows++;
    cost += row.costCents;
  }
  return rows > 0 ? cost / rows : 0;
}

function withinBudget(
  action: number,
  chosen: (shopper: Pick<Reachable, 'facts'>) => boolean,
  campaign: readonly OfferRow[],
): LaboratoryPolicy {
  const meanCost = meanCostOf(action, chosen, campaign);
  return {
    decide({ reachable, budgetCents, random }) {
      const picked = reachable.map(chosen);
      const cost = picked.filter(Boolean).length * meanCost;
      const share = cost > budgetCents ? budgetCents / cost : 1;
      return picked.map((yes) => certainly(yes && random.next() < share ? action : 0));
    },
  };
}

/** An action without chance. */
export function certainly(action: number): Given {
  return { action, propensities: laboratoryActions.map((_, i) => Number(i === action)) };
}
