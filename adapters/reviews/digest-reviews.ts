import type { Database } from '../postgres/database.ts';
import { findAlarms } from './find-alarms.ts';
import { findPhrases } from './find-phrases.ts';

export interface ReviewDigest {
  readonly phrases: number;
  /** Found now; null: the closed week was tested before. */
  readonly alarms: number | null;
}

/**
 * Makes a version's readings what pages show, drops those of others, and works out phrases and alarms: seconds of
 * arithmetic for a large shop.
 */
export async function digestReviews(
  database: Database,
  shopId: string,
  { now, modelVersion }: { now: Date; modelVersion: string },
): Promise<ReviewDigest> {
  await database.query(
    `insert into review_analyses (shop_id, model_version, finished_at) values ($1, $2, $3)
     on conflict (shop_id) do update set model_version = $2, finished_at = $3`,
    [shopId, modelVersion, now],
  );
  await database.query('delete from review_readings where shop_id = $1 and model_version <> $2', [
    shopId,
    modelVersion,
  ]);
  return {
    phrases: await findPhrases(database, shopId, now),
    alarms: await findAlarms(database, shopId, { now, modelVersion }),
  };
}
