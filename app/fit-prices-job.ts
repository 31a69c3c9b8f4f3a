import { saveFrontier } from '../adapters/postgres/change-epsilon.ts';
import { computeFrontier } from '../adapters/postgres/compute-frontier.ts';
import type { Database } from '../adapters/postgres/database.ts';
import type { Job } from '../adapters/postgres/job-runner.ts';
import { systemClock } from '../core/clock.ts';
import { MainstayError } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';
import type { Services } from './compose-services.ts';
import { shopIds } from './prepare-shops.ts';

/** Every night the prices of lost SR and of each budget that decisions use from then on. */
export function fitPricesJob(parts: { database: Database; services: Services; logger: Logger }): Job {
  const { database, services, logger } = parts;
  return {
    name: 'fit_prices',
    cron: '35 3 * * *',
    async run() {
      for (const shopId of await shopIds(database)) {
        try {
          const run = await computeFrontier({ ...services, database }, shopId, systemClock.now());
          await database.transaction((tx) => saveFrontier(tx, shopId, run));
          logger.info('prices fitted', { shopId, shoppers: run.sample, milliseconds: run.milliseconds });
        } catch (error) {
          if (!(error instanceof MainstayError)) throw error;
          logger.info('no prices for this shop yet', { shopId, reason: error.message });
        }
      }
    },
  };
}
