import { SeededRandom } from '../../core/seeded-random.ts';
import { assembleOrder } from './build-orders.ts';
import type { DemoProduct } from './build-products.ts';
import type { ShipmentPlan } from './build-shipment.ts';
import type { DemoShopper } from './build-shoppers.ts';
import type { DemoOrder } from './demo-order.ts';
import { demoSettings } from './demo-settings.ts';
import type { PastPrices } from './past-prices.ts';
import { promisedDate } from './shipping.ts';

const day = 86_400_000;

/** One order of a persona, as days before now. */
interface PersonaOrder {
  readonly placed: number;
  readonly shipped: number;
  readonly delivered: number | null;
  /** Days after now when it is promised (negative: it should have come); default: as the shop promises. */
  readonly promisedIn?: number;
  readonly products: readonly string[];
}

const monthly = (from: number, to: number, baskets: readonly (readonly string[])[]): PersonaOrder[] =>
  baskets.map((products, index) => {
    const placed = from - (index * (from - to)) / Math.max(1, baskets.length - 1);
    return { placed, shipped: placed - 1, delivered: placed - 3, products };
  });

const loyalPast = [
  ['harrow-mug-oat', 'morning-black-tea-earl-grey'],
  ['cove-teapot-with-infuser-sage'],
  ['shore-bath-towel-sage', 'still-scented-candle-sea-salt'],
  ['lighthouse-single-origin-coffee-ethiopia', 'slow-pour-over-dripper-white'],
  ['moor-wool-blanket-moss-green'],
  ['morning-black-tea-earl-grey', 'afternoon-green-and-herbal-tea-jasmine-pearl'],
  ['baker-apron-oat', 'grain-chopping-board-natural-oak'],
  ['ledger-a5-notebook-ink-blue', 'scribe-fountain-pen-ink-blue'],
  ['fisher-crew-neck-jumper-navy'],
  ['lighthouse-single-origin-coffee-colombia', 'harrow-mug-moss-green'],
  ['orchard-planter-terracotta', 'orchard-watering-can-forest-green'],
  ['calm-sateen-duvet-cover-set-white', 'calm-fitted-sheet-white'],
  ['still-scented-candle-fig-and-cedar'],
  ['lighthouse-single-origin-coffee-ethiopia', 'morning-black-tea-keemun'],
] as const;

const loyal: readonly PersonaOrder[] = [
  ...monthly(690, 33, [...loyalPast, ...loyalPast.slice(0, 9)]),
  {
    placed: 9,
    shipped: 8,
    delivered: 5,
    products: ['fell-insulated-flask-forest-green', 'everyday-socks-three-pairs-navy'],
  },
  {
    placed: 2.2,
    shipped: 1.4,
    delivered: null,
    products: ['glow-table-lamp-cream', 'pebble-night-light-white'],
  },
  {
    placed: 0.12,
    shipped: -1,
    delivered: null,
    products: ['commuter-backpack-black', 'gate-wash-bag-charcoal'],
  },
];

const late = (promisedIn: number, placed: number, transitDays: number): readonly PersonaOrder[] => [
  {
    placed: 210,
    shipped: 209,
    delivered: 210 - transitDays,
    products: ['harrow-set-of-four-bowls-ink-blue'],
  },
  {
    placed: 95,
    shipped: 94,
    delivered: 95 - transitDays,
    products: ['dune-pair-of-pillowcases-oat', 'shore-bath-towel-white'],
  },
  {
    placed,
    shipped: placed - 1,
    delivered: null,
    promisedIn,
    products: ['squall-raincoat-mustard', 'trail-hiking-socks-moss-green'],
  },
];

/** Each persona's orders, so that its path can be tried: cancel, track, return, complain, come back. */
const histories: Readonly<Record<string, readonly PersonaOrder[]>> = {
  'demo-loyal': loyal,
  'demo-loyal-zh': loyal,
  'demo-drifting': monthly(560, 150, loyalPast.slice(0, 12)),
  'demo-drifting-zh': monthly(560, 150, loyalPast.slice(0, 12)),
  'demo-late': late(-4, 10, 3),
  'demo-late-zh': late(-4, 21, 9),
  'demo-new': [],
  'demo-new-zh': [],
};

/** Null when the shopper is no persona: their orders come from the process. */
export function buildPersonaOrders(
  seed: string,
  shopper: DemoShopper,
  { products, prices }: { products: readonly DemoProduct[]; prices: PastPrices },
  now: Date,
): readonly DemoOrder[] | null {
  const history = histories[shopper.externalId];
  if (!history) return null;
  const random = new SeededRandom(`${seed}/persona-orders/${shopper.externalId}`);
  return history.map((order) => {
    const ago = (days: number) => new Date(now.getTime() - days * day);
    const placedAt = ago(order.placed);
    const promisedAt =
      order.promisedIn === undefined
        ? promisedDate(demoSettings, shopper.country, placedAt)
        : ago(-order.promisedIn);
    const plan: ShipmentPlan = {
      shippedAt: ago(order.shipped),
      promisedAt,
      delayedAt: order.promisedIn === undefined ? null : new Date(promisedAt.getTime() - day / 2),
      deliveredAt: order.delivered === null ? arrivesAfter(now, promisedAt) : ago(order.delivered),
      lost: false,
    };
    return assembleOrder(random, {
      shopper,
      basket: order.products.map((id) => ({ product: productNamed(products, id), quantity: 1 })),
      prices,
      code: null,
      placedAt,
      plan,
      cancelledAt: null,
      points: 0,
      now,
      keepsEverything: true,
    });
  });
}

/** A day from now, or when it was promised, whichever is later. */
function arrivesAfter(now: Date, promisedAt: Date): Date {
  return new Date(Math.max(now.getTime() + day, promisedAt.getTime()));
}

function productNamed(products: readonly DemoProduct[], id: string): DemoProduct {
  const product = products.find((candidate) => candidate.id === id);
  if (!product) throw new Error(`the demo catalogue has no product ${id}`);
  return product;
}
