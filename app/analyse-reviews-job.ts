import type { Database } from '../adapters/postgres/database.ts';
import type { Job } from '../adapters/postgres/job-runner.ts';
import { systemClock } from '../core/clock.ts';
import type { Logger } from '../core/logger.ts';
import { analyseReviews } from './analyse-reviews.ts';
import type { Services } from './compose-services.ts';
import { shopIds } from './prepare-shops.ts';

/** Every night what shoppers write of products is read and summed up. */
export function analyseReviewsJob(parts: {
  database: Database;
  connectionString: string;
  services: Services;
  logger: Logger;
}): Job {
  const { database, connectionString, services, logger } = parts;
  return {
    name: 'analyse_reviews',
    cron: '20 1 * * *',
    async run() {
      for (const shopId of await shopIds(database)) {
        const reader = services.reviewReader();
        const analysed = await analyseReviews({ database, connectionString, reader }, shopId, {
          now: systemClock.now(),
        });
        logger.info('reviews read', { shopId, ...analysed });
      }
    },
  };
}
