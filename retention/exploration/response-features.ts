import type { AccountFacts } from '../facts.ts';
import type { Offer } from '../offers/offer.ts';
import type { OfferScore, ShopAverages } from '../policy/offer-scorer.ts';

/** Which features a posterior is about: one that was learned on others is not used. */
export const featuresVersion = 'features-1';

/** What a shopper's period brings without any offer may depend on these. */
export const shopperFeatureNames = [
  'one',
  'risk',
  'orders',
  'basket',
  'marginRate',
  'discountShare',
  'overdue',
] as const;

/**
 * What an offer adds: `expected` is what the stated priors say it adds, in mean baskets, so that a coefficient of 1
 * says that they are right; the others say where they are not. All 0 for 'nothing'.
 */
export const offerFeatureNames = [
  'expected',
  'percent',
  'freeShipping',
  'perk',
  'depthByRisk',
  'depthByDiscountShare',
] as const;

/** Facts of the shopper alone, each about 0 to 1. No protected attribute and nothing of what was said is in the facts. */
export function shopperFeatures(facts: AccountFacts, averages: ShopAverages): number[] {
  const scale = Math.max(1, averages.meanOrderCents);
  const gap = Math.max(7, facts.usualGapDays ?? 90);
  return [
    1,
    facts.churnRisk,
    Math.log1p(facts.orderCount) / 3,
    Math.min(3, (facts.meanOrderCents ?? scale) / scale),
    facts.marginRate,
    facts.discountShare,
    Math.min(4, (facts.daysSinceLastOrder ?? 0) / gap) / 4,
  ];
}

/** @param score of the same offer for the same shopper, from the priors. */
export function offerFeatures(
  facts: AccountFacts,
  averages: ShopAverages,
  offer: Offer | null,
  score: Pick<OfferScore, 'deltaCents'>,
): number[] {
  if (!offer) return offerFeatureNames.map(() => 0);
  const scale = Math.max(1, averages.meanOrderCents);
  const basket = Math.max(1, facts.meanOrderCents ?? scale);
  const depth = Math.min(1, (offer.percent ?? (100 * offer.maximumCents) / basket) / 100);
  return [
    score.deltaCents / scale,
    Number(offer.kind === 'percent'),
    Number(offer.kind === 'free_shipping'),
    Number(offer.kind === 'perk'),
    depth * (facts.churnRisk - 0.5),
    depth * facts.discountShare,
  ];
}
