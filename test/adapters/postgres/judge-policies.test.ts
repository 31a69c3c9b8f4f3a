import { afterAll, beforeAll, expect, test } from 'vitest';
import { judgePolicies } from '../../../adapters/postgres/judge-policies.ts';
import { learnResponses } from '../../../adapters/postgres/learn-responses.ts';
import { learningPage } from '../../../adapters/postgres/learning-page.ts';
import { PostgresMoneyDesk } from '../../../adapters/postgres/money-desk.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { addCrowd, addOrder, addShop, daysBefore, decideRequest, engine, now } from './money-world.ts';

let store: TestDatabase;
const desk = new PostgresMoneyDesk({ rules: engine });
/** The period of `now` and the time for its returns are over. */
const later = daysBefore(-28);

beforeAll(async () => {
  store = await createTestDatabase();
});
afterAll(() => store.drop());

/** A shop whose draws are mostly by chance, so that few shoppers show much. */
async function drawnShop(shopId: string, size: number): Promise<void> {
  await addShop(store.database, shopId, { armBudgetCents: 2_000_000 });
  const shoppers = await addCrowd(store.database, shopId, size);
  await store.database.query(
    'update money_settings set uniform_share = 0.5, explore_share = 0.3 where shop_id = $1',
    [shopId],
  );
  for (let at = 0; at < shoppers.length; at += 8)
    await Promise.all(
      shoppers
        .slice(at, at + 8)
        .map((id) => store.database.transaction((tx) => desk.decide(tx, decideRequest(shopId, id)))),
    );
}

async function order(shopId: string, buys: (action: string, i: number) => boolean): Promise<void> {
  const { rows } = await store.database.query<{ shopper_id: string; action: string }>(
    `select shopper_id, action from decisions where shop_id = $1 order by shopper_id`,
    [shopId],
  );
  for (const [i, { shopper_id, action }] of rows.entries())
    if (buys(action, i))
      await addOrder(store.database, shopId, shopper_id, {
        placedAt: daysBefore(-2),
        listCents: 9_000,
        unitCostCents: 3_000,
      });
}

const serving = async (shopId: string) =>
  (await store.database.query('select default_policy from money_settings where shop_id = $1', [shopId]))
    .rows[0]?.default_policy;

test('where one action does what the priors do not expect, a better policy comes to serve, and the log says why', async () => {
  const shopId = 'better';
  // So many that their draws, which differ from run to run, show it for certain.
  await drawnShop(shopId, 1_000);
  // Only points move anybody; the priors hold percentages for best.
  await order(shopId, (action) => action === 'loyalty-perk');
  expect(await judgePolicies(store.database, shopId, now)).toBeNull();
  await learnResponses(store.database, shopId, later);
  const verdict = await judgePolicies(store.database, shopId, later);
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
  await drawnShop(shopId, 300);
  await order(shopId, (_, i) => i % 4 === 0);
  expect(await judgePolicies(store.database, shopId, later)).toMatchObject({ after: 'single-best' });
  expect(await serving(shopId)).toBe('single-best');
}, 120_000);

test('too few shoppers conclude nothing, however much they differ', async () => {
  const shopId = 'few';
  await drawnShop(shopId, 60);
  await order(shopId, (action) => action === 'loyalty-perk');
  const verdict = await judgePolicies(store.database, shopId, later);
  expect(verdict).toMatchObject({ after: 'single-best' });
  for (const { refused } of verdict!.candidates) expect(refused).toBe('few_shoppers');
}, 60_000);
