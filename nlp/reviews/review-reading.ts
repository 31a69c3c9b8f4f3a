import type { Span } from '../../core/split-clauses.ts';
import type { AspectLabel, SentimentLabel } from '../../core/words.ts';

/**
 * What a review says of one aspect; the span is the clause that says it most clearly, with neighbours that say the same.
 */
export interface AspectOpinion extends Span {
  readonly aspect: AspectLabel;
  readonly sentiment: SentimentLabel;
  /** Of that sentiment, over the clauses on the aspect. */
  readonly probability: number;
  /** Of size and fit alone: which way it is off, where the words say so. */
  readonly size: 'small' | 'large' | null;
}

export interface ReviewReading {
  readonly sentiment: SentimentLabel;
  /** -1 all negative to 1 all positive. */
  readonly score: number;
  /** At most one an aspect, in the order of the text. */
  readonly opinions: readonly AspectOpinion[];
}
