import type { AccountFacts } from '../../../retention/facts.ts';
import { momentOf } from '../../../retention/laboratory/calendar.ts';
import { accountFactsFrom } from '../../../retention/money/account-facts-from.ts';
import type { ShopperHistory } from '../past-conversations.ts';
import type { PastDraw } from './past-draws.ts';
import type { ShopOrder } from './shop-orders.ts';
import type { LoadedShop } from './write-purchases.ts';

/**
 * Account facts at the draws of one shopper, from what the shop booked strictly before each, as the shop's own
 * snapshots have them.
 * @param orders the shopper's, in order of time; `draws` likewise.
 */
export function factsAtDraws(
  shop: LoadedShop,
  { shopper, visitDays }: ShopperHistory,
  orders: readonly ShopOrder[],
  draws: readonly PastDraw[],
  marginRate: number,
): AccountFacts[] {
  const seen = [...visitDays, ...orders.map(({ order }) => order.day)];
  return draws.map(({ day, period }) => {
    const asOf = period.start;
    const past = orders.filter(({ placedAt }) => placedAt < asOf);
    const granted = draws.filter(({ day: other, choice }) => other < day && choice.action !== 'nothing');
    return accountFactsFrom({
      asOf,
      country: shopper.country,
      region: null,
      currency: shop.currency,
      createdAt: momentOf(shopper.joinDay, shop.dayZero.getTime()),
      orders: past.map((order) => ({
        placedAt: order.placedAt,
        listCents: order.priceCents * order.quantity,
        discountCents: order.discountCents,
        refundCents: order.refundedAt && order.refundedAt < asOf ? order.refundCents : 0,
        costCents: order.product.unitCostCents * order.quantity,
        shippingCents: 0,
      })),
      returnCount: past.filter(({ refundedAt }) => refundedAt && refundedAt < asOf).length,
      visits30: seen.filter((at) => at >= day - 30 && at < day).length,
      cartAdds30: 0,
      offersGranted: granted.length,
      offersRedeemed: past.filter(({ redeems }) => redeems !== null).length,
      loyaltyPoints: 0,
      shopMarginRate: marginRate,
      churn: null,
      value: null,
    });
  });
}
