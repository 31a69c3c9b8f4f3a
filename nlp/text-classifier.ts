import type { TextClassifierFiles } from '../models/registry/open-text-classifier.ts';
import { InferencePool } from '../models/runtime/inference-pool.ts';
import { readBy, scoreHead } from '../models/runtime/linear-head.ts';
import { scoreTerms, withTerms } from '../models/runtime/term-head.ts';
import { plainChinese } from './language/plain-chinese.ts';
import { redactPii } from './pii/redact-pii.ts';
import { TextTokenizer } from './tokenizer/text-tokenizer.ts';

/** A text's probabilities in the order of the labels, and what it took. */
export interface TextScore {
  readonly probabilities: Float32Array;
  readonly milliseconds: number;
}

/** Runs one classifier over texts, as a message is read in service: without personal data, in plain Chinese. */
export class TextClassifier {
  readonly #files: TextClassifierFiles;
  readonly #pool: InferencePool;
  readonly #tokenizer: TextTokenizer;

  private constructor(files: TextClassifierFiles, pool: InferencePool, tokenizer: TextTokenizer) {
    this.#files = files;
    this.#pool = pool;
    this.#tokenizer = tokenizer;
  }

  static async start(files: TextClassifierFiles): Promise<TextClassifier> {
    const tokenizer = TextTokenizer.load(files.tokenizerPath, files.tokenizerConfigPath, {
      prefixes: files.prefixes,
    });
    const pool = await InferencePool.start({
      encoderPath: files.encoderPath,
      padToken: tokenizer.padToken,
      timeoutMs: 600_000,
    });
    return new TextClassifier(files, pool, tokenizer);
  }

  get labels(): readonly string[] {
    return this.#files.head.labels;
  }

  async score(text: string): Promise<TextScore> {
    const { head, terms } = this.#files;
    const started = performance.now();
    const served = textAsServed(text);
    const inference = await this.#pool.infer(this.#tokenizer.encodeAs('query', served));
    const fromVector = scoreHead(head, readBy(head, inference));
    const probabilities = terms ? withTerms(scoreTerms(terms, served), fromVector) : fromVector;
    return { probabilities, milliseconds: performance.now() - started };
  }

  /** In the order of the texts; one text a worker at a time, so that each one's milliseconds are its own. */
  async scoreMany(
    texts: readonly string[],
    onDone: (count: number) => void = () => {},
  ): Promise<TextScore[]> {
    const scores = new Array<TextScore>(texts.length);
    let next = 0;
    let done = 0;
    const lanes = Array.from({ length: Math.max(1, this.#pool.status.workers) }, async () => {
      while (next < texts.length) {
        const at = next++;
        scores[at] = await this.score(texts[at]!);
        onDone(++done);
      }
    });
    await Promise.all(lanes);
    return scores;
  }

  close(): Promise<void> {
    return this.#pool.close();
  }
}

/** A message as the models read it in service: without personal data, in the characters that they know best. */
export function textAsServed(text: string): string {
  return plainChinese(redactPii(text).text);
}
