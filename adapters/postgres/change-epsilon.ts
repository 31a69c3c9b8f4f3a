import type { ChangeResult } from '../../core/contracts/console-money.ts';
import type { FrontierPage, FrontierRun } from '../../core/contracts/console-policy.ts';
import { BadInputError, ConflictError } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import type { Transaction } from '../../core/transaction.ts';
import { epsilonChoices } from '../../retention/allocation/frontier.ts';
import { defaultMoneySettings } from '../../retention/money/money-settings.ts';
import { askApproval, listApprovals, type OpenApproval, voidApprovals } from './approvals.ts';
import { appendAudit } from './audit-log.ts';
import { clientOf, type Queryable } from './database.ts';

const subject = 'money:epsilon';

interface Settings {
  readonly epsilon: number;
  readonly lambda: number;
  readonly version: number;
}

/** The chosen epsilon with the newest frontier that it lies on. */
export async function frontierPage(
  queryable: Queryable,
  shopId: string,
  viewer: string,
): Promise<FrontierPage> {
  const settings = await readSettings(queryable, shopId, '');
  const open = await listApprovals(queryable, shopId, viewer, { state: 'open', subject });
  return { ...settings, run: await newestRun(queryable, shopId), openApproval: open[0] ?? null };
}

/**
 * Sets the share of SR that may be lost: a smaller one at once, a larger one, which gives more money away, by a second
 * person. Prices follow from the newest frontier.
 * @throws ConflictError when somebody changed it meanwhile; BadInputError for a share that is no choice.
 */
export async function changeEpsilon(
  tx: Transaction,
  change: { shopId: string; epsilon: number; version: number; reason: string; by: string },
): Promise<ChangeResult> {
  const { shopId, epsilon, by } = change;
  if (!epsilonChoices.some((choice) => choice === epsilon))
    throw new BadInputError(`epsilon is one of ${epsilonChoices.join(', ')}, as a share; ${epsilon} is not`);
  const settings = await readSettings(clientOf(tx), shopId, 'for no key update');
  if (settings.version !== change.version)
    throw new ConflictError(`somebody set epsilon to ${settings.epsilon} meanwhile; look at it again`);
  if (epsilon > settings.epsilon)
    return {
      state: 'asked',
      approval: await askApproval(tx, {
        shopId,
        kind: 'epsilon.raise',
        subject,
        subjectVersion: settings.version,
        before: { epsilon: settings.epsilon },
        after: { epsilon },
        reason: change.reason,
        by,
      }),
    };
  if (epsilon < settings.epsilon) await setEpsilon(tx, shopId, epsilon, settings, by);
  return { state: 'done' };
}

/**
 * Carries out what was approved.
 * @throws ConflictError when epsilon was changed since it was asked for.
 */
export async function epsilonApproved(tx: Transaction, approval: OpenApproval, by: string): Promise<void> {
  const settings = await readSettings(clientOf(tx), approval.shopId, 'for no key update');
  if (settings.version !== approval.subjectVersion)
    throw new ConflictError('epsilon was changed since this was asked for; ask again');
  await setEpsilon(tx, approval.shopId, Number(approval.after.epsilon), settings, by);
}

/** Keeps a frontier and lets decisions use its prices at the shop's epsilon. */
export async function saveFrontier(tx: Transaction, shopId: string, run: FrontierRun): Promise<void> {
  await clientOf(tx).query('insert into frontiers (shop_id, id, fitted_at, result) values ($1, $2, $3, $4)', [
    shopId,
    newId(),
    run.fittedAt,
    JSON.stringify(run),
  ]);
  const { epsilon, lambda } = await readSettings(clientOf(tx), shopId, 'for no key update');
  const prices = await setPrices(tx, shopId, epsilon, run);
  if (!prices) return;
  await appendAudit(tx, {
    shopId,
    actor: 'system',
    action: 'prices.fitted',
    subject: 'money:prices',
    before: { lambda },
    after: { epsilon, ...prices },
  });
}

async function setEpsilon(
  tx: Transaction,
  shopId: string,
  epsilon: number,
  before: Settings,
  by: string,
): Promise<void> {
  await clientOf(tx).query(
    'update money_settings set epsilon = $2, version = version + 1, updated_at = now() where shop_id = $1',
    [shopId, epsilon],
  );
  const prices = await setPrices(tx, shopId, epsilon, await newestRun(clientOf(tx), shopId));
  await voidApprovals(tx, shopId, subject);
  await appendAudit(tx, {
    shopId,
    actor: `user:${by}`,
    action: 'epsilon.set',
    subject,
    before: { epsilon: before.epsilon, lambda: before.lambda },
    after: { epsilon, ...prices },
  });
}

/** Decisions read these from their next draw on, and log them. */
async function setPrices(
  tx: Transaction,
  shopId: string,
  epsilon: number,
  run: FrontierRun | null,
): Promise<{ lambda: number; mu: Readonly<Record<string, number>> } | null> {
  // A gain that is out of reach tonight keeps the prices that came nearest to it: those of the greatest one in reach.
  const point = run?.points.find((candidate) => candidate.epsilon >= epsilon);
  if (!point) return null;
  const { lambda, mu } = point;
  await clientOf(tx).query('update money_settings set lambda = $2 where shop_id = $1', [shopId, lambda]);
  // In the order of their ids, as every transaction that locks several budgets.
  for (const id of Object.keys(mu).sort())
    await clientOf(tx).query('update budgets set mu = $3 where shop_id = $1 and id = $2', [
      shopId,
      id,
      mu[id],
    ]);
  return { lambda, mu };
}

async function newestRun(queryable: Queryable, shopId: string): Promise<FrontierRun | null> {
  const { rows } = await queryable.query<{ result: FrontierRun }>(
    'select result from frontiers where shop_id = $1 order by fitted_at desc limit 1',
    [shopId],
  );
  return rows[0]?.result ?? null;
}

async function readSettings(
  queryable: Queryable,
  shopId: string,
  lock: '' | 'for no key update',
): Promise<Settings> {
  // A change needs a row to count its versions in; a shop without one has the defaults.
  if (lock !== '')
    await queryable.query('insert into money_settings (shop_id) values ($1) on conflict do nothing', [
      shopId,
    ]);
  const { rows } = await queryable.query<Settings>(
    `select epsilon, lambda, version from money_settings where shop_id = $1 ${lock}`,
    [shopId],
  );
  return rows[0] ?? { epsilon: 0.01, lambda: defaultMoneySettings.lambda, version: 1 };
}
