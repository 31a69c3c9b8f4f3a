import { defaultOffers } from '../offers/default-offers.ts';
import { nothing, type Offer } from '../offers/offer.ts';

/** What the laboratory gives: nothing, or one of a new shop's own percentages. Index 0 is nothing. */
export const laboratoryOffers: readonly (Offer | null)[] = [
  null,
  ...defaultOffers.filter(({ kind }) => kind === 'percent'),
];

export const laboratoryActions: readonly string[] = laboratoryOffers.map((offer) => offer?.id ?? nothing);

/** The discount that 'all' and the churn-score rule give. */
export const usualAction = laboratoryActions.indexOf('percent-10');

/** Percent off; 0 for nothing. */
export function percentOfAction(action: number): number {
  return laboratoryOffers[action]?.percent ?? 0;
}
