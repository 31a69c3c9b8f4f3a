import { type SentimentLabel, sentimentLabels, type TopicLabel, topicLabels } from '../core/words.ts';
import type { Inferrer } from '../models/runtime/inferrer.ts';
import { scoreTerms, type TermHead, withTerms } from '../models/runtime/term-head.ts';
import { detectLanguage } from './language/detect-language.ts';
import { plainChinese } from './language/plain-chinese.ts';
import { redactPii } from './pii/redact-pii.ts';
import type { TextTokenizer } from './tokenizer/text-tokenizer.ts';
import type { Classified, Understander, Understanding, UnderstandOptions } from './understanding.ts';

/** The heads that read the text itself, beside those on its vector. */
export interface TermHeads {
  readonly sentiment: TermHead | undefined;
  readonly topic: TermHead | undefined;
}

/**
 * One encoder pass for everything: its sentence vector finds passages, and the heads read from it or from the first
 * token.
 */
export class ModelUnderstander implements Understander {
  readonly #pool: Inferrer;
  readonly #tokenizer: TextTokenizer;
  readonly #terms: TermHeads;
  readonly #modelVersion: string;

  constructor(pool: Inferrer, tokenizer: TextTokenizer, terms: TermHeads, modelVersion: string) {
    this.#pool = pool;
    this.#tokenizer = tokenizer;
    this.#terms = terms;
    this.#modelVersion = modelVersion;
  }

  async understand(text: string, options: UnderstandOptions = {}): Promise<Understanding> {
    const started = performance.now();
    const redactedText = redactPii(text).text;
    const plainText = plainChinese(redactedText);
    const { language, supported } = detectLanguage(plainText, options.languageHint);
    const inference = this.#pool.infer(this.#tokenizer.encodeAs('query', plainText));
    // Read here while the encoder runs in its thread.
    const { sentiment, topic } = this.#terms;
    const terms = {
      sentiment: sentiment && scoreTerms(sentiment, plainText),
      topic: topic && scoreTerms(topic, plainText),
    };
    const { vector, heads } = await inference;
    return {
      language,
      languageSupported: supported,
      redactedText,
      plainText,
      sentiment: classified<SentimentLabel>(sentimentLabels, mixed(terms.sentiment, heads.sentiment!)),
      topic: classified<TopicLabel>(topicLabels, mixed(terms.topic, heads.topic!)),
      leaving: heads.churn ? logOdds(heads.churn) : null,
      vector,
      modelVersion: this.#modelVersion,
      milliseconds: performance.now() - started,
    };
  }
}

function mixed(terms: Float64Array | undefined, fromVector: Float32Array): Float32Array {
  return terms ? withTerms(terms, fromVector) : fromVector;
}

/** Of the first of two labels. */
function logOdds([leaves, stays]: Float32Array): number {
  return Math.log(leaves! / stays!);
}

/** Probabilities in the order of `labels`, the likeliest first where two are equal. */
function classified<Label extends string>(
  labels: readonly Label[],
  probabilities: Float32Array,
): Classified<Label> {
  const best = probabilities.indexOf(Math.max(...probabilities));
  return {
    label: labels[best]!,
    probabilities: Object.fromEntries(labels.map((label, i) => [label, probabilities[i]!])) as Record<
      Label,
      number
    >,
  };
}
