import type { Database } from '../adapters/postgres/database.ts';
import type { Job } from '../adapters/postgres/job-runner.ts';
import type { Logger } from '../core/logger.ts';
import { judgePoliciesApart } from './judge-policies-apart.ts';
import { shopIds } from './prepare-shops.ts';

/** Every week looks whether a policy is shown to be better than one best action for everybody. */
export function judgePoliciesJob({
  database,
  connectionString,
  logger,
}: {
  database: Database;
  connectionString: string;
  logger: Logger;
}): Job {
  return {
    name: 'judge_policies',
    cron: '50 3 * * 1',
    async run() {
      for (const shopId of await shopIds(database)) {
        const verdict = await judgePoliciesApart({ connectionString, shopId });
        if (verdict && verdict.after !== verdict.before)
          logger.info('another policy serves', { shopId, before: verdict.before, after: verdict.after });
      }
    },
  };
}
