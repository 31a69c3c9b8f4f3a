import type { Database } from '../adapters/postgres/database.ts';
import type { ReviewDigest } from '../adapters/reviews/digest-reviews.ts';
import { type ReadsReviews, readReviews } from '../adapters/reviews/read-reviews.ts';
import { digestReviewsApart } from './digest-reviews-apart.ts';

export interface AnalysedReviews extends ReviewDigest {
  /** New or changed since the last run. */
  readonly read: number;
  readonly modelVersion: string;
}

/** Reads a shop's new reviews on the pool that answers shoppers, one clause a worker at a time, then digests them apart. */
export async function analyseReviews(
  parts: { readonly database: Database; readonly connectionString: string; readonly reader: ReadsReviews },
  shopId: string,
  options: { readonly now: Date; readonly onRead?: (read: number) => void },
): Promise<AnalysedReviews> {
  const { database, connectionString, reader } = parts;
  const modelVersion = reader.version;
  const read = await readReviews(database, reader, shopId, options);
  const digest = await digestReviewsApart({
    connectionString,
    shopId,
    modelVersion,
    now: options.now.toISOString(),
  });
  return { read, modelVersion, ...digest };
}
