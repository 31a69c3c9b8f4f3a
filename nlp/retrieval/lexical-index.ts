import { lexicalTerms } from './lexical-terms.ts';

interface Posting {
  readonly row: number;
  readonly frequency: number;
}

/** Okapi BM25 (Robertson and Zaragoza 2009) with their usual constants. */
const saturation = 1.2;
const lengthWeight = 0.6;

/** Inverted index over the passages of one language of one shop; a passage is the row in which it was added, from 0. */
export class LexicalIndex {
  readonly #postings = new Map<string, Posting[]>();
  readonly #lengths: number[] = [];
  #totalLength = 0;

  get size(): number {
    return this.#lengths.length;
  }

  /** Adds a passage. Terms of the title count `titleWeight` times. */
  add(title: string, text: string, titleWeight = 2): void {
    const row = this.#lengths.length;
    const terms = lexicalTerms(text);
    const titleTerms = lexicalTerms(title);
    for (let i = 0; i < titleWeight; i++) terms.push(...titleTerms);
    const frequencies = new Map<string, number>();
    for (const term of terms) frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
    for (const [term, frequency] of frequencies) {
      const postings = this.#postings.get(term) ?? [];
      this.#postings.set(term, postings);
      postings.push({ row, frequency });
    }
    this.#lengths.push(terms.length);
    this.#totalLength += terms.length;
  }

  /**
   * How much of what the query names each passage has, rare terms counting more: [passages], 0..1. 1 would be every
   * term of the query, often.
   */
  scores(query: string): Float64Array {
    const scores = new Float64Array(this.size);
    const meanLength = this.#totalLength / Math.max(1, this.size);
    let best = 0;
    for (const term of new Set(lexicalTerms(query))) {
      const postings = this.#postings.get(term) ?? [];
      const rarity = Math.log(1 + (this.size - postings.length + 0.5) / (postings.length + 0.5));
      best += rarity * (saturation + 1);
      for (const { row, frequency } of postings) {
        const relativeLength = this.#lengths[row]! / meanLength;
        const damped =
          (frequency * (saturation + 1)) /
          (frequency + saturation * (1 - lengthWeight + lengthWeight * relativeLength));
        scores[row]! += rarity * damped;
      }
    }
    if (best > 0) for (let row = 0; row < scores.length; row++) scores[row]! /= best;
    return scores;
  }
}
