/** The artefacts that read clauses of reviews, by what they tell; another head for one of them is set here alone. */
export const reviewModels = { aspect: 'aspect', sentiment: 'review-sentiment' } as const;

/** Changes when clauses are cut or put together otherwise: what was read before is then read again. */
export const readingRules = 'clauses-2';
