import { afterAll, beforeAll, expect, test } from 'vitest';
import { experimentViews } from '../../../adapters/postgres/experiment-counts.ts';
import { createExperiment, startExperiment } from '../../../adapters/postgres/experiment-lifecycle.ts';
import { experimentResults, liveSplit } from '../../../adapters/postgres/experiment-results.ts';
import { moneyArm } from '../../../adapters/postgres/money-assignments.ts';
import { loadMoneyContext } from '../../../adapters/postgres/money-context.ts';
import { PostgresMoneyDesk } from '../../../adapters/postgres/money-desk.ts';
import { moveTraffic } from '../../../adapters/postgres/move-traffic.ts';
import type { ExperimentDraft } from '../../../core/contracts/console-experiments.ts';
import { newId } from '../../../core/ids.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { fillExperiment } from './experiment-world.ts';
import { addShop, addShopper, daysBefore, decideRequest, engine, now } from './money-world.ts';

let store: TestDatabase;
beforeAll(async () => {
  store = await createTestDatabase();
});
afterAll(() => store.drop());

const by = newId();
const draft: ExperimentDraft = {
  id: 'moving',
  name: { en: 'Moving', zh: '移动' },
  arms: [
    { key: 'control', weight: 1, policy: 'single-best', rulesVersion: null },
    { key: 'value', weight: 1, policy: 'value-weighted', rulesVersion: null },
  ],
  coverage: 1,
  range: { from: 0, to: 1 },
  budget: { sourceId: 'main', totalCents: 80_000 },
  guardrails: [],
  tuning: 4_000,
  plan: null,
  bandit: { floor: 0.1 },
};

async function begin(shopId: string, change: Partial<ExperimentDraft> = {}): Promise<void> {
  await store.database.query(`update experiments set state = 'stopped' where shop_id = $1`, [shopId]);
  await store.database.transaction(async (tx) => {
    await createExperiment(tx, { shopId, draft: { ...draft, ...change }, by, now: daysBefore(120) });
    await startExperiment(tx, { shopId, id: 'moving', version: 1, by, now: daysBefore(120), engine });
  });
}
async function filled(shopId: string, effectCents: number, shoppers = 800): Promise<void> {
  await fillExperiment(store.database, shopId, {
    shoppers,
    effectCents,
    experiment: 'moving',
    arms: ['control', 'value'],
  });
  await store.database.query(
    `update assignments set shares = array[0.5, 0.5] where shop_id = $1 and experiment_id = 'moving' and shares is null`,
    [shopId],
  );
}
const viewOf = async (shopId: string) =>
  (await experimentViews(store.database, shopId)).find(({ id }) => id === 'moving')!;
const sharesOf = async (shopId: string) => {
  const { arms } = await viewOf(shopId);
  return arms.map(({ weight }) => weight);
};

test('the better arm gets more of the new shoppers, the floor holds, and what is free of the budgets follows', async () => {
  const shopId = await addShop(store.database, 'moving');
  await begin(shopId);
  await filled(shopId, 600);
  const budgets = async () =>
    (
      await store.database.query<{ id: string; limit_cents: number }>(
        `select id, limit_cents from budgets where shop_id = $1 and id like 'moving-%' order by id`,
        [shopId],
      )
    ).rows.map(({ limit_cents }) => limit_cents);
  expect(await budgets()).toEqual([40_000, 40_000]);

  const moved = await moveTraffic(store.database, shopId, now);
  expect(moved).toEqual([{ experimentId: 'moving', shares: [0.1, 0.9] }]);
  expect(await sharesOf(shopId)).toEqual([0.1, 0.9]);
  expect(await budgets()).toEqual([8_000, 72_000]);
  // A second look at the same figures moves nothing.
  expect(await moveTraffic(store.database, shopId, now)).toEqual([]);

  const { traffic, bandit } = await viewOf(shopId);
  expect(bandit).toEqual({ floor: 0.1 });
  expect(traffic).toMatchObject([
    { since: daysBefore(120).toISOString(), shares: [0.5, 0.5], best: null, matured: null },
    { since: now.toISOString(), shares: [0.1, 0.9], matured: [400, 400] },
  ]);
  expect(traffic[1]!.best![1]).toBeGreaterThan(0.99);
  const audit = await store.database.query<{ before: object; after: object }>(
    `select before, after from audit_log where shop_id = $1 and action = 'experiment.traffic_moved'`,
    [shopId],
  );
  expect(audit.rows).toMatchObject([
    { before: { shares: { control: 0.5, value: 0.5 } }, after: { shares: { control: 0.1, value: 0.9 } } },
  ]);
});

