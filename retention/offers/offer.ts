import type { Localised } from '../../core/localised.ts';

export const offerKinds = ['percent', 'free_shipping', 'perk'] as const;
export type OfferKind = (typeof offerKinds)[number];

/** The action of giving nothing: always a candidate, always eligible, costs nothing. */
export const nothing = 'nothing';

/** What exists to be given. Amounts are minor units of the shop's currency. */
export interface Offer {
  readonly id: string;
  readonly kind: OfferKind;
  readonly name: Localised;
  /** Of the merchandise in the cart; percent offers only. */
  readonly percent: number | null;
  /** Loyalty points credited when it is redeemed; perks only. */
  readonly perkPoints: number | null;
  /** The cap: the most it can cost, which is what a budget reserves. */
  readonly maximumCents: number;
  readonly validityDays: number;
  readonly version: number;
}
