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
  readonly armShare: number;
  readonly policy: PolicyId;
  readonly budgetId: string;
}

interface ArmRow {
  key: string;
  weight: number;
  policy: string;
  budgetId: string;
}

/** The shopper's arm in the running money experiment, assigned now if it was not before; null outside of one. */
export async function moneyArm(
  tx: Transaction,
  context: MoneyContext,
  now: Date,
): Promise<StandingArm | null> {
  const client = clientOf(tx);
  const { rows } = await client.query<{
    id: string;
    coverage: number;
    arms: ArmRow[];
    arm: string | null;
  }>(
    `select e.id, e.coverage, e.arms, a.arm
     from experiments e
     left join assignments a on a.shop_id = e.shop_id and a.experiment_id = e.id and a.shopper_id = $2
     where e.shop_id = $1 and e.state = 'running' and e.arms -> 0 ? 'policy'
     order by e.started_at, e.id limit 1`,
    [context.shopId, context.shopperId],
  );
  const experiment = rows[0];
  if (!experiment) return null;
  const total = experiment.arms.reduce((sum, arm) => sum + arm.weight, 0);
  const stand = (key: string): StandingArm | null => {
    const arm = experiment.arms.find((candidate) => candidate.key === key);
    const policy = asPolicyId(arm?.policy ?? null);
    if (!arm || !policy) return null;
    const armShare = (experiment.coverage * arm.weight) / total;
    return { experimentId: experiment.id, arm: key, armShare, policy, budgetId: arm.budgetId };
  };
  if (experiment.arm !== null) return stand(experiment.arm);
  const assigned = assignArm(
    {
      key: `${context.shopId}|${experiment.id}`,
      coverage: experiment.coverage,
      arms: experiment.arms,
    },
    context.shopperId,
  );
  if (!assigned) return null;
  const inserted = await client.query<{ arm: string }>(
    `insert into assignments as a (shop_id, experiment_id, shopper_id, arm, assigned_at)
     values ($1, $2, $3, $4, $5)
     on conflict (shop_id, experiment_id, shopper_id) do update set arm = a.arm
     returning arm`,
    [context.shopId, experiment.id, context.shopperId, assigned.key, now],
  );
  return stand(inserted.rows[0]!.arm);
}
