import { afterAll, beforeAll, expect, test } from 'vitest';
import { judgePolicies } from '../../../adapters/postgres/judge-policies.ts';
import { learnResponses } from '../../../adapters/postgres/learn-responses.ts';
import { learningPage } from '../../../adapters/postgres/learning-page.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { afterReturns, drawnShop, orderAfterDraws } from './drawn-shop.ts';
import { daysBefore, now } from './money-world.ts';

let store: TestDatabase;
beforeAll(async () => {
  store = await createTestDatabase();
});
afterAll(() => store.drop());

const serving = async (shopId: string) =>
  (await store.database.query('select default_policy from money_settings where shop_id = $1', [shopId]))
    .rows[0]?.default_policy;

test('where one action does what the priors do not expect, a better policy comes to serve, and the log says why', async () => {
  const shopId = 'better';
  // So many that their draws, which differ from run to run, show it for certain.
  await drawnShop(store.database, shopId, 1_000);
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
}, 120_000);

test('where nothing makes a difference one action for everybody stays', async () => {
  const shopId = 'null';
  await drawnShop(store.database, shopId, 300);
  await orderAfterDraws(store.database, shopId, (_, i) => i % 4 === 0);
  expect(await judgePolicies(store.database, shopId, afterReturns)).toMatchObject({ after: 'single-best' });
  expect(await serving(shopId)).toBe('single-best');
}, 120_000);

test('too few shoppers conclude nothing, however much they differ', async () => {
  const shopId = 'few';
  await drawnShop(store.database, shopId, 60);
  await orderAfterDraws(store.database, shopId, (action) => action === 'loyalty-perk');
  const verdict = await judgePolicies(store.database, shopId, afterReturns);
  expect(verdict).toMatchObject({ after: 'single-best' });
  for (const { refused } of verdict!.candidates) expect(refused).toBe('few_shoppers');
}, 60_000);
