import type { StoppedBecause } from '../../core/contracts/console-experiments.ts';
import { metricDefinitions } from '../../retention/experiments/experiment-metrics.ts';
import type { Database } from './database.ts';
import { stopExperiment } from './experiment-lifecycle.ts';
import { guardrailOf, type ReadableExperiment, readOne } from './experiment-results.ts';

type Stop = StoppedBecause & { kind: 'guardrail' };

/**
 * Stops every running experiment of a shop of which an arm is proven to do more harm than its guardrails put up with;
 * the bounds hold at every look, so that this may run as often as one likes.
 * @returns what was stopped, and why.
 */
export async function watchGuardrails(
  database: Database,
  shopId: string,
  now: Date,
): Promise<{ experimentId: string; because: Stop }[]> {
  const { rows } = await database.query<Omit<ReadableExperiment, 'shopId'>>(
    `select id, arms, guardrails, tuning from experiments
     where shop_id = $1 and state = 'running' and guardrails <> '[]' order by id`,
    [shopId],
  );
  const stopped: { experimentId: string; because: Stop }[] = [];
  for (const row of rows) {
    const because = await crossed(database, { shopId, ...row }, now);
    if (!because) continue;
    await database.transaction((tx) =>
      stopExperiment(tx, { shopId, id: row.id, version: null, actor: 'system', because, now }),
    );
    stopped.push({ experimentId: row.id, because });
  }
  return stopped;
}

async function crossed(database: Database, experiment: ReadableExperiment, now: Date): Promise<Stop | null> {
  for (const { metric, tolerated } of experiment.guardrails) {
    const reading = await readOne(database, experiment, metric, metricDefinitions[metric].windowDays, now);
    const arm = guardrailOf(experiment, metric, reading)?.arms.find(({ state }) => state === 'crossed');
    if (arm)
      return { kind: 'guardrail', metric, arm: arm.arm, harm: arm.harm, atLeast: arm.atLeast, tolerated };
  }
  return null;
}
