import type { HybridWeights } from '../../nlp/retrieval/hybrid-index.ts';

/**
 * Logistic regression of "this passage answers the question" on the tuning half of bench/data/questions.*.jsonl
 * against the demo shop; `npm run bench:retrieval -- --fit` prints it anew, docs/retrieval.md has the held-out figures.
 */
export const retrievalWeights: HybridWeights = {
  bias: -4.5,
  dense: 40,
  lexical: 6,
  kinds: { review: -1 },
};
