import type { ExperimentDraft, StoppedBecause } from '../../core/contracts/console-experiments.ts';
import { BadInputError, ConflictError, NotFoundError } from '../../core/errors.ts';
import type { Transaction } from '../../core/transaction.ts';
import { eligibilityRules } from '../../retention/rules/default-rules.ts';
import type { RuleEngine } from '../../retention/rules/rule-engine.ts';
import { offerIdsOf } from '../../retention/rules/rule-table.ts';
import { widenings } from '../../retention/rules/widenings.ts';
import { appendAudit } from './audit-log.ts';
import { clientOf } from './database.ts';
import { returnBudgets, splitBudget } from './experiment-budgets.ts';
import { noteShares } from './experiment-shares.ts';
import type { MoneyArm } from './money-assignments.ts';
import { liveRulesVersion, rulesText } from './money-catalogue.ts';
import { asPolicyId } from './money-context.ts';

/** Arms may not bring these among a shopper's assignments. */
const keptIds = ['holdout', 'outreach'];

/**
 * Saves an experiment that has not begun; shoppers notice nothing and no money moves.
 * @throws ConflictError when there is one of this id; BadInputError for arms that cannot be.
 */
export async function createExperiment(
  tx: Transaction,
  request: { shopId: string; draft: ExperimentDraft; by: string; now: Date },
): Promise<void> {
  const { shopId, draft, by, now } = request;
  checkDraft(draft);
  const arms: MoneyArm[] = draft.arms.map(({ key, weight, policy, rulesVersion }) => ({
    key,
    weight,
    policy,
    budgetId: `${draft.id}-${key}`,
    rulesVersion,
  }));
  const { rowCount } = await clientOf(tx).query(
    `insert into experiments (shop_id, id, name, state, coverage, arms, range_from, range_to, guardrails, tuning, plan,
       source_budget, budget_cents, created_at, bandit)
     values ($1, $2, $3, 'draft', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) on conflict do nothing`,
    [
      shopId,
      draft.id,
      JSON.stringify(draft.name),
      draft.coverage,
      JSON.stringify(arms),
      draft.range.from,
      draft.range.to,
      JSON.stringify(draft.guardrails),
      Math.round(draft.tuning),
      draft.plan && JSON.stringify(draft.plan),
      draft.budget.sourceId,
      draft.budget.totalCents,
      now,
      draft.bandit && JSON.stringify(draft.bandit),
    ],
  );
  if (rowCount === 0) throw new ConflictError(`there is an experiment "${draft.id}" already`);
  await appendAudit(tx, {
    shopId,
    actor: `user:${by}`,
    action: 'experiment.created',
    subject: `experiment:${draft.id}`,
    before: null,
    after: draft,
  });
}

interface ExperimentRow {
  state: 'draft' | 'running' | 'stopped';
  version: number;
  name: { en: string; zh: string };
  arms: readonly MoneyArm[];
  range_from: number;
  range_to: number;
  budget_cents: number | null;
  source_budget: string | null;
}

/**
 * Lets an experiment begin: its budgets are split off, and from now on shoppers are assigned.
 * @throws ConflictError when somebody changed it, another one has part of its range, an arm's rules would let more
 * shoppers in than the live ones, or the money is not there.
 */
export async function startExperiment(
  tx: Transaction,
  request: { shopId: string; id: string; version: number; by: string; now: Date; engine: RuleEngine },
): Promise<void> {
  const { shopId, id, by, now } = request;
  // Two who start experiments take turns by the shop's row, else both would find their ranges free.
  await clientOf(tx).query('select 1 from shops where id = $1 for no key update', [shopId]);
  const row = await lockedExperiment(tx, shopId, id, request.version);
  if (row.state !== 'draft') throw new ConflictError(`the experiment "${id}" has begun already`);
  const others = await clientOf(tx).query<{ id: string }>(
    `select id from experiments where shop_id = $1 and state = 'running' and arms -> 0 ? 'policy'
       and range_from < $3 and range_to > $2 order by id`,
    [shopId, row.range_from, row.range_to],
  );
  if (others.rows[0])
    throw new ConflictError(
      `the experiment "${others.rows[0].id}" has part of the same shoppers; stop it first, or take another range`,
    );
  await checkRules(tx, shopId, row.arms, request.engine);
  const weights = row.arms.reduce((sum, { weight }) => sum + weight, 0);
  const total = row.budget_cents ?? 0;
  await splitBudget(
    tx,
    shopId,
    row.source_budget!,
    row.arms.map((arm) => ({
      id: arm.budgetId,
      name: { en: `${row.name.en}: ${arm.key}`, zh: `${row.name.zh}：${arm.key}` },
      limitCents: Math.floor((total * arm.weight) / weights),
    })),
  );
  await clientOf(tx).query(
    `update experiments set state = 'running', started_at = $3, version = version + 1 where shop_id = $1 and id = $2`,
    [shopId, id, now],
  );
  await noteShares(tx, {
    shopId,
    id,
    since: now,
    shares: row.arms.map(({ weight }) => weight / weights),
    best: null,
    matured: null,
  });
  await appendAudit(tx, {
    shopId,
    actor: `user:${by}`,
    action: 'experiment.started',
    subject: `experiment:${id}`,
    before: { state: 'draft' },
    after: { state: 'running', budgetCents: total },
  });
}

/**
 * Ends an experiment: its shoppers are served as everybody else from their next period on, and what its budgets have
 * left goes back.
 * @param request version: as the page showed it; null for the guardrails, which stop what they find running.
 */
