import type { Database } from '../adapters/postgres/database.ts';
import type { Job } from '../adapters/postgres/job-runner.ts';
import { learnResponses } from '../adapters/postgres/learn-responses.ts';
import { systemClock } from '../core/clock.ts';
import type { Logger } from '../core/logger.ts';
import { shopIds } from './prepare-shops.ts';

/** Every hour takes outcomes that have come in to what each arm knows of its offers. */
export function learnResponsesJob({ database, logger }: { database: Database; logger: Logger }): Job {
  return {
    name: 'learn_responses',
    cron: '7 * * * *',
    async run() {
      for (const shopId of await shopIds(database)) {
        const arms = await learnResponses(database, shopId, systemClock.now());
        if (arms.length > 0) logger.info('effects of offers learned anew', { shopId, arms });
      }
    },
  };
}
