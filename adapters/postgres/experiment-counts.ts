import type { ExperimentSummary } from '../../core/contracts/console-experiments.ts';
import type { Localised } from '../../core/localised.ts';
import { metricDefinitions } from '../../retention/experiments/experiment-metrics.ts';
import { holdoutExperiment } from '../../retention/experiments/holdout.ts';
import type { Queryable } from './database.ts';
import { sharesOverTime } from './experiment-shares.ts';
import { type SplitCount, splitCounts, splitOver } from './split-counts.ts';

interface ArmRow {
  key: string;
  weight: number;
  policy: string;
  budgetId: string;
}

/** Every experiment of a shop with who is in it and what was done; effects are not for counting. */
export async function experimentViews(queryable: Queryable, shopId: string): Promise<ExperimentSummary[]> {
  const { rows } = await queryable.query<{
    id: string;
    name: Localised;
    state: ExperimentSummary['state'];
    coverage: number;
    arms: ArmRow[];
    started_at: Date | null;
    stopped_at: Date | null;
    version: number;
    range_from: number;
    range_to: number;
    guardrails: ExperimentSummary['guardrails'];
    plan: ExperimentSummary['plan'];
    bandit: ExperimentSummary['bandit'];
    stopped_because: ExperimentSummary['stoppedBecause'];
    acknowledged_at: Date | null;
  }>(
    `select id, name, state, coverage, arms, started_at, stopped_at, version, range_from, range_to, guardrails, plan, bandit,
       stopped_because, acknowledged_at
     from experiments where shop_id = $1 order by started_at desc nulls first, id`,
    [shopId],
  );
  const assigned = await splitCounts(queryable, shopId);
  const traffic = await sharesOverTime(queryable, shopId);
  const drawn = await queryable.query<{
    experiment_id: string;
    arm: string;
    draws: number;
    grants: number;
    redeemed: number;
    spent: number;
  }>(
    `with drawn as (
       select experiment_id, arm, count(*) as draws from decisions
       where shop_id = $1 and kind = 'money' and experiment_id is not null group by 1, 2),
     granted as (
       select experiment_id, arm, count(*) as grants, count(*) filter (where state = 'redeemed') as redeemed,
         sum(redeemed_cents) as spent
       from grants where shop_id = $1 and experiment_id is not null group by 1, 2)
     select experiment_id, arm, draws, coalesce(grants, 0) as grants, coalesce(redeemed, 0) as redeemed,
       coalesce(spent, 0)::bigint as spent
     from drawn left join granted using (experiment_id, arm)`,
    [shopId],
  );
  const settings = await queryable.query<{ holdout_share: number }>(
    'select holdout_share from money_settings where shop_id = $1',
    [shopId],
  );
  return rows.map((row) => {
    const own = assigned.filter(({ experimentId }) => experimentId === row.id);
    const arms = row.arms.map((arm) => {
      const done = drawn.rows.find(
        ({ experiment_id, arm: key }) => experiment_id === row.id && key === arm.key,
      );
      return {
        ...arm,
        shoppers: sumOf(own, 'shoppers', arm.key),
        draws: done?.draws ?? 0,
        grants: done?.grants ?? 0,
        redeemed: done?.redeemed ?? 0,
        spentCents: done?.spent ?? 0,
      };
    });
    return {
      id: row.id,
      name: row.name,
      state: row.state,
      coverage: row.coverage,
      startedAt: row.started_at?.toISOString() ?? null,
      stoppedAt: row.stopped_at?.toISOString() ?? null,
      version: row.version,
      range: { from: row.range_from, to: row.range_to },
      guardrails: row.guardrails,
      plan: row.plan,
      bandit: row.bandit,
      traffic: traffic.get(row.id) ?? [],
      stoppedBecause: row.stopped_because,
      unseenStop: row.stopped_because?.kind === 'guardrail' && row.acknowledged_at === null,
      arms,
      crossed: sumOf(own, 'crossed'),
      sampleRatio: splitOver(own, arms),
      holdout: {
        shoppers: sumOf(
          assigned.filter(({ experimentId }) => experimentId === holdoutExperiment),
          'shoppers',
          'holdout',
        ),
        share: settings.rows[0]?.holdout_share ?? 0.05,
      },
    };
  });
}

/** Whose results may still change: those that run, or that stopped so lately that shoppers go on maturing; by id. */
export async function experimentsToRead(queryable: Queryable, shopId: string, now: Date): Promise<string[]> {
  const { rows } = await queryable.query<{ id: string }>(
    `select id from experiments where shop_id = $1 and arms -> 0 ? 'policy' and (state = 'running'
       or state = 'stopped' and stopped_at > $2::timestamptz - make_interval(days => $3::integer)) order by id`,
    [shopId, now, metricDefinitions.margin.windowDays + 30],
  );
  return rows.map(({ id }) => id);
}

/** How many experiments of a shop want to be looked at: the split is not as planned, or a guardrail stopped it. */
export async function countTroubled(queryable: Queryable, shopId: string): Promise<number> {
  const { rows } = await queryable.query<{ id: string; arms: ArmRow[]; unseen: boolean }>(
    `select id, arms, coalesce(stopped_because ->> 'kind' = 'guardrail', false) and acknowledged_at is null as unseen
     from experiments where shop_id = $1`,
    [shopId],
  );
  const assigned = await splitCounts(queryable, shopId);
  return rows.filter(({ id, arms, unseen }) => {
    if (unseen) return true;
    const own = assigned.filter(({ experimentId }) => experimentId === id);
    return splitOver(own, arms)?.asPlanned === false;
  }).length;
}

function sumOf(counts: readonly SplitCount[], what: 'shoppers' | 'crossed', arm?: string): number {
  return counts.reduce((sum, count) => sum + (arm === undefined || count.arm === arm ? count[what] : 0), 0);
}
