import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Tokenizer } from '@huggingface/tokenizers';
import { e5Prefixes, type Prefixes } from '../../models/registry/manifest.ts';

/** Text to token numbers of the encoder, never more than a fixed maximum. */
export class TextTokenizer {
  readonly #tokenizer: Tokenizer;
  readonly #maximumTokens: number;
  readonly #prefixes: Prefixes;
  readonly padToken: number;

  /** @param maximumTokens with the tokens that open and close a text. @param prefixes of the encoder. */
  constructor(tokenizer: Tokenizer, maximumTokens: number, prefixes: Prefixes) {
    this.#prefixes = prefixes;
    this.#tokenizer = tokenizer;
    this.#maximumTokens = maximumTokens;
    this.padToken = tokenizer.token_to_id('<pad>') ?? tokenizer.token_to_id('[PAD]') ?? 0;
  }

  /** @param path tokenizer.json, or the same with gzip when it ends in .gz; @param configPath tokenizer_config.json. */
  static load(
    path: string,
    configPath: string,
    {
      maximumTokens = 128,
      prefixes = e5Prefixes,
    }: { maximumTokens?: number; prefixes?: Prefixes | undefined } = {},
  ): TextTokenizer {
    const bytes = readFileSync(path);
    const json = JSON.parse((path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')) as object;
    const config = JSON.parse(readFileSync(configPath, 'utf8')) as object;
    return new TextTokenizer(new Tokenizer(json, config), maximumTokens, prefixes);
  }

  /** A text as its encoder wants it: something is looked for by it, or it is to be found. */
  encodeAs(kind: keyof Prefixes, text: string): Int32Array {
    return this.encode(text, this.#prefixes[kind]);
  }

  /** `prefix` and `text`; of a longer text the beginning and the last quarter, where the request often stands. */
  encode(text: string, prefix = ''): Int32Array {
    const { ids } = this.#tokenizer.encode(prefix + harmless(shortened(text)));
    const excess = ids.length - this.#maximumTokens;
    if (excess <= 0) return Int32Array.from(ids);
    const tail = Math.floor(this.#maximumTokens / 4);
    const head = this.#maximumTokens - tail;
    return Int32Array.from([...ids.slice(0, head), ...ids.slice(ids.length - tail)]);
  }
}

const longestText = 2_000;
const longestTail = 500;

/** Cuts before tokenising, so that the time does not grow with the message; a token is at most a few characters. */
function shortened(text: string): string {
  // A message may be nothing but spaces: they count for nothing, and must not fill the room.
  const plain = text.replace(/\s+/g, ' ').trim().toWellFormed();
  if (plain.length <= longestText) return plain;
  return `${plain.slice(0, longestText - longestTail)} ${plain.slice(-longestTail)}`.toWellFormed();
}

/** A shopper who types "</s>" means the characters, not the token that ends a text. */
function harmless(text: string): string {
  return text.replace(/<(?=\/?(?:s|pad|unk|mask)>)/gi, '< ');
}
