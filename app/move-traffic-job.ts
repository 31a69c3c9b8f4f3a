import type { Database } from '../adapters/postgres/database.ts';
import type { Job } from '../adapters/postgres/job-runner.ts';
import { moveTraffic } from '../adapters/postgres/move-traffic.ts';
import { systemClock } from '../core/clock.ts';
import type { Logger } from '../core/logger.ts';
import { shopIds } from './prepare-shops.ts';

/** Every night experiments that move their traffic give more of it to what works. */
export function moveTrafficJob({ database, logger }: { database: Database; logger: Logger }): Job {
  return {
    name: 'move_traffic',
    cron: '10 4 * * *',
    async run() {
      for (const shopId of await shopIds(database))
        for (const moved of await moveTraffic(database, shopId, systemClock.now()))
          logger.info('an experiment moved its traffic', { shopId, ...moved });
    },
  };
}
