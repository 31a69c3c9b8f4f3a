import { findClaims } from '../../bot/money-check/find-claims.ts';
import type { KnowledgeRequest, KnowledgeRetriever, Passage } from '../../bot/ports/knowledge.ts';
import type { Logger } from '../../core/logger.ts';
import { languages } from '../../core/words.ts';
import type { Embedder } from '../../nlp/embedder.ts';
import { encoderOf } from '../../nlp/encoder-of.ts';
import { HybridIndex } from '../../nlp/retrieval/hybrid-index.ts';
import type { Database } from '../postgres/database.ts';
import {
  loadPassages,
  type PassageWithVector,
  type RefreshOptions,
  refreshVectors,
} from '../postgres/knowledge-refresh.ts';
import { knowledgeFingerprint } from '../postgres/knowledge-vectors.ts';
import type { KnowledgePiece } from './knowledge-piece.ts';
import { retrievalWeights } from './retrieval-weights.ts';

export interface ShopKnowledgeParts {
  readonly database: Database;
  readonly embedder: Embedder;
  /** Version of the encoder: vectors of another one are made anew. */
  readonly modelVersion: string;
  readonly logger: Logger;
}

/**
 * What each shop knows, in memory, found through LangChain's retriever interface. `load` is quick and takes the
 * vectors that are stored; `refresh` computes what is missing; `reloadIfChanged` follows other processes.
 */
export class ShopKnowledge implements KnowledgeRetriever {
  readonly #parts: ShopKnowledgeParts;
  readonly #index = new HybridIndex<KnowledgePiece>(retrievalWeights);
  readonly #fingerprints = new Map<string, string>();
  #retriever: Promise<typeof import('./shop-retriever.ts')> | null = null;

  constructor(parts: ShopKnowledgeParts) {
    this.#parts = parts;
  }

  /**
   * Reads a shop's passages and their stored vectors into memory.
   * @returns how many can be found now, and how many still want a vector.
   */
  async load(shopId: string): Promise<{ loaded: number; missing: number }> {
    const { database, modelVersion } = this.#parts;
    const fingerprint = await knowledgeFingerprint(database, shopId, modelVersion);
    const { known, missing } = await loadPassages({ database, modelVersion, shopId });
    this.#fill(shopId, known);
    this.#fingerprints.set(shopId, fingerprint);
    // The first question need not wait for LangChain to load.
    await this.#retrieverModule();
    return { loaded: known.length, missing: missing.length };
  }

  /** Computes what is missing (once per text and encoder version), then searches what has a vector. Safe to interrupt. */
  async refresh(
    shopId: string,
    options: Pick<RefreshOptions, 'onProgress' | 'signal' | 'kinds'> = {},
  ): Promise<void> {
    const { passages, changed } = await refreshVectors({ ...this.#parts, shopId, ...options });
    const fingerprint = await knowledgeFingerprint(this.#parts.database, shopId, this.#parts.modelVersion);
    // Filling the index holds up the turns of a large shop: not every ten minutes for nothing.
    if (!changed && this.#fingerprints.get(shopId) === fingerprint) return;
    this.#fill(shopId, passages);
    this.#fingerprints.set(shopId, fingerprint);
  }

  /** Loads again when the stored vectors are others than those in memory; one cheap query otherwise. */
  async reloadIfChanged(shopId: string): Promise<boolean> {
    const { database, modelVersion } = this.#parts;
    const now = await knowledgeFingerprint(database, shopId, modelVersion);
    if (this.#fingerprints.get(shopId) === now) return false;
    await this.load(shopId);
    return true;
  }

  async retrieve({
    shopId,
    language,
    vector,
    modelVersion,
    text,
    kinds,
    limit,
  }: KnowledgeRequest): Promise<Passage[]> {
    const { ShopRetriever } = await this.#retrieverModule();
    const retriever = new ShopRetriever({
      index: this.#index,
      embedder: this.#parts.embedder,
      shopId,
      language,
      // Another encoder's vector says nothing here: the text is read again.
      ...(encoderOf(modelVersion) === this.#parts.modelVersion && { vector }),
      // Some reviews are left out below.
      limit: limit + 5,
      ...(kinds && { kinds }),
    });
    const documents = await retriever.invoke(text);
    return documents
      .map(({ pageContent, metadata: { kind, ref, title, score, excerpt, productId } }) => ({
        kind,
        ref,
        title,
        text: pageContent,
        excerpt,
        score,
        source: { title },
        ...(productId !== null && { productId }),
      }))
      .filter(({ kind, text: body }) => kind !== 'review' || isQuotable(body))
      .slice(0, limit);
  }

  #fill(shopId: string, passages: readonly PassageWithVector[]): void {
    for (const language of languages)
      this.#index.replace(
        { shopId, language },
        passages
          .filter(({ passage }) => passage.language === language)
          .map(({ passage, vector }) => ({ piece: passage, vector })),
      );
  }

  /** LangChain takes about a second to load: once, and again only when that failed. */
  #retrieverModule(): Promise<typeof import('./shop-retriever.ts')> {
    this.#retriever ??= import('./shop-retriever.ts').catch((error: unknown) => {
      this.#retriever = null;
      throw error;
    });
    return this.#retriever;
  }
}

/** Shoppers write reviews: one that names prices, discounts or codes is not said in the shop's name. */
function isQuotable(review: string): boolean {
  return findClaims(review).length === 0;
}
