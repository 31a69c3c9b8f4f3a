import type { HybridWeights } from '../../nlp/retrieval/hybrid-index.ts';

/**
 * The ratios were chosen on the tuning half of bench/data/questions.*.jsonl, of 8 lexical weights by MRR; the scale is a
 * logistic regression of "the first passage answers the question" on that half and 24 questions about other things.
 * docs/retrieval.md has the figures of the held-out half.
 */
export const retrievalWeights: HybridWeights = {
  bias: -4.57,
  dense: 85,
  lexical: 1.6,
  // What other shoppers felt answers a question about the shop only when nothing else does.
  kinds: { review: -4.3 },
};
