import { lexicalTerms } from './lexical-terms.ts';

interface Posting {
  readonly id: string;
  readonly frequency: number;
}

/** Okapi BM25 (Robertson and Zaragoza 2009) with their usual constants. */
const saturation = 1.2;
const lengthWeight = 0.6;

/** Inverted index over the passages of one language of one shop. */
export class LexicalIndex {
  readonly #postings = new Map<string, Posting[]>();
  readonly #lengths = new Map<string, number>();
  #totalLength = 0;

  get size(): number {
    return this.#lengths.size;
  }

  /** Adds a passage; its id must be new. Terms of the title count `titleWeight` times. */
  add(id: string, title: string, text: string, titleWeight = 2): void {
    const terms = lexicalTerms(text);
    const titleTerms = lexicalTerms(title);
    for (let i = 0; i < titleWeight; i++) terms.push(...titleTerms);
    const frequencies = new Map<string, number>();
    for (const term of terms) frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
    for (const [term, frequency] of frequencies) {
      const postings = this.#postings.get(term) ?? [];
      this.#postings.set(term, postings);
      postings.push({ id, frequency });
    }
    this.#lengths.set(id, terms.length);
    this.#totalLength += terms.length;
  }

  /**
   * How much of what the query names a passage has, rare terms counting more: 0..1 by passage id; passages that have
   * none of its terms are left out. 1 would be every term of the query, often.
   */
  scores(query: string): Map<string, number> {
    const terms = new Set(lexicalTerms(query));
    const scores = new Map<string, number>();
    const meanLength = this.#totalLength / Math.max(1, this.size);
    let best = 0;
    for (const term of terms) {
      const postings = this.#postings.get(term) ?? [];
      const rarity = Math.log(1 + (this.size - postings.length + 0.5) / (postings.length + 0.5));
      best += rarity * (saturation + 1);
      for (const { id, frequency } of postings) {
        const relativeLength = this.#lengths.get(id)! / meanLength;
        const damped =
          (frequency * (saturation + 1)) /
          (frequency + saturation * (1 - lengthWeight + lengthWeight * relativeLength));
        scores.set(id, (scores.get(id) ?? 0) + rarity * damped);
      }
    }
    for (const [id, score] of scores) scores.set(id, score / best);
    return scores;
  }
}
