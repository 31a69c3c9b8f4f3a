import type { Transaction } from '../../core/transaction.ts';
import { OfferCatalogue } from '../../retention/offers/offer-catalogue.ts';
import { activeOffers, offersVersion } from './money-catalogue.ts';

/** Each shop's offers as of their latest change, which every draw asks the database for: never a stale offer. */
export class OffersCache {
  readonly #known = new Map<string, { version: number; catalogue: OfferCatalogue }>();

  async catalogue(tx: Transaction, shopId: string): Promise<OfferCatalogue> {
    const version = await offersVersion(tx, shopId);
    const known = this.#known.get(shopId);
    if (known?.version === version) return known.catalogue;
    const catalogue = new OfferCatalogue(await activeOffers(tx, shopId));
    // Another transaction may have changed offers between the two reads: kept only if what was read is that version.
    if ((await offersVersion(tx, shopId)) === version) this.#known.set(shopId, { version, catalogue });
    return catalogue;
  }
}
