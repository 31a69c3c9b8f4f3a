import type { IndexScope } from './index-scope.ts';
import { LexicalIndex } from './lexical-index.ts';

/** What is indexed: a whole document, or a piece of it with the document's ref. */
export interface IndexedPiece {
  readonly id: string;
  readonly ref: string;
  readonly kind: string;
  readonly title: string;
  readonly text: string;
  /** Documents that say nearly the same (variants of a product) share one; null stands alone. */
  readonly family: string | null;
}

export interface HybridHit<Piece extends IndexedPiece> {
  readonly piece: Piece;
  /** Probability that the piece is about the question, by a logistic model; 0..1. */
  readonly score: number;
}

/** Weights of the logistic model of a hit; `kinds` shifts it for kinds that answer more rarely. */
export interface HybridWeights {
  readonly bias: number;
  /** Of the query's dot product with the piece, less that with the mean piece. */
  readonly dense: number;
  /** Of the share of the query's terms, see LexicalIndex. */
  readonly lexical: number;
  readonly kinds: Readonly<Record<string, number>>;
}

interface Scope<Piece> {
  /** Those of a kind stand together. */
  readonly pieces: readonly Piece[];
  /** First row of each kind, and the row after its last. */
  readonly ranges: ReadonlyMap<string, readonly [from: number, to: number]>;
  /** One after the other, in the order of the pieces: read in one sweep. */
  readonly vectors: Float32Array;
  readonly lexical: LexicalIndex;
  readonly mean: Float32Array;
}

/**
 * Passages found by meaning and by words. Meaning finds what is said otherwise; words find names and rare things. The
 * dot product alone says little (unrelated texts reach .85), so that the mean of all pieces is taken off first.
 */
export class HybridIndex<Piece extends IndexedPiece> {
  readonly #scopes = new Map<string, Scope<Piece>>();
  readonly #weights: HybridWeights;

  constructor(weights: HybridWeights) {
    this.#weights = weights;
  }

  /** Replaces everything in a scope, at once for those who search. */
  replace(scope: IndexScope, given: readonly { piece: Piece; vector: Float32Array }[]): void {
    const width = given[0]?.vector.length ?? 0;
    const lexical = new LexicalIndex();
    const mean = new Float32Array(width);
    const vectors = new Float32Array(width * given.length);
    const ranges = new Map<string, [number, number]>();
    const byKind = given.toSorted((a, b) => compare(a.piece.kind, b.piece.kind));
    for (const [row, { piece, vector }] of byKind.entries()) {
      vectors.set(vector, row * width);
      ranges.set(piece.kind, [ranges.get(piece.kind)?.[0] ?? row, row + 1]);
      lexical.add(piece.title, piece.text);
      for (let i = 0; i < width; i++) mean[i]! += vector[i]! / given.length;
    }
    const pieces = byKind.map(({ piece }) => piece);
    this.#scopes.set(keyOf(scope), { pieces, ranges, vectors, lexical, mean });
  }

  /**
   * The best pieces, best first, one for each ref and family (others of a family only where nothing else is left);
   * equal scores in the order of their ids.
   * @param kinds of which pieces; default all.
   * @throws RangeError when the query is not as long as the vectors.
   */
  search(
    scope: IndexScope,
    query: { readonly text: string; readonly vector: Float32Array },
    limit: number,
    kinds?: readonly string[],
  ): HybridHit<Piece>[] {
    const found = this.#scopes.get(keyOf(scope));
    if (!found || found.pieces.length === 0) return [];
    const { pieces, ranges, vectors, lexical, mean } = found;
    const wanted = [...(kinds ? new Set(kinds) : ranges.keys())].flatMap((kind) => {
      const range = ranges.get(kind);
      return range ? [{ kind, from: range[0], to: range[1] }] : [];
    });
    const words = lexical.scores(query.text);
    const usual = dotAt(mean, 0, query.vector, mean.length);
    const odds = new Float64Array(wanted.reduce((count, { from, to }) => count + to - from, 0));
    let at = 0;
    for (const { kind, from, to } of wanted) {
      // Among their own, no kind is behind another.
      const shift = wanted.length > 1 ? (this.#weights.kinds[kind] ?? 0) : 0;
      for (let row = from; row < to; row++) {
        const dense = dotAt(vectors, row, query.vector, mean.length) - usual;
        odds[at++] =
          this.#weights.bias + shift + this.#weights.dense * dense + this.#weights.lexical * words[row]!;
      }
    }
    // Pieces of one document and variants of one product fall together below: look at some more than are wanted.
    const floor = odds.toSorted().at(-Math.min(odds.length, 40 + limit * 12)) ?? 0;
    const hits: HybridHit<Piece>[] = [];
    at = 0;
    for (const { from, to } of wanted) {
      for (let row = from; row < to; row++, at++) {
        if (odds[at]! >= floor) hits.push({ piece: pieces[row]!, score: 1 / (1 + Math.exp(-odds[at]!)) });
      }
    }
    hits.sort((a, b) => b.score - a.score || compare(a.piece.id, b.piece.id));
    return firstOfEach(hits, limit);
  }
}

function firstOfEach<Piece extends IndexedPiece>(hits: readonly HybridHit<Piece>[], limit: number) {
  const seen = new Set<string>();
  const first: HybridHit<Piece>[] = [];
  const siblings: HybridHit<Piece>[] = [];
  for (const hit of hits) {
    if (first.length >= limit) break;
    const { kind, ref, family } = hit.piece;
    const document = `${kind}:${ref}`;
    if (seen.has(document)) continue;
    seen.add(document);
    if (family !== null && seen.has(`family:${family}`)) siblings.push(hit);
    else first.push(hit);
    if (family !== null) seen.add(`family:${family}`);
  }
  return [...first, ...siblings.slice(0, Math.max(0, limit - first.length))];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function keyOf({ shopId, language }: IndexScope): string {
  return `${language}:${shopId}`;
}

/** Dot product of the query with one row of vectors that lie one after the other. */
function dotAt(vectors: Float32Array, row: number, query: Float32Array, width: number): number {
  if (query.length !== width) throw new RangeError(`a query of ${query.length} values, vectors of ${width}`);
  const from = row * width;
  // Four sums at a time do not wait for one another: three times as fast.
  let [a, b, c, d] = [0, 0, 0, 0];
  let i = 0;
  for (; i + 3 < width; i += 4) {
    a += vectors[from + i]! * query[i]!;
    b += vectors[from + i + 1]! * query[i + 1]!;
    c += vectors[from + i + 2]! * query[i + 2]!;
    d += vectors[from + i + 3]! * query[i + 3]!;
  }
  for (; i < width; i++) a += vectors[from + i]! * query[i]!;
  return a + b + c + d;
}
