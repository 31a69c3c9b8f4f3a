import type { Language } from '../../core/words.ts';

/** Which passages are searched together. */
export interface IndexScope {
  readonly shopId: string;
  readonly language: Language;
}

export interface IndexHit<Item> {
  readonly id: string;
  readonly item: Item;
  /** Dot product with the query; ranks, but says little by itself (unrelated texts reach .85). */
  readonly score: number;
}

interface Entry<Item> {
  readonly id: string;
  item: Item;
  vector: Float32Array;
}

/**
 * Vectors in memory by shop and language, searched one by one: exact, and 10,000 passages of 384 values take a few
 * milliseconds, which is a shop's catalogue with its questions and policies.
 */
export class VectorIndex<Item> {
  readonly #scopes = new Map<string, Map<string, Entry<Item>>>();

  /** Adds a passage, or replaces the one of the same id. */
  set(scope: IndexScope, id: string, vector: Float32Array, item: Item): void {
    const key = keyOf(scope);
    const entries = this.#scopes.get(key) ?? new Map<string, Entry<Item>>();
    this.#scopes.set(key, entries);
    entries.set(id, { id, vector, item });
  }

  remove(scope: IndexScope, id: string): boolean {
    return this.#scopes.get(keyOf(scope))?.delete(id) ?? false;
  }

  size(scope: IndexScope): number {
    return this.#scopes.get(keyOf(scope))?.size ?? 0;
  }

  /**
   * The `limit` nearest passages, best first; equal scores in the order of their ids.
   * @param wanted leaves passages out before they are ranked.
   * @throws RangeError when the query is not as long as the vectors.
   */
  search(
    scope: IndexScope,
    query: Float32Array,
    limit: number,
    wanted: (item: Item) => boolean = () => true,
  ): IndexHit<Item>[] {
    const hits: IndexHit<Item>[] = [];
    for (const { id, item, vector } of this.#scopes.get(keyOf(scope))?.values() ?? []) {
      if (wanted(item)) hits.push({ id, item, score: dot(query, vector) });
    }
    return hits.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, Math.max(0, limit));
  }
}

function keyOf({ shopId, language }: IndexScope): string {
  return `${language}:${shopId}`;
}

function dot(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) throw new RangeError(`a query of ${a.length} values, vectors of ${b.length}`);
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
