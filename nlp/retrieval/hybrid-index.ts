import { LexicalIndex } from './lexical-index.ts';
import { type IndexScope, VectorIndex } from './vector-index.ts';

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
  readonly pieces: Map<string, Piece>;
  lexical: LexicalIndex;
  mean: Float32Array;
}

/**
 * Passages found by meaning and by words. Meaning finds what is said otherwise; words find names and rare things. The
 * dot product alone says little (unrelated texts reach .85), so that the mean of all pieces is taken off first.
 */
export class HybridIndex<Piece extends IndexedPiece> {
  readonly #vectors = new VectorIndex<Piece>();
  readonly #scopes = new Map<string, Scope<Piece>>();
  readonly #weights: HybridWeights;

  constructor(weights: HybridWeights) {
    this.#weights = weights;
  }

  size(scope: IndexScope): number {
    return this.#vectors.size(scope);
  }

  /** Replaces everything in a scope, at once for those who search. */
  replace(scope: IndexScope, pieces: readonly { piece: Piece; vector: Float32Array }[]): void {
    const key = JSON.stringify([scope.shopId, scope.language]);
    for (const id of this.#scopes.get(key)?.pieces.keys() ?? []) this.#vectors.remove(scope, id);
    const lexical = new LexicalIndex();
    const mean = new Float32Array(pieces[0]?.vector.length ?? 0);
    for (const { piece, vector } of pieces) {
      this.#vectors.set(scope, piece.id, vector, piece);
      lexical.add(piece.id, piece.title, piece.text);
      for (let i = 0; i < mean.length; i++) mean[i]! += vector[i]! / pieces.length;
    }
    this.#scopes.set(key, { pieces: new Map(pieces.map(({ piece }) => [piece.id, piece])), lexical, mean });
  }

  /**
   * The best pieces, best first, one for each ref and family (others of a family only where nothing else is left);
   * equal scores in the order of their ids.
   */
  search(
    scope: IndexScope,
    query: { readonly text: string; readonly vector: Float32Array },
    limit: number,
    wanted: (piece: Piece) => boolean = () => true,
  ): HybridHit<Piece>[] {
    const { lexical, mean } = this.#scopes.get(JSON.stringify([scope.shopId, scope.language])) ?? {};
    if (!lexical || !mean || lexical.size === 0) return [];
    const words = lexical.scores(query.text);
    const usual = dot(query.vector, mean);
    const found = this.#vectors.search(scope, query.vector, Number.POSITIVE_INFINITY, wanted);
    // Among their own, no kind is behind another.
    const mixed = found.some(({ item }) => item.kind !== found[0]!.item.kind);
    const hits = found
      .map(({ item, score }) => ({
        piece: item,
        score: this.#probability(mixed ? item.kind : null, score - usual, words.get(item.id) ?? 0),
      }))
      .sort((a, b) => b.score - a.score || (a.piece.id < b.piece.id ? -1 : 1));
    return firstOfEach(hits, limit);
  }

  #probability(kind: string | null, dense: number, lexical: number): number {
    const { bias, kinds, dense: ofDense, lexical: ofLexical } = this.#weights;
    return 1 / (1 + Math.exp(-(bias + ((kind && kinds[kind]) || 0) + ofDense * dense + ofLexical * lexical)));
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

function dot(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) throw new RangeError(`a query of ${a.length} values, vectors of ${b.length}`);
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
