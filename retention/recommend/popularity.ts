const dayMs = 86_400_000;
/** A sale counts half after this long. */
const halfLifeDays = 30;

/** Units sold, the recent ones counting more; forward decay keeps a new sale a single addition. */
export class Popularity {
  readonly #weights = new Map<string, number>();
  readonly #origin: Date;
  #ranking: readonly string[] | null = null;

  /** @param origin any fixed moment near the sales. */
  constructor(origin: Date) {
    this.#origin = origin;
  }

  add(productId: string, quantity: number, soldAt: Date): void {
    const ageDays = (soldAt.getTime() - this.#origin.getTime()) / dayMs;
    this.#weights.set(productId, this.of(productId) + quantity * 2 ** (ageDays / halfLifeDays));
    this.#ranking = null;
  }

  /** Everything that was sold, best first; sorted again only after a new sale. */
  ranking(): readonly string[] {
    this.#ranking ??= [...this.#weights].sort(([, a], [, b]) => b - a).map(([productId]) => productId);
    return this.#ranking;
  }

  /** Comparable between products of one shop, not over time; 0 when never sold. */
  of(productId: string): number {
    return this.#weights.get(productId) ?? 0;
  }
}
