import type { PlanBaseline } from '../../core/contracts/console-experiments.ts';
import { addSums, momentsOfSums } from '../../retention/experiments/arm-sums.ts';
import { leastMatured, metricDefinitions } from '../../retention/experiments/experiment-metrics.ts';
import { holdoutExperiment } from '../../retention/experiments/holdout.ts';
import { pooledSlope } from '../../retention/experiments/pooled-slope.ts';
import type { Queryable } from './database.ts';
import { experimentSums } from './experiment-sums.ts';

const lately = 28;

/** What the next experiment of a shop can be planned with: its margin over 90 days, and how many shoppers come. */
export async function planBaseline(queryable: Queryable, shopId: string, now: Date): Promise<PlanBaseline> {
  const margin =
    (await marginOf(queryable, shopId, holdoutExperiment, now)) ??
    (await marginOf(queryable, shopId, null, now));
  // At the start of an experiment nobody is in it yet: each of them is a new one.
  const { rows } = await queryable.query<{ shoppers: number }>(
    `select count(distinct shopper_id) as shoppers from conversations
     where shop_id = $1 and identity_verified and topic is not null
       and last_activity_at > $2::timestamptz - make_interval(days => $3::integer) and last_activity_at <= $2`,
    [shopId, now, lately],
  );
  return { margin, shoppersPerDay: rows[0]!.shoppers / lately };
}

async function marginOf(
  queryable: Queryable,
  shopId: string,
  experimentId: string | null,
  now: Date,
): Promise<PlanBaseline['margin']> {
  const { windowDays } = metricDefinitions.margin;
  const days = await experimentSums(queryable, { shopId, experimentId, metric: 'margin', windowDays, now });
  const [first, ...others] = days;
  if (!first) return null;
  const moments = momentsOfSums('all', others.reduce(addSums, first));
  if (moments.n < leastMatured || moments.covariance[0]![0] === 0) return null;
  return {
    of: experimentId === null ? 'buyers' : 'shoppers',
    mean: moments.means[0]!,
    sd: Math.sqrt(moments.covariance[0]![0]!),
    explained: pooledSlope([moments]).explained,
    shoppers: moments.n,
  };
}
