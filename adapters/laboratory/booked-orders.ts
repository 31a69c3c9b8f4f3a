import { weightedIndex } from '../../core/distributions.ts';
import { SeededRandom } from '../../core/seeded-random.ts';
import type { LaboratoryOrder } from '../../retention/laboratory/account.ts';
import type { LatentShopper } from '../../retention/laboratory/latent-shopper.ts';
import { choiceWeights, type LaboratoryProduct } from './laboratory-products.ts';
import type { ShopperHistory } from './past-conversations.ts';

/** An order of the past as the shop books it: one line, amounts in minor units, without tax and shipping. */
export interface BookedOrder {
  /** What shoppers quote. */
  readonly number: string;
  readonly shopper: LatentShopper;
  readonly order: LaboratoryOrder;
  readonly product: LaboratoryProduct;
  readonly quantity: number;
  /** List price per unit. */
  readonly priceCents: number;
  /** Of the whole line. */
  readonly discountCents: number;
  readonly refundCents: number;
}

/** What stands on an order that was discounted, by what brought the discount. */
export const discountCodes = { offer: 'PERSONAL', sale: 'SALE', code: 'PUBLIC10' } as const;

/** Orders before day 0 in order of time, each of a product that its shopper chose by the prices of the day. */
export function bookedOrders(
  seed: string,
  histories: Iterable<ShopperHistory>,
  products: readonly LaboratoryProduct[],
): BookedOrder[] {
  return [...histories]
    .flatMap(({ shopper, orders }) => orders.map((order, i) => ({ shopper, order, i })))
    .filter(({ order }) => order.day < 0)
    .sort((a, b) => a.order.day - b.order.day || a.shopper.index - b.shopper.index)
    .map(({ shopper, order, i }, place) => {
      const random = new SeededRandom(`${seed}/line/${shopper.index}/${i}`);
      const product = products[weightedIndex(random, choiceWeights(products, order.day))]!;
      const priceCents = product.priceAt(order.day);
      const quantity = Math.max(1, Math.round(order.listCents / priceCents));
      const discountCents = Math.round((quantity * priceCents * order.discountCents) / order.listCents);
      return {
        number: `L${100_001 + place}`,
        shopper,
        order,
        product,
        quantity,
        priceCents,
        discountCents,
        refundCents: order.refundCents > 0 ? quantity * priceCents - discountCents : 0,
      };
    });
}
