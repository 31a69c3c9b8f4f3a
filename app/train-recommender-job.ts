import type { Database } from '../adapters/postgres/database.ts';
import type { Job } from '../adapters/postgres/job-runner.ts';
import { MainstayError } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';
import type { Config } from './config.ts';
import { shopIds } from './prepare-shops.ts';
import { trainRecommenderApart } from './train-recommender-apart.ts';

/** Every night a next-item model of each shop in which something was bought since the last one. */
export function trainRecommenderJob(parts: {
  config: Config;
  connectionString: string;
  database: Database;
  logger: Logger;
}): {
  job: Job;
  /** Ends a training at its next step. */
  stop(): void;
} {
  const { config, connectionString, database, logger } = parts;
  const stopping = new AbortController();
  const home = config.MAINSTAY_HOME;
  return {
    job: {
      name: 'train_recommender',
      cron: '5 4 * * *',
      async run() {
        for (const shopId of await shopIds(database)) {
          if (stopping.signal.aborted) return;
          try {
            const outcome = await trainRecommenderApart({ connectionString, shopId, home }, stopping.signal);
            logger.info('recommender training', { shopId, ...outcome });
          } catch (error) {
            if (!(error instanceof MainstayError)) throw error;
            logger.info('no next-item model for this shop yet', { shopId, reason: error.message });
          }
        }
      },
    },
    stop: () => stopping.abort(),
  };
}