export async function stopExperiment(
  tx: Transaction,
  request: {
    shopId: string;
    id: string;
    version: number | null;
    actor: string;
    because: StoppedBecause;
    now: Date;
  },
): Promise<void> {
  const { shopId, id, because, now } = request;
  const row = await lockedExperiment(tx, shopId, id, request.version);
  if (row.state !== 'running') throw new ConflictError(`the experiment "${id}" does not run`);
  const returnedCents = row.source_budget
    ? await returnBudgets(
        tx,
        shopId,
        row.source_budget,
        row.arms.map(({ budgetId }) => budgetId),
      )
    : 0;
  await clientOf(tx).query(
    `update experiments set state = 'stopped', stopped_at = $3, stopped_because = $4, version = version + 1
     where shop_id = $1 and id = $2`,
    [shopId, id, now, JSON.stringify(because)],
  );
  await appendAudit(tx, {
    shopId,
    actor: request.actor,
    action: 'experiment.stopped',
    subject: `experiment:${id}`,
    before: { state: 'running' },
    after: { state: 'stopped', because, returnedCents },
  });
}

/** Somebody has seen that a guardrail stopped it: the menu counts it no longer. */
export async function acknowledgeStop(
  tx: Transaction,
  { shopId, id, by, now }: { shopId: string; id: string; by: string; now: Date },
): Promise<void> {
  const { rowCount } = await clientOf(tx).query(
    `update experiments set acknowledged_at = $3
     where shop_id = $1 and id = $2 and stopped_because ->> 'kind' = 'guardrail' and acknowledged_at is null`,
    [shopId, id, now],
  );
  if (rowCount === 0) return;
  await appendAudit(tx, {
    shopId,
    actor: `user:${by}`,
    action: 'experiment.stop_seen',
    subject: `experiment:${id}`,
    before: null,
    after: null,
  });
}

/** Takes away one that never began. */
export async function discardExperiment(
  tx: Transaction,
  { shopId, id, version, by }: { shopId: string; id: string; version: number; by: string },
): Promise<void> {
  const row = await lockedExperiment(tx, shopId, id, version);
  if (row.state !== 'draft')
    throw new ConflictError(`the experiment "${id}" has begun; it can only be stopped`);
  await clientOf(tx).query('delete from experiments where shop_id = $1 and id = $2', [shopId, id]);
  await appendAudit(tx, {
    shopId,
    actor: `user:${by}`,
    action: 'experiment.discarded',
    subject: `experiment:${id}`,
    before: { name: row.name },
    after: null,
  });
}

async function lockedExperiment(
  tx: Transaction,
  shopId: string,
  id: string,
  version: number | null,
): Promise<ExperimentRow> {
  const { rows } = await clientOf(tx).query<ExperimentRow>(
    `select state, version, name, arms, range_from, range_to, budget_cents, source_budget from experiments
     where shop_id = $1 and id = $2 for update`,
    [shopId, id],
  );
  if (!rows[0]) throw new NotFoundError(`there is no experiment "${id}"`);
  if (version !== null && rows[0].version !== version)
    throw new ConflictError(`somebody changed the experiment "${id}" meanwhile; look at it again`);
  return rows[0];
}

function checkDraft({ id, arms, range, coverage, bandit }: ExperimentDraft): void {
  if (keptIds.includes(id)) throw new BadInputError(`"${id}" is taken for something else; give another id`);
  const twice = arms.find(({ key }, i) => arms.findIndex((arm) => arm.key === key) !== i);
  if (twice) throw new BadInputError(`two arms are called "${twice.key}"; give each a name of its own`);
  for (const { key, policy } of arms)
    if (!asPolicyId(policy)) throw new BadInputError(`arm "${key}": there is no policy "${policy}"`);
  if (bandit && bandit.floor * arms.length > 1)
    throw new BadInputError(
      `a floor of ${bandit.floor} does not fit ${arms.length} arms; ${1 / arms.length} is the most`,
    );
  // Buckets of an arm with coverage grow into those of people who were left out before: they would follow no share.
  if (bandit && coverage < 1)
    throw new BadInputError(
      'an experiment that moves its traffic takes all shoppers of its range; take a narrower range instead of a share of it',
    );
  if (!(range.from < range.to)) throw new BadInputError('the range of shoppers ends before it begins');
}

/** An arm may try rules that were live once, or a narrower table, never let in whom nobody approved. */
async function checkRules(
  tx: Transaction,
  shopId: string,
  arms: readonly MoneyArm[],
  engine: RuleEngine,
): Promise<void> {
  const live = await liveRulesVersion(tx, shopId, eligibilityRules);
  const now = live === null ? null : await rulesText(tx, shopId, eligibilityRules, live);
  for (const { key, rulesVersion } of arms) {
    if (rulesVersion === null || rulesVersion === undefined || rulesVersion === live) continue;
    const { rows } = await clientOf(tx).query<{ state: string }>(
      'select state from rules where shop_id = $1 and id = $2 and version = $3',
      [shopId, eligibilityRules, rulesVersion],
    );
    if (rows[0]?.state !== 'retired')
      throw new BadInputError(`arm "${key}": rules version ${rulesVersion} was never live; publish it first`);
    const table = (await rulesText(tx, shopId, eligibilityRules, rulesVersion))!;
    const wider = widenings(now, table, offerIdsOf(engine));
    if (wider.length > 0)
      throw new ConflictError(
        `arm "${key}": row ${wider[0]!.row} of rules version ${rulesVersion} gives more than the live rules; publish it with a second person first`,
      );
  }
}
