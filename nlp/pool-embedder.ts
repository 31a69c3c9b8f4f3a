import { OverloadedError, UnavailableError } from '../core/errors.ts';
import type { Encoding } from '../models/runtime/encoder-session.ts';
import type { Inferrer } from '../models/runtime/inferrer.ts';
import type { EmbeddingKind, Encoder } from './embedder.ts';
import type { TextTokenizer } from './tokenizer/text-tokenizer.ts';

/** How often a text is tried; each try waits as long as a message would. */
const tries = 5;

/** The encoder's vectors from the same workers that understand messages. */
export class PoolEmbedder implements Encoder {
  readonly #pool: Inferrer;
  readonly #tokenizer: TextTokenizer;

  constructor(pool: Inferrer, tokenizer: TextTokenizer) {
    this.#pool = pool;
    this.#tokenizer = tokenizer;
  }

  async embed(text: string, kind: EmbeddingKind): Promise<Float32Array> {
    return (await this.#infer(text, kind)).vector;
  }

  async embedMany(texts: readonly string[], kind: EmbeddingKind): Promise<Float32Array[]> {
    return (await this.encodeMany(texts, kind)).map(({ vector }) => vector);
  }

  async encodeMany(texts: readonly string[], kind: EmbeddingKind): Promise<Encoding[]> {
    const encodings = new Array<Encoding>(texts.length);
    let next = 0;
    // One text a worker is enough to keep it busy, and leaves the queue to shoppers.
    const lanes = Array.from({ length: Math.max(1, this.#pool.status.workers) }, async () => {
      while (next < texts.length) {
        const at = next++;
        encodings[at] = await this.#patiently(texts[at]!, kind);
      }
    });
    await Promise.all(lanes);
    return encodings;
  }

  #infer(text: string, kind: EmbeddingKind): Promise<Encoding> {
    return this.#pool.infer(this.#tokenizer.encodeAs(kind, text));
  }

  /** Nobody waits for one text of many: on a machine that is busy elsewhere it is tried again. */
  async #patiently(text: string, kind: EmbeddingKind): Promise<Encoding> {
    for (let left = tries; ; left--) {
      try {
        return await this.#infer(text, kind);
      } catch (error) {
        if (left <= 1 || !(error instanceof UnavailableError || error instanceof OverloadedError))
          throw error;
      }
    }
  }
}
