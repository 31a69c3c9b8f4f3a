import type { PassageKind } from '../../bot/ports/knowledge.ts';
import type { IndexedPiece } from '../../nlp/retrieval/hybrid-index.ts';

/** What the index of a shop's knowledge holds. */
export interface KnowledgePiece extends IndexedPiece {
  readonly kind: PassageKind;
  /** The whole document, of which `text` may be a sentence. */
  readonly fullText: string;
  readonly productId: string | null;
}
