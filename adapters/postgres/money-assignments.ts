import type { Transaction } from '../../core/transaction.ts';
import { assignArm } from '../../retention/experiments/assign-arm.ts';
import { drawHoldout, holdoutExperiment } from '../../retention/experiments/holdout.ts';
import type { PolicyId } from '../../retention/policy/policy.ts';
import { clientOf } from './database.ts';
import { asPolicyId, type MoneyContext } from './money-context.ts';

/** Whether the shopper is set aside, and the share that was set aside when that was drawn. */
export interface HoldoutDraw {
  readonly heldOut: boolean;
  readonly share: number;
}

/** The shopper's draw; assigned now, for twelve months, if it was not before. */
export async function holdoutOf(tx: Transaction, context: MoneyContext, now: Date): Promise<HoldoutDraw> {
  const { shopId, shopperId, settings } = context;
  const drawn = drawHoldout({ shopId, shopperId, share: settings.holdoutShare, now });
  const { rows } = await clientOf(tx).query<{ arm: string; shares: number[] | null }>(
    `insert into assignments as a (shop_id, experiment_id, shopper_id, arm, assigned_at, until, shares)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (shop_id, experiment_id, shopper_id) do update set
       arm = case when a.until <= $5 then excluded.arm else a.arm end,
       shares = case when a.until <= $5 then excluded.shares else a.shares end,
       assigned_at = case when a.until <= $5 then excluded.assigned_at else a.assigned_at end,
       until = case when a.until <= $5 then excluded.until else a.until end
     returning arm, shares`,
    [
      shopId,
      holdoutExperiment,
      shopperId,
      drawn.arm,
      now,
      drawn.until,
      [settings.holdoutShare, 1 - settings.holdoutShare],
    ],
  );
  const { arm, shares } = rows[0]!;
  return { heldOut: arm === 'holdout', share: shares?.[0] ?? settings.holdoutShare };
}

export interface StandingArm {
  readonly experimentId: string;
  readonly arm: string;
  /** Probability that the shopper had of this arm when it was drawn, nothing being known of them. */
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
  shares: number[] | null;
}

/** The shopper's arm in a running money experiment, assigned now if it was not before; null outside of all. */
export async function moneyArm(
  tx: Transaction,
  context: MoneyContext,
  now: Date,
): Promise<StandingArm | null> {
  const client = clientOf(tx);
  const { rows } = await client.query<RunningExperiment>(
    `select e.id, e.coverage, e.arms, e.range_from, e.range_to, a.arm, a.shares
     from experiments e
     left join assignments a on a.shop_id = e.shop_id and a.experiment_id = e.id and a.shopper_id = $2
     where e.shop_id = $1 and e.state = 'running' and e.arms -> 0 ? 'policy'
     order by a.arm is null, e.started_at, e.id`,
    [context.shopId, context.shopperId],
  );
  for (const experiment of rows) {
    if (experiment.arm !== null) return standing(experiment, experiment.arm, experiment.shares);
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
    const inserted = await client.query<{ arm: string; shares: number[] | null }>(
      `insert into assignments as a (shop_id, experiment_id, shopper_id, arm, assigned_at, shares)
       values ($1, $2, $3, $4, $5, $6)
       on conflict (shop_id, experiment_id, shopper_id) do update set arm = a.arm
       returning arm, shares`,
      [context.shopId, experiment.id, context.shopperId, assigned.key, now, sharesOf(experiment.arms)],
    );
    const { arm, shares } = inserted.rows[0]!;
    return standing(experiment, arm, shares);
  }
  return null;
}

function sharesOf(arms: readonly MoneyArm[]): number[] {
  const total = arms.reduce((sum, { weight }) => sum + weight, 0);
  return arms.map(({ weight }) => weight / total);
}

/** @param shares in force when the shopper was drawn; null: not known, the present ones stand in. */
function standing(
  experiment: RunningExperiment,
  key: string,
  shares: readonly number[] | null,
): StandingArm | null {
  const place = experiment.arms.findIndex((candidate) => candidate.key === key);
  const arm = experiment.arms[place];
  const policy = asPolicyId(arm?.policy ?? null);
  if (!arm || !policy) return null;
  const range = experiment.range_to - experiment.range_from;
  const share = shares?.[place] ?? sharesOf(experiment.arms)[place]!;
  return {
    experimentId: experiment.id,
    arm: key,
    armShare: range * experiment.coverage * share,
    policy,
    budgetId: arm.budgetId,
    rulesVersion: arm.rulesVersion ?? null,
  };
}
