import { afterAll, beforeAll, expect, test } from 'vitest';
import { judgePolicies } from '../../../adapters/postgres/judge-policies.ts';
import { learnResponses } from '../../../adapters/postgres/learn-responses.ts';
import { learningPage } from '../../../adapters/postgres/learning-page.ts';
import { explainDecision } from '../../../retention/money/explain-decision.ts';
import type { MoneyDecisionRecord } from '../../../retention/money/money-decision-record.ts';
import { replay } from '../../../retention/money/replay.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { afterReturns, drawAll, drawnShop, orderAfterDraws } from './drawn-shop.ts';
import { daysBefore, now } from './money-world.ts';

let store: TestDatabase;
const nextPeriod = daysBefore(-20);
beforeAll(async () => {
  store = await createTestDatabase();
});
afterAll(() => store.drop());

const serving = async (shopId: string) =>
  (await store.database.query('select default_policy from money_settings where shop_id = $1', [shopId]))
    .rows[0]?.default_policy;

async function records(shopId: string): Promise<{ shopper: string; record: MoneyDecisionRecord }[]> {
  const { rows } = await store.database.query<{ shopper: string; record: MoneyDecisionRecord }>(
    'select shopper_id as shopper, record from decisions where shop_id = $1 order by created_at, id',
    [shopId],
  );
  return rows;
}

function expectReplay({ choice, reservation: _, ...withoutChoice }: MoneyDecisionRecord): void {
  expect(JSON.parse(JSON.stringify(replay(withoutChoice)))).toEqual(choice);
}

test('where one action does what the priors do not expect, a better policy comes to serve, and the log says why', async () => {
  const shopId = 'better';
  await drawnShop(store.database, shopId, 800);
  // Only points move anybody; the priors hold percentages for best.
  await orderAfterDraws(store.database, shopId, (action) => action === 'loyalty-perk');
  expect(await judgePolicies(store.database, shopId, now)).toBeNull();
  await learnResponses(store.database, shopId, afterReturns);
  const verdict = await judgePolicies(store.database, shopId, afterReturns);
  expect(verdict).toMatchObject({ look: 1, level: 0.025, before: 'single-best' });
  const { after } = verdict!;
  expect(after).not.toBe('single-best');
  const better = verdict!.candidates.find(({ policy }) => policy === after)!;
  expect(better.refused).toBeNull();
  expect(better.clearedCents).toBeGreaterThan(0);
  expect(better.lowerCents).toBeLessThan(better.differenceCents);
  expect(await serving(shopId)).toBe(after);
  const { rows } = await store.database.query<{ actor: string; before: object; after: object }>(
    `select actor, before, after from audit_log where shop_id = $1 and action = 'policy.changed'`,
    [shopId],
  );
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({
    actor: 'system',
    before: { policy: 'single-best' },
    after: { policy: after },
  });

  // A later look counts anew, and says the same without changing anything.
  expect(await judgePolicies(store.database, shopId, daysBefore(-35))).toMatchObject({
    look: 1,
    after,
  });
  expect(await judgePolicies(store.database, shopId, daysBefore(-42))).toMatchObject({
    look: 2,
    level: 0.05 / 6,
  });

  const page = await learningPage(store.database, shopId);
  expect(page).toMatchObject({ servingPolicy: after, exploreShare: 0.3 });
  expect(page.verdicts).toHaveLength(3);
  expect(page.arms).toHaveLength(2);
  for (const arm of page.arms) {
    expect(arm).toMatchObject({ running: 0, version: 1, model: 'linear' });
    const perk = arm.effects.find(({ offerId }) => offerId === 'loyalty-perk')!;
    for (const effect of arm.effects) {
      expect(effect.deltaCents).toBeLessThanOrEqual(perk.deltaCents);
      expect(effect.interval!.lowerCents).toBeLessThanOrEqual(effect.deltaCents);
    }
  }
}, 240_000);

