import type { Database } from '../adapters/postgres/database.ts';
import { type Job, startJobs } from '../adapters/postgres/job-runner.ts';
import { expireGrants } from '../adapters/postgres/money-expiry.ts';
import { systemClock } from '../core/clock.ts';
import { MainstayError } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';
import type { Services } from './compose-services.ts';
import { onnxChurnRuntime } from './onnx-churn-runtime.ts';
import { shopIds } from './prepare-shops.ts';
import { trainChurn } from './train-churn.ts';

const refreshEveryMs = 10 * 60_000;
const followEveryMs = 60_000;

/** Jobs that run once over all replicas, and this replica's own upkeep of what it holds in memory. */
export async function startBackgroundWork(parts: {
  connectionString: string;
  database: Database;
  services: Services;
  logger: Logger;
}): Promise<{ stop(): Promise<void> }> {
  const { connectionString, database, services, logger } = parts;
  const jobs: Job[] = [
    {
      name: 'expire_grants',
      cron: '*/5 * * * *',
      async run() {
        const limit = 500;
        while ((await database.transaction((tx) => expireGrants(tx, systemClock.now(), limit))) === limit);
      },
    },
    {
      name: 'train_churn',
      cron: '15 3 * * 0',
      async run() {
        for (const shopId of await shopIds(database)) await retrain(database, logger, shopId);
      },
    },
  ];
  const queue = await startJobs({ connectionString, jobs, logger });
  const upkeep = setInterval(() => {
    void refresh(database, services).catch((error: Error) => logger.warn('upkeep failed', { error }));
  }, refreshEveryMs);
  upkeep.unref();
  const following = setInterval(() => {
    void follow(database, services).catch((error: Error) => logger.warn('upkeep failed', { error }));
  }, followEveryMs);
  following.unref();
  return {
    async stop() {
      clearInterval(upkeep);
      clearInterval(following);
      await queue.stop();
    },
  };
}

async function retrain(database: Database, logger: Logger, shopId: string): Promise<void> {
  try {
    const { version } = await trainChurn({ database, runtime: onnxChurnRuntime, clock: systemClock }, shopId);
    logger.info('churn model trained', { shopId, version });
  } catch (error) {
    if (!(error instanceof MainstayError)) throw error;
    logger.info('no churn model for this shop yet', { shopId, reason: error.message });
  }
}

async function refresh(database: Database, services: Services): Promise<void> {
  const shops = await shopIds(database);
  const now = systemClock.now();
  for (const shopId of shops) {
    await services.recommender.refresh(shopId, now);
    await services.knowledge.refresh(shopId);
  }
}

/** Takes what another replica has computed since. */
async function follow(database: Database, services: Services): Promise<void> {
  for (const shopId of await shopIds(database)) await services.knowledge.reloadIfChanged(shopId);
}
