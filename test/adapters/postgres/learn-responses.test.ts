import { afterAll, beforeAll, expect, test } from 'vitest';
import { learnResponses } from '../../../adapters/postgres/learn-responses.ts';
import { PostgresMoneyDesk } from '../../../adapters/postgres/money-desk.ts';
import type { LearnedResponse } from '../../../retention/exploration/learned-response.ts';
import type { MoneyDecisionRecord } from '../../../retention/money/money-decision-record.ts';
import { replay } from '../../../retention/money/replay.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { addCrowd, addOrder, addShop, daysBefore, decideRequest, engine, now } from './money-world.ts';

let store: TestDatabase;
const desk = new PostgresMoneyDesk({ rules: engine });
const shopId = 'learns';
/** The period of `now` ends on 3 December; its returns are over on the 17th. */
const running = daysBefore(-6);
const matured = daysBefore(-28);
const nextPeriod = daysBefore(-20);
let shoppers: string[];

beforeAll(async () => {
  store = await createTestDatabase();
  await addShop(store.database, shopId, { armBudgetCents: 800_000 });
  shoppers = await addCrowd(store.database, shopId, 300);
  await store.database.query('update money_settings set explore_share = 0.3 where shop_id = $1', [shopId]);
}, 60_000);
afterAll(() => store.drop());

interface Version {
  arm: string;
  version: number;
  matured: number;
  running: number;
  serving: LearnedResponse;
}

async function newest(): Promise<Record<string, Version>> {
  const { rows } = await store.database.query<Version>(
    `select distinct on (arm) arm, version, matured, running, serving from learned_responses
     where shop_id = $1 order by arm, version desc`,
    [shopId],
  );
  return Object.fromEntries(rows.map((row) => [row.arm, row]));
}

async function records(): Promise<{ record: MoneyDecisionRecord; shopper_id: string; arm: string }[]> {
  const { rows } = await store.database.query<{
    record: MoneyDecisionRecord;
    shopper_id: string;
    arm: string;
  }>('select record, shopper_id, arm from decisions where shop_id = $1 order by created_at, id', [shopId]);
  return rows;
}

async function decideAll(at: Date): Promise<void> {
  for (const shopperId of shoppers)
    await store.database.transaction((tx) => desk.decide(tx, decideRequest(shopId, shopperId, at)));
}

function expectReplay({ choice, reservation: _, ...withoutChoice }: MoneyDecisionRecord): void {
  expect(JSON.parse(JSON.stringify(replay(withoutChoice)))).toEqual(choice);
}

const [first, second] = ['money-policy|single-best', 'money-policy|value-weighted'] as const;

test('before any outcome draws explore by the prior, and say so', async () => {
  await decideAll(now);
  const slices: Record<string, number> = {};
  for (const { record } of await records()) {
    const { slice, propensity, action, actions } = record.choice;
    slices[slice] = (slices[slice] ?? 0) + 1;
    expectReplay(record);
    if (slice === 'holdout') continue;
    expect(record.inputs.learned).toMatchObject({ version: 0, model: 'linear' });
    const drawn = actions.find(({ offerId }) => offerId === action)!;
    const open = actions.filter(({ masks }) => masks.length === 0);
    // The total probability over the slices, worked out here.
    expect(propensity).toBeCloseTo(
      0.05 / open.length + 0.3 * drawn.thompsonProbability! + 0.65 * drawn.policyProbability,
      12,
    );
    expect(open.reduce((sum, { thompsonProbability }) => sum + thompsonProbability!, 0)).toBeCloseTo(1, 9);
    for (const { thompsonProbability } of open)
      expect(thompsonProbability).toBeGreaterThanOrEqual(0.02 - 1e-12);
  }
  expect(slices.thompson! / 300).toBeGreaterThan(0.2);
  expect(slices.thompson! / 300).toBeLessThan(0.38);
}, 60_000);

