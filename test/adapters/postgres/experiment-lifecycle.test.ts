import { afterAll, beforeAll, expect, test } from 'vitest';
import { experimentViews } from '../../../adapters/postgres/experiment-counts.ts';
import {
  acknowledgeStop,
  createExperiment,
  discardExperiment,
  startExperiment,
  stopExperiment,
} from '../../../adapters/postgres/experiment-lifecycle.ts';
import { PostgresMoneyDesk } from '../../../adapters/postgres/money-desk.ts';
import { publishRules } from '../../../adapters/postgres/money-rules.ts';
import type { ExperimentDraft } from '../../../core/contracts/console-experiments.ts';
import { newId } from '../../../core/ids.ts';
import type { Transaction } from '../../../core/transaction.ts';
import type { MoneyDecisionRecord } from '../../../retention/money/money-decision-record.ts';
import { defaultRules } from '../../../retention/rules/default-rules.ts';
import { decisionTableOf } from '../../../retention/rules/jdm.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import {
  addDriftingShopper,
  addShop,
  decideRequest,
  engine,
  expectBooksToBalance,
  now,
} from './money-world.ts';

let store: TestDatabase;
const by = newId();
const desk = new PostgresMoneyDesk({ rules: engine });
beforeAll(async () => {
  store = await createTestDatabase();
});
afterAll(() => store.drop());

const draft = (change: Partial<ExperimentDraft> = {}): ExperimentDraft => ({
  id: 'autumn',
  name: { en: 'Autumn', zh: '秋季' },
  arms: [
    { key: 'control', weight: 1, policy: 'single-best', rulesVersion: null },
    { key: 'value', weight: 3, policy: 'value-weighted', rulesVersion: null },
  ],
  coverage: 1,
  range: { from: 0, to: 1 },
  budget: { sourceId: 'main', totalCents: 80_000 },
  guardrails: [{ metric: 'complaints', tolerated: 0.02 }],
  tuning: 4_000,
  plan: { effectCents: 150, shoppers: 4_000, days: 130 },
  bandit: null,
  ...change,
});
const within = <T>(work: (tx: Transaction) => Promise<T>) => store.database.transaction(work);
const create = (shopId: string, change: Partial<ExperimentDraft> = {}) =>
  within((tx) => createExperiment(tx, { shopId, draft: draft(change), by, now }));
const start = (shopId: string, id = 'autumn', version = 1) =>
  within((tx) => startExperiment(tx, { shopId, id, version, by, now, engine }));
const stop = (shopId: string, id: string, version: number) =>
  within((tx) =>
    stopExperiment(tx, {
      shopId,
      id,
      version,
      actor: `user:${by}`,
      because: { kind: 'person', reason: 'done' },
      now,
    }),
  );
const limits = async (shopId: string) => {
  const { rows } = await store.database.query<{ id: string; limit_cents: number }>(
    'select id, limit_cents from budgets where shop_id = $1',
    [shopId],
  );
  return Object.fromEntries(rows.map(({ id, limit_cents }) => [id, limit_cents]));
};
const total = async (shopId: string) =>
  Object.values(await limits(shopId)).reduce((sum, limit) => sum + limit, 0);
const actions = async (shopId: string) => {
  const { rows } = await store.database.query<{ action: string }>(
    'select action from audit_log where shop_id = $1 order by sequence',
    [shopId],
  );
  return rows.map(({ action }) => action);
};
/** A shop whose first experiment is over. */
async function free(id: string) {
  await addShop(store.database, id);
  await stop(id, 'money-policy', 1);
  return id;
}

test('an experiment takes its money from a budget, assigns by its weights, and gives back what is left', async () => {
  const shopId = await free('whole');
  const before = await total(shopId);
  await create(shopId);
  expect(await total(shopId)).toBe(before);
  expect((await experimentViews(store.database, shopId))[0]).toMatchObject({
    id: 'autumn',
    state: 'draft',
    plan: { shoppers: 4_000 },
    guardrails: [{ metric: 'complaints', tolerated: 0.02 }],
  });
  await start(shopId);
  expect(await limits(shopId)).toMatchObject({
    main: 500_000 - 80_000,
    'autumn-control': 20_000,
    'autumn-value': 60_000,
  });
  expect(await total(shopId)).toBe(before);
  const arms: string[] = [];
  for (let i = 0; i < 40; i++) {
    const shopperId = await addDriftingShopper(store.database, shopId);
    const decision = await within((tx) => desk.decide(tx, decideRequest(shopId, shopperId)));
    const { rows } = await store.database.query<{ record: MoneyDecisionRecord }>(
      'select record from decisions where id = $1',
      [decision!.decisionId],
    );
    const { assignment, budget, policy } = rows[0]!.record.inputs;
    arms.push(assignment.arm!);
    expect(assignment).toMatchObject({
      experimentId: 'autumn',
      armShare: assignment.arm === 'control' ? 0.25 : 0.75,
    });
    expect(budget.id).toBe(`autumn-${assignment.arm}`);
    expect(policy.id).toBe(assignment.arm === 'control' ? 'single-best' : 'value-weighted');
  }
  expect(arms.filter((arm) => arm === 'value').length).toBeGreaterThan(20);
  expect(new Set(arms).size).toBe(2);
  await stop(shopId, 'autumn', 2);
  await expectBooksToBalance(store.database, shopId);
  expect(await total(shopId)).toBe(before);
  const { rows } = await store.database.query<{ open: number; limit_cents: number }>(
    `select limit_cents, reserved_cents + spent_cents as open from budgets where shop_id = $1 and id like 'autumn-%'`,
    [shopId],
  );
  for (const budget of rows) expect(budget.limit_cents).toBe(budget.open);
  expect(rows.some(({ open }) => open > 0)).toBe(true);
  expect(await actions(shopId)).toEqual([
    'experiment.stopped',
    'experiment.created',
    'experiment.started',
    'experiment.stopped',
  ]);
});

