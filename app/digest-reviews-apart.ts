import type { ReviewDigest } from '../adapters/reviews/digest-reviews.ts';
import { runApart } from './run-apart.ts';

export interface ReviewDigestTask {
  readonly connectionString: string;
  readonly shopId: string;
  readonly modelVersion: string;
  /** ISO 8601. */
  readonly now: string;
}

/** `digestReviews` in a thread of its own, with a connection of its own. */
export function digestReviewsApart(task: ReviewDigestTask): Promise<ReviewDigest> {
  return runApart('digest-reviews-worker', task);
}
