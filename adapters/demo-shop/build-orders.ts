import { exponential, poisson, uniform } from '../../core/distributions.ts';
import { percentOf } from '../../core/money.ts';
import { paidForLine, splitLine } from '../../core/order-amounts.ts';
import { SeededRandom } from '../../core/seeded-random.ts';
import type { DemoProduct } from './build-products.ts';
import { planShipment, type ShipmentPlan, shipmentAt } from './build-shipment.ts';
import type { DemoShopper } from './build-shoppers.ts';
import type { ProductChooser } from './choose-products.ts';
import type { DemoLine, DemoOrder, DemoReturn, OrderState } from './demo-order.ts';
import { demoSettings } from './demo-settings.ts';
import type { PastPrices } from './past-prices.ts';
import { saleAt, seasonAt, seasonMinimumCents } from './sales.ts';
import { seededId } from './seeded-id.ts';
import { shippingFee } from './shipping.ts';

const day = 86_400_000;
const saleLift = 1.5;
const lateDropout = 0.1;

export interface ShopperHistory {
  readonly orders: readonly DemoOrder[];
  /** The truth: when they left for good; null while alive. */
  readonly leftAt: Date | null;
  readonly loyaltyPoints: number;
  /** Visits without an order besides those of the process; none when left out. */
  readonly looksIn?: readonly Date[];
}

/** Runs one shopper's buying process (see ShopperTruth) until `now`. */
export function buildHistory(
  seed: string,
  shopper: DemoShopper,
  { chooser, prices }: { chooser: ProductChooser; prices: PastPrices },
  now: Date,
): ShopperHistory {
  const random = new SeededRandom(`${seed}/orders/${shopper.externalId}`);
  const orders: DemoOrder[] = [];
  const owned = new Map<string, DemoProduct>();
  let points = 0;
  let leftAt: Date | null = null;
  let at = random.next() < 0.94 ? shopper.createdAt.getTime() + uniform(random, 0.002, 0.2) * day : Infinity;
  while (at < now.getTime()) {
    const order = placeOrder(random, shopper, { chooser, prices }, owned, new Date(at), points, now);
    orders.push(order);
    if (order.state !== 'cancelled') points += pointsOf(order);
    const { dropoutProbability } = shopper.truth;
    if (random.next() < Math.min(0.95, dropoutProbability + (order.late ? lateDropout : 0))) {
      leftAt = new Date(at);
      break;
    }
    at = nextOrderTime(random, shopper, at, now.getTime());
  }
  return { orders, leftAt, loyaltyPoints: points };
}

/** Waiting time of a Poisson process whose rate rises in sales, by thinning. */
function nextOrderTime(random: SeededRandom, shopper: DemoShopper, from: number, end: number): number {
  const { ratePerDay, discountSensitivity } = shopper.truth;
  const lifted = 1 + saleLift * discountSensitivity;
  let at = from;
  while (at < end) {
    at += exponential(random, ratePerDay * lifted) * day;
    if (random.next() * lifted < (saleAt(new Date(at)) ? lifted : 1)) return at;
  }
  return at;
}

function placeOrder(
  random: SeededRandom,
  shopper: DemoShopper,
  { chooser, prices }: { chooser: ProductChooser; prices: PastPrices },
  owned: Map<string, DemoProduct>,
  placedAt: Date,
  points: number,
  now: Date,
): DemoOrder {
  const basket = drawBasket(random, shopper, chooser, owned, placedAt);
  const code = drawCode(random, shopper, placedAt, shownValue(basket, prices, placedAt));
  const plan = planShipment(random, shopper.country, placedAt);
  const cancelledAt =
    random.next() < 0.02 ? new Date(placedAt.getTime() + uniform(random, 0.01, 0.2) * day) : null;
  const cancelled = cancelledAt !== null && cancelledAt < now;
  if (!cancelled) for (const { product } of basket) owned.set(product.id, product);
  return assembleOrder(random, {
    shopper,
    basket,
    prices,
    code,
    placedAt,
    plan,
    cancelledAt: cancelled ? cancelledAt : null,
    points,
    now,
  });
}

export interface OrderPlan {
  readonly shopper: DemoShopper;
  readonly basket: readonly { product: DemoProduct; quantity: number }[];
  readonly prices: PastPrices;
  readonly code: { code: string; percent: number } | null;
  readonly placedAt: Date;
  readonly plan: ShipmentPlan;
  readonly cancelledAt: Date | null;
  readonly points: number;
  readonly now: Date;
  /** Nothing is sent back. */
  readonly keepsEverything?: boolean;
}

