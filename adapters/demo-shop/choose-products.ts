import { weightedIndex } from '../../core/distributions.ts';
import { groupBy } from '../../core/group-by.ts';
import type { SeededRandom } from '../../core/seeded-random.ts';
import type { DemoProduct } from './build-products.ts';
import type { ShopperTruth } from './build-shoppers.ts';
import type { PastPrices } from './past-prices.ts';

/** Types that are bought again; everything else is rarely bought twice. */
const consumables = new Set(['tea', 'coffee', 'candle', 'notebook', 'socks']);

/** What goes well with what: the structure that item-to-item recommendation can find. */
const companions: Readonly<Record<string, readonly string[]>> = {
  knife: ['board', 'apron'],
  board: ['knife', 'bowl'],
  casserole: ['apron', 'pan', 'jar'],
  pan: ['knife', 'casserole'],
  bowl: ['mug', 'jar'],
  mug: ['tea', 'teapot', 'bowl'],
  tea: ['teapot', 'mug', 'tea'],
  teapot: ['tea', 'mug'],
  coffee: ['dripper', 'press', 'mug', 'coffee'],
  dripper: ['coffee', 'mug'],
  press: ['coffee', 'mug'],
  duvet: ['sheet', 'pillow', 'blanket'],
  sheet: ['duvet', 'pillow'],
  towel: ['robe', 'candle', 'towel'],
  robe: ['slippers', 'towel'],
  candle: ['candle', 'towel'],
  jumper: ['scarf', 'beanie', 'socks'],
  scarf: ['beanie', 'jumper'],
  raincoat: ['umbrella', 'socks'],
  backpack: ['flask', 'bottle', 'washbag'],
  suitcase: ['washbag', 'wallet', 'suitcase'],
  weekender: ['washbag', 'wallet'],
  notebook: ['pen', 'pencil-case', 'notebook'],
  pen: ['notebook', 'pencil-case'],
  planner: ['pen', 'notebook'],
  organiser: ['mat', 'stand', 'desk-lamp'],
  stand: ['mat', 'organiser'],
  planter: ['watering-can', 'secateurs', 'planter'],
  'watering-can': ['planter', 'secateurs'],
  picnic: ['bottle', 'chair'],
  chair: ['picnic', 'lantern'],
  'table-lamp': ['night-light', 'blanket'],
};

/** Draws what a shopper puts into one order. */
export class ProductChooser {
  readonly #byCategory: Map<string, DemoProduct[]>;
  readonly #byType: Map<string, DemoProduct[]>;

  readonly #prices: PastPrices;

  constructor(products: readonly DemoProduct[], prices: PastPrices) {
    this.#prices = prices;
    this.#byCategory = groupBy(products, (product) => product.category);
    this.#byType = groupBy(products, (product) => product.typeId);
  }

  /** @param at when. @param owned products of earlier orders, by id. @param last the line before in this order. */
  choose(
    random: SeededRandom,
    truth: ShopperTruth,
    at: number,
    owned: ReadonlyMap<string, DemoProduct>,
    last: DemoProduct | undefined,
  ): DemoProduct {
    const from = last ?? (random.next() < 0.3 ? newest(owned) : undefined);
    const related = from && random.next() < 0.55 ? companions[from.typeId] : undefined;
    const candidates = related
      ? this.#byType.get(random.pick(related))!
      : this.#byCategory.get(this.#category(random, truth))!;
    const series = new Set([...owned.values()].map((product) => product.series));
    if (last) series.add(last.series);
    const weights = candidates.map((product) => {
      const again = owned.has(product.id) ? (consumables.has(product.typeId) ? 4 : 0.05) : 1;
      const alike = series.has(product.series) ? 2.5 : 1;
      return product.truth.popularity * again * alike * this.#prices.pullAt(product, at);
    });
    return candidates[weightedIndex(random, weights)]!;
  }

  #category(random: SeededRandom, truth: ShopperTruth): string {
    const shares = Object.entries(truth.categoryShares);
    return shares[
      weightedIndex(
        random,
        shares.map(([, share]) => share),
      )
    ]![0];
  }
}

function newest(owned: ReadonlyMap<string, DemoProduct>): DemoProduct | undefined {
  let last: DemoProduct | undefined;
  for (const product of owned.values()) last = product;
  return last;
}
