import { type Span, splitClauses } from '../../core/split-clauses.ts';
import { type AspectLabel, aspectLabels, type SentimentLabel, sentimentLabels } from '../../core/words.ts';
import type { Encoding } from '../../models/runtime/encoder-session.ts';
import { readBy, scoreHead } from '../../models/runtime/linear-head.ts';
import { scoreTerms, withTerms } from '../../models/runtime/term-head.ts';
import type { Encoder } from '../embedder.ts';
import { textAsServed } from '../text-classifier.ts';
import type { ReviewHeads } from './open-review-heads.ts';
import type { AspectOpinion, ReviewReading } from './review-reading.ts';
import { sizeDirection } from './size-direction.ts';

/** A clause that no aspect claims more surely than this is about the product in general. */
const leastSure = 0.35;
/** A review is mixed or plain where praise and blame differ by less, on average over its clauses. */
const leastLean = 0.15;

/** Clauses that are remembered: short ones, which come again; some megabytes. */
const mostKnown = 20_000;
const longestKnown = 60;

interface Heard {
  readonly aspect: AspectLabel;
  /** In the order of sentimentLabels. */
  readonly sentiment: Float32Array;
}

/** Reads reviews clause by clause: what each speaks of and what it feels, put together by aspect and for the whole. */
export class ReviewReader {
  readonly #encoder: Encoder;
  readonly #heads: ReviewHeads;
  /** "Great product" is read once, not once a review. */
  readonly #known = new Map<string, Heard>();

  constructor(encoder: Encoder, heads: ReviewHeads) {
    this.#encoder = encoder;
    this.#heads = heads;
  }

  /** Changes with the encoder, a head, or the rules: what another version read is read again. */
  get version(): string {
    return this.#heads.version;
  }

  /** In the order of the texts. A few hundred at a time keep the memory small. */
  async readMany(texts: readonly string[]): Promise<ReviewReading[]> {
    const clauses = texts.map((text) =>
      splitClauses(text).map((span) => ({ span, words: textAsServed(text.slice(span.start, span.end)) })),
    );
    // Many reviews say the same; like lengths follow one another, so that a batch has little padding.
    const distinct = [...new Set(clauses.flat().map(({ words }) => words))];
    const unknown = distinct.filter((words) => !this.#known.has(words)).sort((a, b) => a.length - b.length);
    const encodings = await this.#encoder.encodeMany(unknown, 'query');
    const fresh = new Map(unknown.map((words, i) => [words, this.#hear(words, encodings[i]!)]));
    const heard = (words: string) => fresh.get(words) ?? this.#known.get(words)!;
    const readings = texts.map((text, i) =>
      put(
        text,
        clauses[i]!.map(({ span, words }) => ({ span, ...heard(words) })),
      ),
    );
    if (this.#known.size > mostKnown) this.#known.clear();
    for (const [words, of] of fresh) if (words.length <= longestKnown) this.#known.set(words, of);
    return readings;
  }

  #hear(words: string, encoding: Encoding): Heard {
    const probabilities = ({ head, terms }: ReviewHeads['aspect']) => {
      const fromVector = scoreHead(head, readBy(head, encoding));
      return terms ? withTerms(scoreTerms(terms, words), fromVector) : fromVector;
    };
    const aspects = withSizeWords(probabilities(this.#heads.aspect), words);
    const surest = Math.max(...aspects);
    return {
      aspect: surest < leastSure ? 'general' : aspectLabels[aspects.indexOf(surest)]!,
      sentiment: probabilities(this.#heads.sentiment),
    };
  }
}

/** Words of sizes, such as "runs small", make size and fit so many times as likely. */
const sizeWords =
  /\bruns? (?:\w+ )?(?:small|large|big|tight|narrow|short|long)\b|\btrue to size\b|\bsizes? (?:up|down)\b|偏[小大]|尺码/i;
const sizeOdds = 5;

function withSizeWords(aspects: Float32Array, words: string): Float32Array {
  if (!sizeWords.test(words)) return aspects;
  const sizeFit = aspectLabels.indexOf('size_fit');
  const weighed = aspects.map((probability, i) => (i === sizeFit ? sizeOdds * probability : probability));
  const sum = weighed.reduce((all, probability) => all + probability, 0);
  return weighed.map((probability) => probability / sum);
}

const [negative, , positive] = [0, 1, 2];

/** What the clauses come to. */
function put(text: string, clauses: readonly (Heard & { readonly span: Span })[]): ReviewReading {
  const lean = clauses.map(({ sentiment }) => sentiment[positive!]! - sentiment[negative!]!);
  const score = lean.reduce((sum, value) => sum + value, 0) / Math.max(1, lean.length);
  const opinions = aspectLabels.flatMap((aspect): AspectOpinion[] => {
    const of = clauses.filter((clause) => clause.aspect === aspect);
    if (of.length === 0) return [];
    const mean = sentimentLabels.map(
      (_, k) => of.reduce((sum, { sentiment }) => sum + sentiment[k]!, 0) / of.length,
    );
    const at = mean.indexOf(Math.max(...mean));
    const sentiment = sentimentLabels[at]!;
    // "Bought for my son" is no opinion.
    if (aspect === 'general' && sentiment === 'neutral') return [];
    const clearest = of.reduce((best, clause) =>
      clause.sentiment[at]! > best.sentiment[at]! ? clause : best,
    );
    const { start, end } = spanAround(clauses, clauses.indexOf(clearest), at);
    const size =
      aspect === 'size_fit' && sentiment === 'negative' ? sizeDirection(text.slice(start, end)) : null;
    return [{ aspect, sentiment, probability: mean[at]!, start, end, size }];
  });
  return {
    sentiment: labelOf(score),
    score,
    opinions: opinions.sort((a, b) => a.start - b.start),
  };
}

function labelOf(score: number): SentimentLabel {
  return Math.abs(score) < leastLean ? 'neutral' : score > 0 ? 'positive' : 'negative';
}

/** A clause with its neighbours that say the same of the same: "far too tight, it runs small". */
function spanAround(
  clauses: readonly (Heard & { readonly span: Span })[],
  middle: number,
  feeling: number,
): Span {
  const { aspect } = clauses[middle]!;
  const agrees = (at: number) => {
    const clause = clauses[at];
    return clause?.aspect === aspect && Math.max(...clause.sentiment) === clause.sentiment[feeling];
  };
  let [first, last] = [middle, middle];
  while (agrees(first - 1)) first--;
  while (agrees(last + 1)) last++;
  return { start: clauses[first]!.span.start, end: clauses[last]!.span.end };
}
