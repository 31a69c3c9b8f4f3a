import type { KnowledgeRequest, KnowledgeRetriever, Passage } from '../../bot/ports/knowledge.ts';
import type { Logger } from '../../core/logger.ts';
import type { Embedder } from '../../nlp/embedder.ts';
import { encoderOf } from '../../nlp/encoder-of.ts';
import type { TextModels } from '../../nlp/text-models.ts';
import type { Database } from '../postgres/database.ts';
import { forgetEncoders, noteEncoders } from '../postgres/serving-encoders.ts';
import { ShopKnowledge } from './shop-knowledge.ts';

type Encoder = Pick<TextModels, 'embedder' | 'encoderVersion'>;

interface Reader {
  readonly knowledge: ShopKnowledge;
  /** Of the models that serve now; a new head brings new models of the same encoder. */
  embedder: Embedder;
}

/**
 * What shops know, by each encoder that serves: a question is held against passages that were read by the encoder that
 * read the question. Passages of the next one are read before it serves.
 */
export class ServingKnowledge implements KnowledgeRetriever {
  readonly #parts: { readonly database: Database; readonly logger: Logger };
  readonly #readers = new Map<string, Reader>();
  /** Versions of encoders; the first answers what none of these has read. */
  #serving: readonly [string, ...string[]];

  constructor(parts: { readonly database: Database; readonly logger: Logger }, encoder: Encoder) {
    this.#parts = parts;
    this.#serving = [encoder.encoderVersion];
    this.#readerOf(encoder);
  }

  /**
   * Reads all passages of the shops by another encoder, which does not serve yet. Safe to interrupt and begin again.
   * @throws UnavailableError when the database or the model workers do not answer; what was read stays.
   */
  async prepare(encoder: Encoder, shopIds: readonly string[], signal?: AbortSignal): Promise<void> {
    const { knowledge } = this.#readerOf(encoder);
    try {
      for (const shopId of shopIds) {
        await knowledge.load(shopId);
        await knowledge.refresh(shopId, signal && { signal });
      }
    } catch (error) {
      this.#forget();
      throw error;
    }
  }

  /** From here on these encoders serve, the main one first. */
  serve(main: Encoder, trial?: Encoder): void {
    for (const encoder of trial ? [main, trial] : [main]) this.#readerOf(encoder).embedder = encoder.embedder;
    const others = trial && trial.encoderVersion !== main.encoderVersion ? [trial.encoderVersion] : [];
    this.#serving = [main.encoderVersion, ...others];
    this.#forget();
  }

  load(shopId: string): ReturnType<ShopKnowledge['load']> {
    return this.#knowledge(this.#serving[0]).load(shopId);
  }

  async refresh(shopId: string, options?: Parameters<ShopKnowledge['refresh']>[1]): Promise<void> {
    for (const version of this.#serving) await this.#knowledge(version).refresh(shopId, options);
  }

  async reloadIfChanged(shopId: string): Promise<void> {
    for (const version of this.#serving) await this.#knowledge(version).reloadIfChanged(shopId);
  }

  /** Tells other processes which encoders this one needs vectors of, and removes those that none needs. */
  async keepVectors(): Promise<void> {
    const { database, logger } = this.#parts;
    await noteEncoders(database, [...this.#readers.keys()]);
    const removed = await forgetEncoders(database);
    if (removed > 0) logger.info('vectors of encoders that serve no more were removed', { removed });
  }

  retrieve(request: KnowledgeRequest): Promise<readonly Passage[]> {
    const encoder = encoderOf(request.modelVersion);
    return this.#knowledge(this.#serving.includes(encoder) ? encoder : this.#serving[0]).retrieve(request);
  }

  #knowledge(version: string): ShopKnowledge {
    return this.#readers.get(version)!.knowledge;
  }

  #readerOf({ embedder, encoderVersion }: Encoder): Reader {
    const known = this.#readers.get(encoderVersion);
    if (known) return known;
    const current: Embedder = {
      embed: (text, kind) => reader.embedder.embed(text, kind),
      embedMany: (texts, kind) => reader.embedder.embedMany(texts, kind),
    };
    const knowledge = new ShopKnowledge({ ...this.#parts, embedder: current, modelVersion: encoderVersion });
    const reader: Reader = { knowledge, embedder };
    this.#readers.set(encoderVersion, reader);
    return reader;
  }

  #forget(): void {
    for (const version of this.#readers.keys())
      if (!this.#serving.includes(version)) this.#readers.delete(version);
  }
}
