/** Sentence vectors (unit length) of products, in one or more languages. */
export class ProductVectors {
  readonly #vectors = new Map<string, Float32Array[]>();

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

  /** The product's own vector, in the language that was added first. */
  of(productId: string): Float32Array | undefined {
    return this.#vectors.get(productId)?.[0];
  }
}

function dot(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) throw new RangeError(`vectors of ${a.length} and ${b.length} values`);
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
