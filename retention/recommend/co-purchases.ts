/** A product in a shopper's history; `step` counts their orders from the first one. */
export interface Purchase {
  readonly productId: string;
  readonly step: number;
}

export interface Neighbour {
  readonly productId: string;
  readonly similarity: number;
}

/** Share of a pair's weight that is left for every order between its two products. */
const gapFading = 0.9;
/** Products of one order that are paired: an order of hundreds is a dealer's and says little of what goes together. */
const mostPerOrder = 25;
/** Pairs of one order with what was bought before it, the newest first: the work grows with the orders alone. */
const mostEarlierPairs = 600;
/** Neighbours that a product keeps; at four times as many the weakest are forgotten, and count from nothing when they come again. */
const mostNeighbours = 400;
/** Powers of the counts below the line of the cosine (both 1/2 in the textbook); chosen on a development split. */
const ownPower = 0.3;
const otherPower = 0.2;

/**
 * Which products are bought by the same shoppers, the closer in time the stronger: item-based nearest neighbours
 * (Sarwar et al. 2001; Deshpande and Karypis 2004 for the asymmetric norm), kept as weighted counts so that a new
 * order is added without a rebuild.
 */
export class CoPurchases {
  readonly #together = new Map<string, Map<string, number>>();
  readonly #bought = new Map<string, number>();

  /**
   * Counts one order.
   * @param earlier what the same shopper had bought before, any order.
   * @param order the products of the new order, each once.
   */
  add(earlier: readonly Purchase[], order: readonly Purchase[]): void {
    for (const { productId } of order) this.#bought.set(productId, this.timesBought(productId) + 1);
    const paired = order.slice(0, mostPerOrder);
    const before = earlier.slice(-Math.ceil(mostEarlierPairs / Math.max(1, paired.length)));
    paired.forEach((purchase, i) => {
      for (const other of before) this.#pair(purchase, other);
      for (const other of paired.slice(0, i)) this.#pair(purchase, other);
    });
  }

  timesBought(productId: string): number {
    return this.#bought.get(productId) ?? 0;
  }

  /** What was bought by buyers of the product, the strongest at least, in no order. */
  neighboursOf(productId: string): Neighbour[] {
    const own = this.timesBought(productId) ** ownPower;
    const neighbours: Neighbour[] = [];
    for (const [other, weight] of this.#together.get(productId) ?? [])
      neighbours.push({
        productId: other,
        similarity: weight / (own * this.timesBought(other) ** otherPower),
      });
    return neighbours;
  }

  #pair(a: Purchase, b: Purchase): void {
    if (a.productId === b.productId) return;
    const weight = gapFading ** Math.abs(a.step - b.step);
    this.#count(a.productId, b.productId, weight);
    this.#count(b.productId, a.productId, weight);
  }

  #count(from: string, to: string, weight: number): void {
    let row = this.#together.get(from);
    if (!row) {
      row = new Map();
      this.#together.set(from, row);
    }
    row.set(to, (row.get(to) ?? 0) + weight);
    if (row.size > 4 * mostNeighbours) this.#together.set(from, strongest(row));
  }
}

function strongest(row: ReadonlyMap<string, number>): Map<string, number> {
  return new Map([...row].sort(([, a], [, b]) => b - a).slice(0, mostNeighbours));
}
