import type { OfferView } from '../../../core/contracts/console-money.ts';

/** What of an offer can be changed; goes to the server whole. */
export type OfferTerms = Pick<
  OfferView,
  'name' | 'percent' | 'perkPoints' | 'maximumCents' | 'validityDays' | 'active'
>;

export const termsOf = ({
  name,
  percent,
  perkPoints,
  maximumCents,
  validityDays,
  active,
}: OfferTerms): OfferTerms => ({ name, percent, perkPoints, maximumCents, validityDays, active });

/** True when the server will want a second person: the offer as changed can cost more. Said before it is sent. */
export function takesSecondPerson(before: OfferTerms, after: OfferTerms): boolean {
  if (!after.active) return false;
  return (
    !before.active ||
    after.maximumCents > before.maximumCents ||
    (after.percent ?? 0) > (before.percent ?? 0) ||
    (after.perkPoints ?? 0) > (before.perkPoints ?? 0)
  );
}
