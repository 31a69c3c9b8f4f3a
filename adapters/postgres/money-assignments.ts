import type { Transaction } from '../../core/transaction.ts';
import { assignArm } from '../../retention/experiments/assign-arm.ts';
import { drawHoldout, holdoutExperiment } from '../../retention/experiments/holdout.ts';
import type { PolicyId } from '../../retention/policy/policy.ts';
import { clientOf } from './database.ts';
import { asPolicyId, type MoneyContext } from './money-context.ts';

/** True when the shopper is set aside; assigned now, for twelve months, if it was not before. */
export async function inHoldout(tx: Transaction, context: MoneyContext, now: Date): Promise<boolean> {
  const { shopId, shopperId, settings } = context;
  const drawn = drawHoldout({ shopId, shopperId, share: settings.holdoutShare, now });
  const { rows } = await clientOf(tx).query<{ arm: string }>(
    `insert into assignments as a (shop_id, experiment_id, shopper_id, arm, assigned_at, until)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (shop_id, experiment_id, shopper_id) do update set
       arm = case when a.until <= $5 then excluded.arm else a.arm end,
       assigned_at = case when a.until <= $5 then excluded.assigned_at else a.assigned_at end,
       until = case when a.until <= $5 then excluded.until else a.until end
     returning arm`,
    [shopId, holdoutExperiment, shopperId, drawn.arm, now, drawn.until],
  );
  return rows[0]!.arm === 'holdout';
}

export interface StandingArm {
  readonly experimentId: string;
  readonly arm: string;
  /** Probability of this arm for a shopper of whom nothing is known. */
  readonly armShare: number;
  readonly policy: PolicyId;
  readonly budgetId: string;
  /** Eligibility by this version instead of the live one. */
  readonly rulesVersion: number | null;
}

/** An arm of a money experiment, as experiments.arms keeps it. */
export interface MoneyArm {
  readonly key: string;
  readonly weight: number;
  readonly policy: string;
  readonly budgetId: string;
  readonly rulesVersion?: number | null;
}

/** Money experiments share one namespace: the ranges of those that run do not overlap. */
const moneyNamespace = 'money';

interface RunningExperiment {
  id: string;
  coverage: number;
  arms: readonly MoneyArm[];
  range_from: number;
  range_to: number;
  arm: string | null;
}

/** The shopper's arm in a running money experiment, assigned now if it was not before; null outside of all. */
export async function moneyArm(
  tx: Transaction,
  context: MoneyContext,
  now: Date,
): Promise<StandingArm | null> {
  const client = clientOf(tx);
  const { rows } = await client.query<RunningExperiment>(
    `select e.id, e.coverage, e.arms, e.range_from, e.range_to, a.arm
     from experiments e
     left join assignments a on a.shop_id = e.shop_id and a.experiment_id = e.id and a.shopper_id = $2
     where e.shop_id = $1 and e.state = 'running' and e.arms -> 0 ? 'policy'
     order by a.arm is null, e.started_at, e.id`,
    [context.shopId, context.shopperId],
  );
  for (const experiment of rows) {
    if (experiment.arm !== null) return standing(experiment, experiment.arm);
    const assigned = assignArm(
      {
        key: `${context.shopId}|${experiment.id}`,
        coverage: experiment.coverage,
        arms: experiment.arms,
        namespace: { name: moneyNamespace, from: experiment.range_from, to: experiment.range_to },
      },
      context.shopperId,
    );
    if (!assigned) continue;
    const inserted = await client.query<{ arm: string }>(
      `insert into assignments as a (shop_id, experiment_id, shopper_id, arm, assigned_at)
       values ($1, $2, $3, $4, $5)
       on conflict (shop_id, experiment_id, shopper_id) do update set arm = a.arm
       returning arm`,
      [context.shopId, experiment.id, context.shopperId, assigned.key, now],
    );
    return standing(experiment, inserted.rows[0]!.arm);
  }
  return null;
}

function standing(experiment: RunningExperiment, key: string): StandingArm | null {
  const arm = experiment.arms.find((candidate) => candidate.key === key);
  const policy = asPolicyId(arm?.policy ?? null);
  if (!arm || !policy) return null;
  const total = experiment.arms.reduce((sum, { weight }) => sum + weight, 0);
  const range = experiment.range_to - experiment.range_from;
  return {
    experimentId: experiment.id,
    arm: key,
    armShare: (range * experiment.coverage * arm.weight) / total,
    policy,
    budgetId: arm.budgetId,
    rulesVersion: arm.rulesVersion ?? null,
  };
}
