import type { CallbackManagerForRetrieverRun } from '@langchain/core/callbacks/manager';
import { Document } from '@langchain/core/documents';
import { BaseRetriever } from '@langchain/core/retrievers';
import type { PassageKind } from '../../bot/ports/knowledge.ts';
import type { Language } from '../../core/words.ts';
import type { Embedder } from '../../nlp/embedder.ts';
import type { HybridIndex } from '../../nlp/retrieval/hybrid-index.ts';
import type { KnowledgePiece } from './knowledge-piece.ts';

export interface PassageMetadata extends Record<string, unknown> {
  kind: PassageKind;
  ref: string;
  title: string;
  score: number;
  /** The sentence or document that matched; `pageContent` is the whole document. */
  excerpt: string;
  productId: string | null;
}

export interface ShopRetrieverInput {
  readonly index: HybridIndex<KnowledgePiece>;
  readonly embedder: Embedder;
  readonly shopId: string;
  readonly language: Language;
  readonly kinds?: readonly PassageKind[];
  readonly limit: number;
  /** The query's vector where it is known already, so that the text is not encoded twice. */
  readonly vector?: Float32Array;
}

/** A shop's catalogue, FAQ, policies and reviews as LangChain sees them: for chains, agents and tools. */
export class ShopRetriever extends BaseRetriever<PassageMetadata> {
  static override lc_name(): string {
    return 'ShopRetriever';
  }
  override lc_namespace = ['mainstay', 'retrievers'];
  readonly #input: ShopRetrieverInput;

  constructor(input: ShopRetrieverInput) {
    super({});
    this.#input = input;
  }

  override async _getRelevantDocuments(
    query: string,
    _runManager?: CallbackManagerForRetrieverRun,
  ): Promise<Document<PassageMetadata>[]> {
    const { index, embedder, shopId, language, kinds, limit } = this.#input;
    const vector = this.#input.vector ?? (await embedder.embed(query, 'query'));
    return index.search({ shopId, language }, { text: query, vector }, limit, kinds).map(
      ({ piece: { kind, ref, title, text, fullText, productId }, score }) =>
        new Document({
          pageContent: fullText,
          metadata: { kind, ref, title, score, excerpt: text, productId },
        }),
    );
  }
}
