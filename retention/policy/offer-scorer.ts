import type { AccountFacts } from '../facts.ts';
import type { Offer } from '../offers/offer.ts';
import { expectedSr } from './expected-sr.ts';
import type { ResponsePriors } from './priors.ts';

/** The shop's own averages, for shoppers without orders. Minor units. */
export interface ShopAverages {
  readonly meanOrderCents: number;
  readonly meanShippingCents: number;
}

/** Shadow prices of the Lagrangian: of a cent of SR lost, and of a cent of the budget. Both >= 0. */
export interface BudgetPrices {
  readonly lambda: number;
  readonly mu: number;
}

/** Expected effect of one action against doing nothing, in minor units (fractions allowed: these are expectations). */
export interface OfferScore {
  /** Added margin in the window, all costs of the offer inside it; gamma = 0, so later value is not counted. */
  readonly deltaCents: number;
  /** SR90(nothing) - SR90(action); negative when the action adds. */
  readonly srLossCents: number;
  /** Expected cost of the offer: what the budget is expected to pay. */
  readonly costCents: number;
  /** delta - lambda * SR loss - mu * cost. */
  readonly score: number;
}

export const nothingScore: OfferScore = { deltaCents: 0, srLossCents: 0, costCents: 0, score: 0 };

/**
 * Scores offers for one shopper from priors. With r = P(no order in the horizon) purchases come at the constant
 * rate -ln(r)/horizon, so p0 = 1 - r^(window/horizon) buy in the window anyway. An offer is worth a share d of the
 * basket and lifts the odds of buying by exp(elasticity * persuadability * d), to p1. Then
 * delta = (p1 - p0) * margin - cost with cost = (subsidised share * p0 + (p1 - p0)) * what one redemption costs.
 */
export function offerScorer(
  facts: AccountFacts,
  averages: ShopAverages,
  prices: BudgetPrices,
  priors: ResponsePriors,
): (offer: Offer) => OfferScore {
  const { basket, risk, purchases } = undisturbed(facts, averages, priors);
  const p0 = 1 - risk ** (priors.windowDays / priors.horizonDays);
  const factor = priors.persuadability.find((band) => risk < band.riskBelow)?.factor ?? 1;
  const srOfNothing = expectedSr(purchases, basket, 0);
  return (offer) => {
    const { worthCents, costPerUseCents } = worthAndCost(facts, offer, basket, averages, priors);
    const depth = Math.min(1, worthCents / basket);
    const odds = (p0 / (1 - p0)) * Math.exp(priors.elasticity * factor * depth);
    const added = odds / (1 + odds) - p0;
    const costCents = (priors.subsidisedShare * p0 + added) * costPerUseCents;
    const deltaCents = added * basket * facts.marginRate - costCents;
    const srOfOffer = expectedSr(
      purchases + added * (1 - priors.pulledForwardShare),
      basket,
      offer.kind === 'percent' ? costCents : 0,
    );
    const srLossCents = srOfNothing - srOfOffer;
    const score = deltaCents - prices.lambda * srLossCents - prices.mu * costCents;
    return { deltaCents, srLossCents, costCents, score };
  };
}

/** SR90 of a shopper who is given nothing, minor units: the baseline that epsilon is a share of. */
export function srOfNothing(facts: AccountFacts, averages: ShopAverages, priors: ResponsePriors): number {
  const { basket, purchases } = undisturbed(facts, averages, priors);
  return expectedSr(purchases, basket, 0);
}

/** The next basket, the risk over the priors' horizon and the purchases expected in it, without any offer. */
function undisturbed(facts: AccountFacts, averages: ShopAverages, priors: ResponsePriors) {
  const basket = Math.max(1, facts.meanOrderCents ?? averages.meanOrderCents);
  // A shop's model may look less or further ahead than the priors: the constant rate carries its risk over.
  const risk =
    Math.min(0.99, Math.max(0.01, facts.churnRisk)) **
    (priors.horizonDays / (facts.churnHorizonDays ?? priors.horizonDays));
  return { basket, risk, purchases: -Math.log(risk) };
}

/** What an offer is worth to the shopper and what one use of it costs the shop. */
export function worthAndCost(
  facts: AccountFacts,
  offer: Offer,
  basketCents: number,
  averages: ShopAverages,
  priors: ResponsePriors,
): { worthCents: number; costPerUseCents: number } {
  if (offer.kind === 'percent') {
    const off = Math.min((basketCents * (offer.percent ?? 0)) / 100, offer.maximumCents);
    return { worthCents: off, costPerUseCents: off };
  }
  if (offer.kind === 'free_shipping') {
    const off = Math.min(facts.meanShippingCents ?? averages.meanShippingCents, offer.maximumCents);
    return { worthCents: off, costPerUseCents: off };
  }
  // A point is worth one minor unit; the cap is what the points cost the shop.
  return { worthCents: (offer.perkPoints ?? 0) * priors.perkWeight, costPerUseCents: offer.maximumCents };
}
