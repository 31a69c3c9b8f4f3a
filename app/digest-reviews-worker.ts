import { Database } from '../adapters/postgres/database.ts';
import { digestReviews } from '../adapters/reviews/digest-reviews.ts';
import { answerApart } from './answer-apart.ts';
import type { ReviewDigestTask } from './digest-reviews-apart.ts';

/** Entry of the thread that `digestReviewsApart` starts. */
await answerApart(async ({ connectionString, shopId, modelVersion, now }: ReviewDigestTask) => {
  const database = new Database({ connectionString, maxConnections: 1 });
  try {
    return await digestReviews(database, shopId, { modelVersion, now: new Date(now) });
  } finally {
    await database.close();
  }
});
