import { SeededRandom } from '../../core/seeded-random.ts';
import type { DemoProduct } from './build-products.ts';
import { historyDays } from './build-shoppers.ts';

const weekMs = 7 * 86_400_000;
const weeks = Math.ceil(historyDays / 7) + 1;
/** Products that were ever repriced: of the others nothing can be known. */
const repricedShare = 0.65;
/** Past prices beside today's. */
const levels = [0.75, 0.88, 1, 1.12, 1.25] as const;
/** Today's price has stood for at least so long. */
const standingWeeks = 5;

interface Weekly {
  readonly priceCents: Int32Array;
  readonly pull: Float64Array;
}

/** What products have cost over the shop's history, week by week back from its end, and what that did to demand. */
export class PastPrices {
  readonly #end: number;
  readonly #byProduct: ReadonlyMap<string, Weekly>;

  constructor(seed: string, products: readonly DemoProduct[], now: Date) {
    this.#end = now.getTime();
    this.#byProduct = new Map(products.map((product) => [product.id, weeklyOf(seed, product)]));
  }

  /** Shown price at a moment. */
  priceAt({ id }: Pick<DemoProduct, 'id'>, at: number): number {
    return this.#byProduct.get(id)!.priceCents[this.#weeksAgo(at)]!;
  }

  /** How much more often the product is chosen than at today's price: (price / today's)^-elasticity. */
  pullAt({ id }: Pick<DemoProduct, 'id'>, at: number): number {
    return this.#byProduct.get(id)!.pull[this.#weeksAgo(at)]!;
  }

  #weeksAgo(at: number): number {
    return Math.min(weeks - 1, Math.max(0, Math.floor((this.#end - at) / weekMs)));
  }
}

function weeklyOf(seed: string, product: DemoProduct): Weekly {
  const random = new SeededRandom(`${seed}/prices/${product.id}`);
  const priceCents = new Int32Array(weeks).fill(product.priceCents);
  if (random.next() < repricedShare) {
    let level = 1;
    for (let week = standingWeeks + random.nextInt(8); week < weeks; week += 4 + random.nextInt(7)) {
      level = random.pick(levels.filter((other) => other !== level));
      priceCents.fill(Math.round((product.priceCents * level) / 50) * 50, week);
    }
  }
  return {
    priceCents,
    pull: Float64Array.from(
      priceCents,
      (price) => (price / product.priceCents) ** -product.truth.priceElasticity,
    ),
  };
}
