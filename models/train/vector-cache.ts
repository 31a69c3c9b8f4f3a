import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type EmbedTexts = (texts: readonly string[]) => Promise<Float32Array[]>;

/** Sentence vectors of many texts, kept in files, because a data set is read many times and encoded once. */
export class VectorCache {
  readonly #folder: string;
  readonly #encoderVersion: string;
  readonly #embed: EmbedTexts;

  /** @param folder outside the repository; @param encoderVersion a file holds for one encoder only. */
  constructor(folder: string, encoderVersion: string, embed: EmbedTexts) {
    mkdirSync(folder, { recursive: true });
    this.#folder = folder;
    this.#encoderVersion = encoderVersion;
    this.#embed = embed;
  }

  /** One vector a text, in order. */
  async vectors(name: string, texts: readonly string[]): Promise<Float32Array[]> {
    const vectors: Float32Array[] = [];
    // In parts, so that a run that is broken off has not worked for nothing.
    const partSize = 4_096;
    for (let from = 0; from < texts.length; from += partSize) {
      vectors.push(...(await this.#part(name, texts.slice(from, from + partSize))));
    }
    return vectors;
  }

  async #part(name: string, texts: readonly string[]): Promise<Float32Array[]> {
    const sum = createHash('sha256')
      .update(JSON.stringify([this.#encoderVersion, texts]))
      .digest('hex');
    const path = join(this.#folder, `${name}-${sum.slice(0, 16)}.f32`);
    if (!existsSync(path)) {
      const vectors = await this.#embed(texts);
      writeFileSync(
        path,
        Buffer.concat(vectors.map((row) => new Uint8Array(row.buffer, row.byteOffset, row.byteLength))),
      );
      return vectors;
    }
    const all = new Float32Array(new Uint8Array(readFileSync(path)).buffer);
    const width = all.length / texts.length;
    return texts.map((_, i) => all.slice(i * width, (i + 1) * width));
  }
}
