import { forgetAttempts } from '../adapters/postgres/attempt-counts.ts';
import type { Database } from '../adapters/postgres/database.ts';
import { raiseAlerts } from '../adapters/postgres/desk-alerts.ts';
import { enforceRetention } from '../adapters/postgres/enforce-retention.ts';
import { eraseConfirmed } from '../adapters/postgres/erase-confirmed.ts';
import { type Job, startJobs } from '../adapters/postgres/job-runner.ts';
import { expireGrants } from '../adapters/postgres/money-expiry.ts';
import { removeOrphanedUploads } from '../adapters/postgres/orphaned-uploads.ts';
import { watchGuardrails } from '../adapters/postgres/watch-guardrails.ts';
import type { Delivery } from '../bot/ports/delivery.ts';
import { systemClock } from '../core/clock.ts';
import { MainstayError } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';
import { analyseReviewsJob } from './analyse-reviews-job.ts';
import { answerMailJob } from './answer-mail-job.ts';
import type { Services } from './compose-services.ts';
import type { Config } from './config.ts';
import { fitPricesJob } from './fit-prices-job.ts';
import { fitValueApart } from './fit-value-apart.ts';
import { judgePoliciesJob } from './judge-policies-job.ts';
import { keepFresh } from './keep-fresh.ts';
import { learnResponsesJob } from './learn-responses-job.ts';
import { moveTrafficJob } from './move-traffic-job.ts';
import { outreachJob } from './outreach-job.ts';
import { shopIds } from './prepare-shops.ts';
import { readPagesJob } from './read-pages-job.ts';
import { trainChurnApart } from './train-churn-apart.ts';
import { trainRecommenderJob } from './train-recommender-job.ts';
import { webhookJobs } from './webhook-jobs.ts';

/** Jobs that run once over all replicas, and this replica's own upkeep of what it holds in memory. */
export async function startBackgroundWork(parts: {
  config: Config;
  connectionString: string;
  database: Database;
  services: Services;
  logger: Logger;
  /** Brings what a job wrote into a conversation to whoever has it open. */
  deliver: Delivery['deliver'];
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
      name: 'remove_orphaned_uploads',
      cron: '25 * * * *',
      async run() {
        const count = await removeOrphanedUploads(database);
        if (count > 0) logger.info('files that no message points to were removed', { count });
      },
    },
    {
      name: 'forget_attempts',
      cron: '40 * * * *',
      run: () => forgetAttempts(database, new Date(systemClock.now().getTime() - 86_400_000)),
    },
    {
      name: 'enforce_retention',
      cron: '40 2 * * *',
      async run() {
        for (const shopId of await shopIds(database)) {
          const taken = await enforceRetention(database, shopId, systemClock.now());
          logger.info('data past its time was taken away', { shopId, ...taken });
        }
      },
    },
    {
      name: 'erase_confirmed',
      cron: '* * * * *',
      async run() {
        for (const { key, activities } of await eraseConfirmed(database, logger))
          parts.deliver(key, activities);
      },
    },
    {
      name: 'watch_guardrails',
      cron: '20 * * * *',
      async run() {
        for (const shopId of await shopIds(database))
          for (const stop of await watchGuardrails(database, shopId, systemClock.now()))
            logger.warn('a guardrail stopped an experiment', { shopId, ...stop });
      },
    },
    {
      name: 'train_churn',
      cron: '15 3 * * 0',
      async run() {
        for (const shopId of await shopIds(database)) await retrain(connectionString, logger, shopId);
      },
    },
    fitPricesJob({ database, services, logger }),
    learnResponsesJob({ database, logger }),
    judgePoliciesJob({ database, connectionString, logger }),
    moveTrafficJob({ database, logger }),
    readPagesJob({ database, connectionString, services, logger }),
    analyseReviewsJob({ database, connectionString, services, logger }),
    {
      name: 'fit_value',
      cron: '50 2 * * *',
      async run() {
        for (const shopId of await shopIds(database)) {
          const fitted = await fitValueApart({ connectionString, shopId });
          logger.info('lifetime value fitted', { shopId, ...fitted });
        }
      },
    },
    {
      name: 'raise_alerts',
      cron: '*/10 * * * *',
      async run() {
        const { risk, shopData } = services.turn;
        for (const shopId of await shopIds(database)) {
          const shop = await database.transaction((tx) => shopData.shop(tx, shopId));
          const raised = await raiseAlerts(database, risk, shop, systemClock.now());
          if (raised > 0) logger.info('valuable shoppers are newly at risk', { shopId, raised });
        }
      },
    },
  ];
  jobs.push(...webhookJobs({ database, services, logger }));
  const recommender = trainRecommenderJob(parts);
  jobs.push(recommender.job);
  const outreach = await outreachJob(parts);
  jobs.push(outreach.job);
  const answers = await answerMailJob(parts);
  if (answers) jobs.push(answers.job);
  const queue = await startJobs({ connectionString, jobs, logger });
  // Pages that waited for the night would be empty all day.
  for (const name of await neverWorkedOut(database)) await queue.enqueue(name, {}, `first ${name}`);
  const upkeep = keepFresh({ database, services, logger });
  return {
    async stop() {
      await upkeep.stop();
      // Minutes of training end at their next step; their checkpoint stays.
      recommender.stop();
      await queue.stop();
      outreach.close();
      answers?.close();
    },
  };
}

/** Nightly jobs of which some shop has nothing yet. */
async function neverWorkedOut(database: Database): Promise<string[]> {
  const { rows } = await database.query<{ job: string }>(
    `select 'fit_prices' as job from shops s where not exists (select 1 from frontiers f where f.shop_id = s.id)
     union select 'read_pages' from shops s where not exists (select 1 from page_readings r where r.shop_id = s.id)
     union select 'analyse_reviews' from reviews r where not exists (select 1 from review_analyses a where a.shop_id = r.shop_id)
     order by job`,
  );
  return rows.map(({ job }) => job);
}

async function retrain(connectionString: string, logger: Logger, shopId: string): Promise<void> {
  try {
    const { version } = await trainChurnApart({ connectionString, shopId });
    logger.info('churn model trained', { shopId, version });
  } catch (error) {
    if (!(error instanceof MainstayError)) throw error;
    logger.info('no churn model for this shop yet', { shopId, reason: error.message });
  }
}