test('where shoppers want different things the chooser learnt from their draws comes to serve, and its draws replay', async () => {
  const shopId = 'planted';
  await drawnShop(store.database, shopId, 900);
  // Regulars come for points, newcomers for what is off the price: no one action and no prior knows that.
  const wanted = (orderCount: number) => (orderCount > 3 ? /^loyalty-perk$/ : /^percent/);
  await orderAfterDraws(store.database, shopId, (action, _, { orderCount }) =>
    wanted(orderCount).test(action),
  );
  const before = await records(shopId);
  const verdict = await judgePolicies(store.database, shopId, afterReturns);
  expect(verdict).toMatchObject({ before: 'single-best', after: 'chooser' });
  const { chooser, ...found } = verdict!.candidates.find(({ policy }) => policy === 'chooser')!;
  expect(chooser).toMatchObject({ version: 1 });
  expect(found.refused).toBeNull();
  expect(found.clearedCents).toBeGreaterThan(0);
  expect(await serving(shopId)).toBe('chooser');

  // A refit that has not cleared its bound does not take the place of the one that has.
  await store.database.query(
    `insert into learnt_choosers (shop_id, version, id, policy, learner, draws, created_at)
     select shop_id, 2, gen_random_uuid(), '{}', learner, draws, created_at from learnt_choosers where shop_id = $1`,
    [shopId],
  );
  // Everybody writes again, now outside experiments.
  await store.database.query(`update experiments set state = 'stopped' where shop_id = $1`, [shopId]);
  await drawAll(store.database, shopId, [...new Set(before.map(({ shopper }) => shopper))], nextPeriod);
  const after = (await records(shopId)).slice(before.length);
  expect(after).toHaveLength(900);
  let [asked, met] = [0, 0];
  for (const { record } of after) {
    expectReplay(record);
    const { policy, chooser: said, facts } = record.inputs;
    expect(policy).toMatchObject({ id: 'chooser', version: 'chooser-1' });
    if (record.choice.slice === 'holdout') {
      expect(said).toBeUndefined();
      continue;
    }
    expect(said).toMatchObject({ version: 1 });
    const open = record.choice.actions.filter(({ masks }) => masks.length === 0);
    expect(open.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9);
    const best = open.reduce((one, two) => (two.policyProbability > one.policyProbability ? two : one));
    expect(best.policyProbability).toBeCloseTo(1 - (open.length - 1) * 0.02, 9);
    if (!open.some(({ offerId }) => wanted(facts.orderCount).test(offerId))) continue;
    asked++;
    if (wanted(facts.orderCount).test(best.offerId)) met++;
  }
  expect(asked).toBeGreaterThan(200);
  expect(met / asked).toBeGreaterThan(0.8);

  // What stood in a record decides, not what is stored now; and what was drawn before replays as it was.
  await store.database.query(
    `update learnt_choosers set policy = '{}', id = gen_random_uuid() where shop_id = $1`,
    [shopId],
  );
  for (const { record } of [...before, ...after]) expectReplay(record);
  const told = after.find(
    ({ record }) => record.choice.slice === 'policy' && record.choice.action !== 'nothing',
  )!;
  expect(explainDecision(told.record, 'en').join(' ')).toMatch(
    /learnt from the shop's own draws \(version 1\): .* it expects most of .*€/,
  );
}, 240_000);

test('where nothing makes a difference one action for everybody stays', async () => {
  const shopId = 'null';
  await drawnShop(store.database, shopId, 900);
  // Of seven, which no fact of theirs repeats by.
  await orderAfterDraws(store.database, shopId, (_, i) => i % 7 < 2);
  const verdict = await judgePolicies(store.database, shopId, afterReturns);
  expect(verdict).toMatchObject({ after: 'single-best' });
  expect(verdict!.candidates.map(({ policy }) => policy)).toEqual(['value-weighted', 'learned', 'chooser']);
  const chooser = verdict!.candidates.find(({ policy }) => policy === 'chooser')!;
  // It was judged, not refused, and not let through.
  expect(chooser).toMatchObject({ refused: null, chooser: { version: 1 } });
  expect(chooser.clearedCents).toBeLessThan(0);
  expect(await serving(shopId)).toBe('single-best');
}, 240_000);

test('where nothing was hardly ever drawn the chooser is refused, and the others are looked at all the same', async () => {
  const shopId = 'scarce';
  await drawnShop(store.database, shopId, 200);
  await orderAfterDraws(store.database, shopId, (action) => action === 'loyalty-perk');
  const verdict = await judgePolicies(store.database, shopId, afterReturns);
  const chooser = verdict!.candidates.find(({ policy }) => policy === 'chooser')!;
  expect(chooser.refused).toBe('few_draws');
  expect(chooser).not.toHaveProperty('chooser');
  expect(verdict!.candidates.find(({ policy }) => policy === 'value-weighted')!.refused).not.toBe(
    'few_draws',
  );
  const { rowCount } = await store.database.query('select 1 from learnt_choosers where shop_id = $1', [
    shopId,
  ]);
  expect(rowCount).toBe(0);
}, 60_000);

test('too few shoppers conclude nothing, however much they differ', async () => {
  const shopId = 'few';
  await drawnShop(store.database, shopId, 60);
  await orderAfterDraws(store.database, shopId, (action) => action === 'loyalty-perk');
  const verdict = await judgePolicies(store.database, shopId, afterReturns);
  expect(verdict).toMatchObject({ after: 'single-best' });
  for (const { refused } of verdict!.candidates) expect(refused).toBe('few_shoppers');
}, 60_000);
