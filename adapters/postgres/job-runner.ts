import { parseCrontab, run, runMigrations, Logger as WorkerLogger } from 'graphile-worker';
import type { Logger } from '../../core/logger.ts';

/** Background work of the whole installation: each job runs once, at whichever replica takes it. */
export interface Job {
  /** Its name in the queue, snake_case. */
  readonly name: string;
  /** When it runs: a crontab pattern in UTC; without one it runs only when it is asked for. */
  readonly cron?: string;
  run(payload: unknown): Promise<void>;
}

/**
 * Runs jobs from the queue in Postgres (graphile-worker) until it is stopped.
 * @returns how to ask for a job now, and how to stop: running jobs are finished first.
 */
export async function startJobs(options: {
  connectionString: string;
  jobs: readonly Job[];
  logger: Logger;
}): Promise<{ enqueue(name: string, payload: unknown, key?: string): Promise<void>; stop(): Promise<void> }> {
  const { connectionString, jobs, logger } = options;
  const shared = { connectionString, logger: adapt(logger) };
  await runMigrations(shared);
  const crontab = jobs.flatMap((job) => (job.cron ? `${job.cron} ${job.name}` : [])).join('\n');
  const runner = await run({
    ...shared,
    concurrency: 2,
    // The process ends in its own order: see app/compose.ts.
    noHandleSignals: true,
    parsedCronItems: parseCrontab(crontab),
    taskList: Object.fromEntries(jobs.map((job) => [job.name, (payload: unknown) => job.run(payload)])),
  });
  return {
    enqueue: async (name, payload, key) => {
      await runner.addJob(name, payload, key === undefined ? {} : { jobKey: key });
    },
    stop: () => runner.stop(),
  };
}

function adapt(logger: Logger): WorkerLogger {
  return new WorkerLogger(() => (level, message) => {
    if (level === 'error') logger.error(message, { part: 'jobs' });
    else if (level === 'warning') logger.warn(message, { part: 'jobs' });
    else logger.debug(message, { part: 'jobs' });
  });
}
