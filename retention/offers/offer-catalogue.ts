import type { Offer } from './offer.ts';

/** The active offers of a shop in order of id, with their places: built once per change, read by every draw. */
export class OfferCatalogue {
  readonly offers: readonly Offer[];
  readonly #places: ReadonlyMap<string, number>;

  constructor(offers: readonly Offer[]) {
    this.offers = offers.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
    this.#places = new Map(this.offers.map(({ id }, place) => [id, place]));
  }

  /** Where the offer stands in `offers`; undefined when there is no active offer of that id. */
  placeOf(id: string): number | undefined {
    return this.#places.get(id);
  }
}
