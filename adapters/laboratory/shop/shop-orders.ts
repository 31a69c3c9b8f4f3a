import { groupBy } from '../../../core/group-by.ts';
import { idOfName } from '../../../core/ids.ts';
import { SeededRandom } from '../../../core/seeded-random.ts';
import { momentOf } from '../../../retention/laboratory/calendar.ts';
import type { SourceOrder } from '../../shop-import/orders/source-order.ts';
import { type BookedOrder, discountCodes } from '../booked-orders.ts';
import { campaignOffers, type PastDraw, shopperIdOf } from './past-draws.ts';

/** An order of the laboratory with its parcel, at moments of the shop's calendar. */
export interface ShopOrder extends BookedOrder {
  readonly id: string;
  readonly shopperId: string;
  readonly placedAt: Date;
  readonly refundedAt: Date | null;
  /** The draw whose offer it redeemed. */
  readonly redeems: PastDraw | null;
  readonly shippedAt: Date;
  readonly promisedAt: Date;
  readonly deliveredAt: Date;
}

/**
 * Booked orders as the shop's tables have them, in their order. A redeemed offer takes off no more than its cap.
 * @param zeroMs the moment of laboratory day 0.
 */
export function shopOrders(
  shopId: string,
  seed: string,
  booked: readonly BookedOrder[],
  draws: readonly PastDraw[],
  zeroMs: number,
): ShopOrder[] {
  const byShopper = groupBy(draws, (draw) => draw.shopper.index);
  return booked.map((one) => {
    const { shopper, order, quantity, priceCents, number } = one;
    const redeems =
      order.by === 'offer'
        ? (byShopper.get(shopper.index)?.findLast(({ day }) => day <= order.day) ?? null)
        : null;
    const offer = redeems && campaignOffers.find(({ id }) => id === redeems.choice.action);
    const discountCents = Math.min(one.discountCents, offer?.maximumCents ?? Number.POSITIVE_INFINITY);
    const random = new SeededRandom(`${seed}/parcel/${number}`);
    const transit = order.late ? 6 + 4 * random.next() : 2 + 1.5 * random.next();
    const refundedDay = order.day + transit + 5 + 6 * random.next();
    // What is to come is not known yet.
    const refunded = order.refundCents > 0 && refundedDay < 0;
    return {
      ...one,
      discountCents,
      refundCents: refunded ? quantity * priceCents - discountCents : 0,
      id: idOfName(shopId, 'file', 'order', number),
      shopperId: shopperIdOf(shopId, shopper),
      placedAt: momentOf(order.day, zeroMs),
      refundedAt: refunded ? momentOf(refundedDay, zeroMs) : null,
      redeems,
      shippedAt: momentOf(order.day + 1, zeroMs),
      promisedAt: momentOf(order.day + 4, zeroMs),
      deliveredAt: momentOf(order.day + transit, zeroMs),
    };
  });
}

/** The order as an import would tell it. */
export function sourceOrderOf(order: ShopOrder, now: Date): SourceOrder {
  const { shopper, product, order: latent } = order;
  return {
    externalId: order.number,
    number: order.number,
    shopper: { externalId: shopper.id, email: null, name: null, country: shopper.country, region: null },
    placedAt: order.placedAt,
    state: order.deliveredAt <= now ? 'delivered' : order.shippedAt <= now ? 'shipped' : 'placed',
    cancelledAt: null,
    shippingCents: 0,
    code: latent.by === null ? null : discountCodes[latent.by],
    lines: [
      {
        productId: product.sku,
        quantity: order.quantity,
        listPriceCents: order.priceCents,
        discountCents: order.discountCents,
        unitCostCents: product.unitCostCents,
        taxCents: 0,
        refundCents: order.refundCents,
        refundedAt: order.refundedAt,
      },
    ],
  };
}
