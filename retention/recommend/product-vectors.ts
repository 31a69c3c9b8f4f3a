/** Neighbours that are kept of a product; more are never shown. */
const mostNeighbours = 50;

/** Sentence vectors (unit length) of products, in one or more languages. */
export class ProductVectors {
  readonly #vectors = new Map<string, Float32Array[]>();
  /** Filled as products are asked about; a catalogue changes by being loaded anew. */
  readonly #neighbours = new Map<string, ReadonlyMap<string, number>>();

  add(productId: string, vector: Float32Array): void {
    const known = this.#vectors.get(productId);
    if (known) known.push(vector);
    else this.#vectors.set(productId, [vector]);
  }

  /** Every product's cosine with a vector: that of its closest language. */
  similarTo(vector: Float32Array): Map<string, number> {
    const cosines = new Map<string, number>();
    for (const [productId, own] of this.#vectors)
      cosines.set(productId, Math.max(...own.map((candidate) => dot(candidate, vector))));
    return cosines;
  }

  /** The closest products with how far their cosine lies above the catalogue's mean; empty for an unknown product. */
  neighboursOf(productId: string): ReadonlyMap<string, number> {
    const known = this.#neighbours.get(productId);
    if (known) return known;
    const own = this.#vectors.get(productId)?.[0];
    const neighbours = own ? this.#closest(own) : new Map<string, number>();
    this.#neighbours.set(productId, neighbours);
    return neighbours;
  }

  #closest(vector: Float32Array): ReadonlyMap<string, number> {
    const cosines = [...this.similarTo(vector)];
    const mean = cosines.reduce((sum, [, cosine]) => sum + cosine, 0) / cosines.length;
    return new Map(
      cosines
        .sort(([, a], [, b]) => b - a)
        .slice(0, mostNeighbours)
        .map(([productId, cosine]) => [productId, cosine - mean]),
    );
  }
}

function dot(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) throw new RangeError(`vectors of ${a.length} and ${b.length} values`);
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
