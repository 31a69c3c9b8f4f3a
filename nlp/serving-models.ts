import { hashFraction } from '../core/hash-fraction.ts';
import { type CountedModels, countedModels } from './counted-models.ts';
import type { Encoder } from './embedder.ts';
import type { TextModels } from './text-models.ts';
import type { Understander, UnderstandOptions } from './understanding.ts';

/** A version on trial: it reads the conversations of its share. */
export interface ModelsOnTrial {
  readonly models: CountedModels;
  /** Of conversations, 0..1. */
  readonly share: number;
}

/**
 * The text models that serve, which another version can follow while messages are read: what began with the old one
 * ends with it. Beside them a second version may read a share of the conversations, each conversation by one of the two.
 */
export class ServingModels implements TextModels {
  readonly understander: Understander;
  readonly embedder: Encoder;
  #main: CountedModels;
  #trial: ModelsOnTrial | null = null;
  readonly #retiring = new Set<Promise<void>>();

  constructor(models: TextModels) {
    this.#main = countedModels(models);
    this.understander = {
      understand: (text, options = {}) => this.#modelsFor(options).understander.understand(text, options),
    };
    this.embedder = {
      embed: (text, kind) => this.#main.embedder.embed(text, kind),
      embedMany: (texts, kind) => this.#main.embedder.embedMany(texts, kind),
      encodeMany: (texts, kind) => this.#main.embedder.encodeMany(texts, kind),
    };
  }

  get main(): CountedModels {
    return this.#main;
  }

  get trial(): ModelsOnTrial | null {
    return this.#trial;
  }

  get pool() {
    return this.#main.pool;
  }

  get tokenizer() {
    return this.#main.tokenizer;
  }

  get modelVersion() {
    return this.#main.modelVersion;
  }

  get encoderVersion() {
    return this.#main.encoderVersion;
  }

  get root() {
    return this.#main.root;
  }

  /** From here on every text is read by `next`. */
  replace(next: CountedModels): void {
    const before = this.#main;
    this.#main = next;
    this.#retire(before);
  }

  /** From here on `trial` reads its share; null: nothing is on trial any more. */
  tryBeside(trial: ModelsOnTrial | null): void {
    const before = this.#trial;
    this.#trial = trial;
    if (before && before.models !== trial?.models) this.#retire(before.models);
  }

  /** Ends all workers at once; what is being read is rejected. */
  async close(): Promise<void> {
    await Promise.all([this.#main.close(), this.#trial?.models.close()]);
    await Promise.all(this.#retiring);
  }

  #modelsFor({ conversationId }: UnderstandOptions): CountedModels {
    if (!this.#trial || conversationId === undefined) return this.#main;
    const { models, share } = this.#trial;
    return hashFraction(`${models.modelVersion}:${conversationId}`) < share ? models : this.#main;
  }

  #retire(models: CountedModels): void {
    const retired = models.retire().finally(() => this.#retiring.delete(retired));
    this.#retiring.add(retired);
  }
}