test('whoever has an arm keeps it with the probability of its time; new shoppers are drawn by the new shares', async () => {
  const shopId = await addShop(store.database, 'sticky');
  await begin(shopId);
  const arm = (shopperId: string) =>
    store.database.transaction(async (tx) =>
      moneyArm(tx, await loadMoneyContext(tx, shopId, shopperId), now),
    );
  const early = await Promise.all(Array.from({ length: 60 }, () => addShopper(store.database, shopId)));
  const before = [];
  for (const shopperId of early) before.push(await arm(shopperId));
  await filled(shopId, 600);
  await moveTraffic(store.database, shopId, now);
  const after = [];
  for (const shopperId of early) after.push(await arm(shopperId));
  expect(after).toEqual(before);
  for (const own of after) expect(own!.armShare).toBe(0.5);

  const late = await Promise.all(Array.from({ length: 400 }, () => addShopper(store.database, shopId)));
  const drawn = [];
  for (const shopperId of late) drawn.push((await arm(shopperId))!);
  const inValue = drawn.filter((own) => own.arm === 'value');
  // 360 +- 4.5 standard deviations of a binomial.
  expect(Math.abs(inValue.length - 360)).toBeLessThan(27);
  for (const own of drawn) expect(own.armShare).toBe(own.arm === 'value' ? 0.9 : 0.1);

  // The split is as it was to be, each shopper by the shares of their time; by today's alone it would not be.
  expect((await liveSplit(store.database, shopId, 'moving'))!.asPlanned).toBe(true);
  expect((await viewOf(shopId)).sampleRatio!.asPlanned).toBe(true);
  await store.database.query(
    `update assignments set shares = array[0.1, 0.9] where shop_id = $1 and experiment_id = 'moving'`,
    [shopId],
  );
  expect((await liveSplit(store.database, shopId, 'moving'))!.asPlanned).toBe(false);
});

test('results weigh each shopper by the share of their arm at that time', async () => {
  const shopId = await addShop(store.database, 'weighed');
  await begin(shopId);
  await filled(shopId, 0, 400);
  // 300 more came when three of four were given the second arm, and everybody brought 50.00 more by then.
  const extra = async (arm: string, count: number) => {
    for (let i = 0; i < count; i++) {
      const shopperId = newId();
      await store.database.query('insert into shoppers (shop_id, id, created_at) values ($1, $2, $3)', [
        shopId,
        shopperId,
        daysBefore(700),
      ]);
      await store.database.query(
        `insert into assignments (shop_id, experiment_id, shopper_id, arm, assigned_at, shares)
         values ($1, 'moving', $2, $3, $4, array[0.25, 0.75])`,
        [shopId, shopperId, arm, daysBefore(95)],
      );
      const orderId = newId();
      await store.database.query(
        `insert into orders (shop_id, id, number, shopper_id, placed_at, state, currency)
         values ($1, $2, $2::uuid::text, $3, $4, 'delivered', 'EUR')`,
        [shopId, orderId, shopperId, daysBefore(90)],
      );
      await store.database.query(
        `insert into order_lines (shop_id, order_id, line_no, product_id, quantity, list_price_cents, unit_cost_cents)
         values ($1, $2, 1, 'p', 1, $3, 0)`,
        [shopId, orderId, 21_000 + 10 * (i % 20)],
      );
    }
  };
  await extra('control', 75);
  await extra('value', 225);
  const { metrics } = await experimentResults(store.database, shopId, 'moving', now);
  const margin = metrics[0]!;
  expect(margin.arms.map(({ matured }) => matured)).toEqual([275, 425]);
  const [effect] = margin.effects!;
  // The arms do the same: a plain difference of means would be about 13.00 for the month alone.
  expect(effect!.lower).toBeLessThan(0);
  expect(effect!.upper).toBeGreaterThan(0);
  expect(Math.abs(effect!.estimate)).toBeLessThan(400);
});

test('nothing moves before enough have been watched, nor of an experiment whose shares stay', async () => {
  const young = await addShop(store.database, 'young');
  await begin(young);
  await filled(young, 600, 120);
  expect(await moveTraffic(store.database, young, now)).toEqual([]);
  const still = await addShop(store.database, 'still');
  await begin(still, { bandit: null });
  await filled(still, 600);
  expect(await moveTraffic(store.database, still, now)).toEqual([]);
  expect(await sharesOf(still)).toEqual([1, 1]);
});

test.each([
  [{ bandit: { floor: 0.6 } }, /a floor of 0.6 does not fit 2 arms; 0.5 is the most/],
  [{ coverage: 0.5 }, /takes all shoppers of its range/],
])('a plan that cannot move its traffic is refused: %j', async (change, sentence) => {
  const shopId = await addShop(store.database, newId());
  await expect(
    store.database.transaction((tx) =>
      createExperiment(tx, { shopId, draft: { ...draft, ...change }, by, now }),
    ),
  ).rejects.toThrow(sentence);
});

test('the holdout is held against the share of the time at which each shopper was drawn', async () => {
  const shopId = await addShop(store.database, 'holdout-share');
  const desk = new PostgresMoneyDesk({ rules: engine });
  const draw = async (count: number) => {
    for (let i = 0; i < count; i++) {
      const shopperId = await addShopper(store.database, shopId);
      await store.database.transaction((tx) => desk.decide(tx, decideRequest(shopId, shopperId)));
    }
  };
  const share = (value: number) =>
    store.database.query('update money_settings set holdout_share = $2 where shop_id = $1', [shopId, value]);
  await share(0.5);
  await draw(120);
  await share(0.01);
  await draw(10);
  // About 60 of 130, where today's share would have one.
  expect((await liveSplit(store.database, shopId, 'holdout'))!.asPlanned).toBe(true);
  await store.database.query(
    `update assignments set shares = array[0.01, 0.99] where shop_id = $1 and experiment_id = 'holdout'`,
    [shopId],
  );
  expect((await liveSplit(store.database, shopId, 'holdout'))!.asPlanned).toBe(false);
});