/** The order as it stands at `now`: amounts, state, parcel, and what was sent back. */
export function assembleOrder(random: SeededRandom, order: OrderPlan): DemoOrder {
  const { shopper, placedAt, plan, now } = order;
  const taxPercent = demoSettings.taxPercent[shopper.country] ?? 0;
  const lines = order.basket.map(({ product, quantity }): DemoLine => {
    const priceCents = order.prices.priceAt(product, placedAt.getTime());
    const discount = order.code ? percentOf(priceCents * quantity, order.code.percent) : 0;
    return {
      productId: product.id,
      quantity,
      ...splitLine(priceCents, quantity, discount, taxPercent),
      unitCostCents: product.unitCostCents,
      refundCents: 0,
      refundedAt: null,
    };
  });
  const shipment = shipmentAt(random, shopper.country, placedAt, plan, now);
  if (shipment.state === 'lost' && !order.cancelledAt) refundLost(lines, plan, now);
  return {
    id: seededId(random, placedAt),
    number: '',
    shopperId: shopper.id,
    placedAt,
    state: order.cancelledAt ? 'cancelled' : orderState(shipment.state, placedAt, now),
    code: order.code?.code ?? null,
    shippingCents: shippingFee(demoSettings, shopper.country, merchandise(lines), order.points),
    cancelledAt: order.cancelledAt,
    lines,
    shipment: order.cancelledAt ? null : shipment,
    return:
      order.cancelledAt || order.keepsEverything
        ? null
        : drawReturn(random, order, lines, shipment.deliveredAt),
    late: !order.cancelledAt && (plan.deliveredAt === null || plan.deliveredAt > plan.promisedAt),
  };
}

function drawBasket(
  random: SeededRandom,
  shopper: DemoShopper,
  chooser: ProductChooser,
  owned: ReadonlyMap<string, DemoProduct>,
  placedAt: Date,
): { product: DemoProduct; quantity: number }[] {
  const basket = new Map<string, { product: DemoProduct; quantity: number }>();
  let last: DemoProduct | undefined;
  for (let left = 1 + Math.min(5, poisson(random, 0.8)); left > 0; left--) {
    last = chooser.choose(random, shopper.truth, placedAt.getTime(), owned, last);
    const quantity = last.priceCents < 3000 && random.next() < 0.22 ? 2 : 1;
    basket.set(last.id, { product: last, quantity });
  }
  return [...basket.values()];
}

/** Sensitive shoppers look for a code: in a sale most find it, the season's code few. */
function drawCode(
  random: SeededRandom,
  { truth }: DemoShopper,
  placedAt: Date,
  valueCents: number,
): { code: string; percent: number } | null {
  const sale = saleAt(placedAt);
  if (sale && random.next() < 0.25 + 0.7 * truth.discountSensitivity) return sale;
  if (!sale && valueCents >= seasonMinimumCents && random.next() < 0.4 * truth.discountSensitivity)
    return seasonAt(placedAt);
  return truth.student ? { code: 'STUDENT5', percent: 5 } : null;
}

function shownValue(basket: OrderPlan['basket'], prices: PastPrices, at: Date): number {
  return basket.reduce(
    (sum, { product, quantity }) => sum + prices.priceAt(product, at.getTime()) * quantity,
    0,
  );
}

/** Shown value of what was bought, after discounts. */
function merchandise(lines: readonly DemoLine[]): number {
  return lines.reduce((sum, line) => sum + paidForLine(line, line.quantity), 0);
}

/** The shop refunds a lost parcel a fortnight after the promised day. Mutates the lines. */
function refundLost(lines: readonly DemoLine[], plan: ShipmentPlan, now: Date): void {
  const refundedAt = new Date(plan.promisedAt.getTime() + 14 * day);
  if (refundedAt >= now) return;
  for (const line of lines) {
    line.refundCents = line.listPriceCents * line.quantity - line.discountCents;
    line.refundedAt = refundedAt;
  }
}

/** One point a pound. */
function pointsOf(order: DemoOrder): number {
  return Math.floor((merchandise(order.lines) / 100) * demoSettings.loyalty.pointsPerPound);
}

function orderState(shipment: string, placedAt: Date, now: Date): OrderState {
  if (shipment === 'delivered') return 'delivered';
  if (shipment !== 'preparing') return 'shipped';
  return now.getTime() - placedAt.getTime() > 0.4 * day ? 'packed' : 'placed';
}

/** A line is sent back within 4 to 20 days of delivery; the refund follows about 5 days later. Mutates the line. */
function drawReturn(
  random: SeededRandom,
  { basket, now }: OrderPlan,
  lines: readonly DemoLine[],
  deliveredAt: Date | null,
): DemoReturn | null {
  const sentBack = basket.flatMap(({ product, quantity }, index) =>
    random.next() < product.truth.returnProbability ? [{ index, quantity, product }] : [],
  );
  const openedAt = new Date((deliveredAt?.getTime() ?? Infinity) + uniform(random, 4, 20) * day);
  const refundedAt = new Date(openedAt.getTime() + uniform(random, 3, 8) * day);
  if (sentBack.length === 0 || !(openedAt < now)) return null;
  const refunded = refundedAt < now;
  if (refunded) {
    for (const { index, quantity } of sentBack) {
      const line = lines[index]!;
      line.refundCents = line.listPriceCents * quantity - line.discountCents;
      line.refundedAt = refundedAt;
    }
  }
  return {
    number: '',
    lines: sentBack.map(({ index, quantity }) => ({ lineNo: index + 1, quantity })),
    reason:
      sentBack[0]!.product.truth.fault ?? random.pick(['changed_mind', 'not_as_expected', 'wrong_size']),
    state: refunded ? 'refunded' : now.getTime() - openedAt.getTime() > 2 * day ? 'received' : 'open',
    openedAt,
  };
}
