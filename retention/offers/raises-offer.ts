import type { Offer } from './offer.ts';

/** What of an offer decides what it can cost. */
export interface OfferTerms extends Pick<Offer, 'percent' | 'maximumCents' | 'perkPoints'> {
  readonly active: boolean;
}

/** True when the offer as changed can cost more than it did. */
export function raisesOffer(before: OfferTerms, after: OfferTerms): boolean {
  if (!after.active) return false;
  if (!before.active) return true;
  return (
    after.maximumCents > before.maximumCents ||
    (after.percent ?? 0) > (before.percent ?? 0) ||
    (after.perkPoints ?? 0) > (before.perkPoints ?? 0)
  );
}
