import type { InferencePool } from '../models/runtime/inference-pool.ts';
import type { Embedder, EmbeddingKind } from './embedder.ts';
import type { TextTokenizer } from './tokenizer/text-tokenizer.ts';

/** The encoder's vectors from the same workers that understand messages. */
export class PoolEmbedder implements Embedder {
  readonly #pool: InferencePool;
  readonly #tokenizer: TextTokenizer;

  constructor(pool: InferencePool, tokenizer: TextTokenizer) {
    this.#pool = pool;
    this.#tokenizer = tokenizer;
  }

  async embed(text: string, kind: EmbeddingKind): Promise<Float32Array> {
    return (await this.#pool.infer(this.#tokenizer.encode(text, `${kind}: `))).vector;
  }

  async embedMany(texts: readonly string[], kind: EmbeddingKind): Promise<Float32Array[]> {
    const vectors = new Array<Float32Array>(texts.length);
    let next = 0;
    // One text a worker is enough to keep it busy, and leaves the queue to shoppers.
    const lanes = Array.from({ length: Math.max(1, this.#pool.status.workers) }, async () => {
      while (next < texts.length) {
        const at = next++;
        vectors[at] = await this.embed(texts[at]!, kind);
      }
    });
    await Promise.all(lanes);
    return vectors;
  }
}