test('an order counts for its own arm at once, for the time being', async () => {
  // In one arm percentages bring an order worth more than a basket, in the other nothing does.
  for (const { record, shopper_id, arm } of await records())
    if (arm === 'single-best' && record.choice.action.startsWith('percent'))
      await addOrder(store.database, shopId, shopper_id, {
        placedAt: daysBefore(-3),
        listCents: 12_000,
        unitCostCents: 2_000,
      });
  expect(await learnResponses(store.database, shopId, running)).toEqual([first, second]);
  const versions = await newest();
  expect(versions[first]).toMatchObject({ version: 1, matured: 0 });
  expect(versions[first]!.running).toBeGreaterThan(80);
  const percent = (arm: string) => versions[arm]!.serving.belief.mean[1]!;
  expect(percent(first)).toBeGreaterThan(0.01);
  expect(percent(second)).toBeLessThan(0.005);
  expect(await learnResponses(store.database, shopId, running)).toEqual([]);
});

test('when the period is over it counts once and for good, and a cancelled order no longer', async () => {
  const { rows } = await store.database.query<{ id: string }>(
    'select id from orders where shop_id = $1 and placed_at > $2',
    [shopId, now],
  );
  await store.database.query(
    `update orders set state = 'cancelled', cancelled_at = $3 where shop_id = $1 and id = $2`,
    [shopId, rows[0]!.id, running],
  );
  const before = await newest();
  expect(await learnResponses(store.database, shopId, matured)).toEqual([first, second]);
  const after = await newest();
  expect(after[first]).toMatchObject({ version: 2, running: 0, matured: before[first]!.running });
  expect(await learnResponses(store.database, shopId, matured)).toEqual([]);
  // Whole windows leave less open than running ones.
  const doubt = (version: Version) => version.serving.belief.factor[1]![1]!;
  expect(after[first]!.serving.degreesOfFreedom).toBeGreaterThan(before[first]!.serving.degreesOfFreedom!);
  expect(doubt(after[first]!)).not.toBe(doubt(before[first]!));
});

test('later draws use the new version, keep it in their record, and the old ones replay as they were', async () => {
  const old = await records();
  await decideAll(nextPeriod);
  const versions = await newest();
  const all = await records();
  expect(all.length).toBe(600);
  for (const { record } of old) expectReplay(record);
  const percents = { taught: 0, untaught: 0 };
  const shipping = { taught: 0, untaught: 0 };
  for (const { record, arm } of all.slice(300)) {
    expectReplay(record);
    if (record.choice.slice === 'holdout') continue;
    expect(record.inputs.learned).toEqual(versions[`money-policy|${arm}`]!.serving);
    // The same draw by what either arm has learned.
    for (const [name, { serving: learned }] of [
      ['taught', versions[first]!],
      ['untaught', versions[second]!],
    ] as const)
      for (const { offerId, thompsonProbability } of replay({
        ...record,
        inputs: { ...record.inputs, learned },
      }).actions) {
        const sums = offerId.startsWith('percent') ? percents : offerId === 'free-shipping' ? shipping : null;
        if (sums) sums[name] += thompsonProbability!;
      }
  }
  // Percentages brought orders in one arm and free shipping did not.
  expect(shipping.taught).toBeLessThan(0.8 * shipping.untaught);
  expect(percents.taught / shipping.taught).toBeGreaterThan((1.3 * percents.untaught) / shipping.untaught);
}, 60_000);

test('what stood in a record decides, not what is stored now', async () => {
  const all = await records();
  const { record } = all.find(({ record: { choice } }) => choice.slice === 'thompson')!;
  await store.database.query(`update learned_responses set serving = '{}'::jsonb where shop_id = $1`, [
    shopId,
  ]);
  expectReplay(record);
  const { choice: _, reservation: __, ...inputs } = record;
  expect(() =>
    replay({
      ...inputs,
      inputs: { ...inputs.inputs, learned: { ...inputs.inputs.learned!, features: 'features-0' } },
    }),
  ).toThrow(/no features named features-0/);
});
