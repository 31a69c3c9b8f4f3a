import type { Article } from './articles/article.ts';
import { articles } from './articles/articles.ts';
import { buildEvents, type DemoEvent } from './build-events.ts';
import { buildHistory, type ShopperHistory } from './build-orders.ts';
import { buildPersonaOrders } from './build-persona-orders.ts';
import { buildProducts, type DemoProduct } from './build-products.ts';
import { buildPromotions, type DemoPromotion } from './build-promotions.ts';
import { buildReviews, type DemoReview } from './build-reviews.ts';
import { buildShoppers, type DemoShopper, historyDays } from './build-shoppers.ts';
import { ProductChooser } from './choose-products.ts';
import type { DemoOrder } from './demo-order.ts';
import { PastPrices } from './past-prices.ts';

export interface DemoWorld {
  readonly products: readonly DemoProduct[];
  readonly articles: readonly Article[];
  readonly promotions: readonly DemoPromotion[];
  readonly shoppers: readonly (DemoShopper & Pick<ShopperHistory, 'leftAt' | 'loyaltyPoints'>)[];
  /** In order of time, with their numbers. */
  readonly orders: readonly DemoOrder[];
  readonly events: readonly DemoEvent[];
  readonly reviews: readonly DemoReview[];
}

const dayMs = 86_400_000;

export const firstOrderNumber = 10_400_000;

/**
 * The whole demo shop as plain values: the same seed, moment and size give the same world.
 * @param now the end of its history. @param shopperCount drawn shoppers, besides the personas.
 */
export function buildDemoWorld(seed: string, now: Date, shopperCount = 5_000): DemoWorld {
  const products = buildProducts(seed);
  const byId = new Map(products.map((product) => [product.id, product]));
  const prices = new PastPrices(seed, products, now);
  const chooser = new ProductChooser(products, prices);
  const orders: DemoOrder[] = [];
  const events: DemoEvent[] = [];
  const reviews: DemoReview[] = [];
  const shoppers = buildShoppers(seed, now, shopperCount).map((shopper) => {
    const prepared = buildPersonaOrders(seed, shopper, { products, prices }, now);
    const history = prepared
      ? preparedHistory(shopper, prepared, now)
      : buildHistory(seed, shopper, { chooser, prices }, now);
    orders.push(...history.orders);
    events.push(...buildEvents(seed, shopper, history, chooser, byId, now));
    reviews.push(...buildReviews(seed, shopper, history.orders, byId, now));
    return { ...shopper, leftAt: history.leftAt, loyaltyPoints: history.loyaltyPoints };
  });
  numberOrders(orders);
  return {
    products,
    articles,
    promotions: buildPromotions(historyStart(now), now),
    shoppers,
    orders,
    events,
    reviews,
  };
}

function historyStart(now: Date): Date {
  return new Date(now.getTime() - historyDays * dayMs);
}

/**
 * Those who drift have left with their last order, as far as the truth goes, but still look in once a month: they are
 * the ones whom an offer may win back; somebody never seen again is given none by the rules.
 */
function preparedHistory(shopper: DemoShopper, orders: readonly DemoOrder[], now: Date): ShopperHistory {
  const drifting = shopper.externalId.startsWith('demo-drifting');
  const leftAt = drifting ? (orders.at(-1)?.placedAt ?? null) : null;
  const looksIn: Date[] = [];
  if (leftAt)
    for (let at = leftAt.getTime() + 2 * dayMs; at < now.getTime(); at += 30 * dayMs)
      looksIn.push(new Date(at));
  return { orders, leftAt, loyaltyPoints: 40 * orders.length, looksIn };
}

function numberOrders(orders: DemoOrder[]): void {
  orders.sort((a, b) => a.placedAt.getTime() - b.placedAt.getTime() || (a.id < b.id ? -1 : 1));
  let returned = firstOrderNumber;
  for (const [index, order] of orders.entries()) {
    order.number = String(firstOrderNumber + index);
    if (order.return) order.return.number = `R${returned++}`;
  }
}
