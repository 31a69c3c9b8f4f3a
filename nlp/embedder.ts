import type { Encoding } from '../models/runtime/encoder-session.ts';

/** What a text is for: encoders are trained to find a passage by a query. */
export type EmbeddingKind = 'query' | 'passage';

/** Sentence vectors of unit length, 384 values; the dot product of a query's and a passage's ranks, its size says little. */
export interface Embedder {
  /** @throws UnavailableError, OverloadedError. */
  embed(text: string, kind: EmbeddingKind): Promise<Float32Array>;
  /** Many texts, in their order, without crowding out the shoppers' messages. */
  embedMany(texts: readonly string[], kind: EmbeddingKind): Promise<Float32Array[]>;
}

/** All that heads read of a text. */
export interface Encoder extends Embedder {
  /** As `embedMany`. */
  encodeMany(texts: readonly string[], kind: EmbeddingKind): Promise<Encoding[]>;
}