test('ranges that do not overlap keep experiments apart; one that does is refused', async () => {
  const shopId = await free('ranges');
  await create(shopId, { id: 'first', range: { from: 0, to: 0.5 } });
  await create(shopId, { id: 'second', range: { from: 0.5, to: 1 } });
  await create(shopId, { id: 'third', range: { from: 0.4, to: 0.6 } });
  await start(shopId, 'first');
  await start(shopId, 'second');
  await expect(start(shopId, 'third')).rejects.toThrow(/"first" has part of the same shoppers/);
  for (let i = 0; i < 30; i++) {
    const shopperId = await addDriftingShopper(store.database, shopId);
    await within((tx) => desk.decide(tx, decideRequest(shopId, shopperId)));
  }
  const { rows } = await store.database.query<{ experiments: string[] }>(
    `select array_agg(experiment_id) as experiments from assignments
     where shop_id = $1 and experiment_id <> 'holdout' group by shopper_id`,
    [shopId],
  );
  expect(rows).toHaveLength(30);
  for (const { experiments } of rows) expect(experiments).toHaveLength(1);
  expect(new Set(rows.flatMap(({ experiments }) => experiments))).toEqual(new Set(['first', 'second']));
});

test('an arm may try rules that were live, and not widen what was approved', async () => {
  const shopId = await free('rules');
  const narrow = structuredClone(defaultRules());
  (decisionTableOf(narrow)!.rules as unknown[]).splice(1);
  await within((tx) => publishRules(tx, shopId, narrow, engine));
  const withRules = (rulesVersion: number) => ({
    arms: draft().arms.map((arm, i) => (i === 1 ? { ...arm, rulesVersion } : arm)),
  });
  await create(shopId, { id: 'wider', ...withRules(1) });
  await expect(start(shopId, 'wider')).rejects.toThrow(/of rules version 1 gives more than the live rules/);
  await create(shopId, { id: 'unknown', ...withRules(9) });
  await expect(start(shopId, 'unknown')).rejects.toThrow(/version 9 was never live/);
  await within((tx) => publishRules(tx, shopId, defaultRules(), engine));
  await create(shopId, { id: 'narrower', ...withRules(2) });
  await start(shopId, 'narrower');
  const versions = new Set<string>();
  for (let i = 0; i < 45; i++) {
    const shopperId = await addDriftingShopper(store.database, shopId);
    const decision = await within((tx) => desk.decide(tx, decideRequest(shopId, shopperId)));
    const { rows } = await store.database.query<{ arm: string; rules_version: number }>(
      'select arm, rules_version from decisions where id = $1',
      [decision!.decisionId],
    );
    versions.add(`${rows[0]!.arm} ${rows[0]!.rules_version}`);
  }
  expect(versions).toEqual(new Set(['control 3', 'value 2']));
});

test('what cannot be is refused with a sentence, and changes nothing', async () => {
  const shopId = await free('refused');
  const same = draft().arms.map((arm) => ({ ...arm, key: 'same' }));
  await expect(create(shopId, { arms: same })).rejects.toThrow(/two arms are called "same"/);
  await expect(create(shopId, { id: 'holdout' })).rejects.toThrow(/"holdout" is taken/);
  await expect(create(shopId, { range: { from: 0.5, to: 0.5 } })).rejects.toThrow(/ends before it begins/);
  await create(shopId, { budget: { sourceId: 'main', totalCents: 600_000 } });
  await expect(create(shopId)).rejects.toThrow(/"autumn" already/);
  const before = await limits(shopId);
  await expect(start(shopId)).rejects.toThrow(/"main" has 500000 left; the arms cannot get 600000/);
  await expect(start(shopId, 'autumn', 7)).rejects.toThrow(/somebody changed/);
  await expect(start(shopId, 'none')).rejects.toThrow(/no experiment "none"/);
  await expect(stop(shopId, 'autumn', 1)).rejects.toThrow(/does not run/);
  expect(await limits(shopId)).toEqual(before);
  await within((tx) => discardExperiment(tx, { shopId, id: 'autumn', version: 1, by }));
  expect((await experimentViews(store.database, shopId)).map(({ id }) => id)).toEqual(['money-policy']);
  await expect(
    within((tx) => discardExperiment(tx, { shopId, id: 'money-policy', version: 2, by })),
  ).rejects.toThrow(/can only be stopped/);
});

test('a stop by a guardrail is counted until somebody has seen it', async () => {
  const shopId = await addShop(store.database, 'seen');
  const because = {
    kind: 'guardrail',
    metric: 'complaints',
    arm: 'value-weighted',
    harm: 0.1,
    atLeast: 0.04,
    tolerated: 0.02,
  } as const;
  await within((tx) =>
    stopExperiment(tx, { shopId, id: 'money-policy', version: null, actor: 'system', because, now }),
  );
  expect((await experimentViews(store.database, shopId))[0]).toMatchObject({
    unseenStop: true,
    stoppedBecause: because,
  });
  const seen = () => within((tx) => acknowledgeStop(tx, { shopId, id: 'money-policy', by, now }));
  await seen();
  await seen();
  expect((await experimentViews(store.database, shopId))[0]!.unseenStop).toBe(false);
  expect(await actions(shopId)).toEqual(['experiment.stopped', 'experiment.stop_seen']);
});
