import type { Database } from '../adapters/postgres/database.ts';
import type { Job } from '../adapters/postgres/job-runner.ts';
import { readPages } from '../adapters/readings/read-pages.ts';
import { systemClock } from '../core/clock.ts';
import type { Logger } from '../core/logger.ts';
import { adsApart } from './ads-apart.ts';
import type { Services } from './compose-services.ts';
import { shopIds } from './prepare-shops.ts';
import { pricesApart } from './prices-apart.ts';

/** Every night, once models and prices are new, works out what pages show of a shop's whole past. */
export function readPagesJob(parts: {
  database: Database;
  connectionString: string;
  services: Services;
  logger: Logger;
}): Job {
  const { database, connectionString, services, logger } = parts;
  return {
    name: 'read_pages',
    cron: '20 4 * * *',
    async run() {
      for (const shopId of await shopIds(database)) {
        const begun = performance.now();
        const readings = await readPages(
          {
            database,
            clock: systemClock,
            atRisk: services.atRisk,
            prices: (id) =>
              pricesApart({ connectionString, shopId: id, now: systemClock.now().toISOString() }),
            ads: (id) => adsApart({ connectionString, shopId: id, now: systemClock.now().toISOString() }),
          },
          shopId,
        );
        const milliseconds = Math.round(performance.now() - begun);
        logger.info('pages of the console read', { shopId, readings, milliseconds });
      }
    },
  };
}
