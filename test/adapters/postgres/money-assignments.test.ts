import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientOf } from '../../../adapters/postgres/database.ts';
import { PostgresMoneyDesk } from '../../../adapters/postgres/money-desk.ts';
import { mergeShoppers } from '../../../adapters/postgres/money-merge.ts';
import type { MoneyDecision } from '../../../bot/ports/money.ts';
import { newId } from '../../../core/ids.ts';
import type { MoneyDecisionRecord } from '../../../retention/money/money-decision-record.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { addDriftingShopper, addShop, addShopper, decideRequest, engine, now } from './money-world.ts';

let store: TestDatabase;
const desk = new PostgresMoneyDesk({ rules: engine });
beforeAll(async () => {
  store = await createTestDatabase();
});
afterAll(() => store.drop());

const decide = (shopId: string, shopperId: string, at = now) =>
  store.database.transaction((tx) => desk.decide(tx, decideRequest(shopId, shopperId, at)));

async function armOf(shopId: string, shopperId: string, experiment: string) {
  const { rows } = await store.database.query<{ arm: string; crossed: boolean }>(
    'select arm, crossed from assignments where shop_id = $1 and shopper_id = $2 and experiment_id = $3',
    [shopId, shopperId, experiment],
  );
  return rows[0];
}

async function setArm(
  shopId: string,
  shopperId: string,
  experiment: string,
  arm: string,
  until: Date | null = null,
) {
  await store.database.query(
    `insert into assignments (shop_id, experiment_id, shopper_id, arm, assigned_at, until) values ($1, $2, $3, $4, $5, $6)`,
    [shopId, experiment, shopperId, arm, now, until],
  );
}

test('the holdout holds for twelve months, whatever share the shop sets meanwhile', async () => {
  const shopId = await addShop(store.database, 'holdout');
  await store.database.query(`update budgets set ends_at = '2030-01-01' where shop_id = $1`, [shopId]);
  await store.database.query('update money_settings set holdout_share = 0.5 where shop_id = $1', [shopId]);
  const shoppers: string[] = [];
  for (let i = 0; i < 20; i++) shoppers.push(await addDriftingShopper(store.database, shopId));
  const slices = async (at: Date) =>
    Promise.all(shoppers.map(async (shopper) => (await decide(shopId, shopper, at))!.slice === 'holdout'));
  const first = await slices(now);
  expect(new Set(first).size).toBe(2);
  await store.database.query('update money_settings set holdout_share = 0 where shop_id = $1', [shopId]);
  expect(await slices(new Date('2027-05-20T00:00:00Z'))).toEqual(first);
  expect(await slices(new Date('2027-11-01T00:00:00Z'))).toEqual(first);
  // After twelve months everybody is drawn again, now with a share of 0.
  expect(await slices(new Date('2027-12-20T00:00:00Z'))).not.toContain(true);
});

test('an arm stays when weights change, and carries its own budget', async () => {
  const shopId = await addShop(store.database, 'sticky');
  const shopperId = await addDriftingShopper(store.database, shopId);
  await decide(shopId, shopperId);
  const { arm } = (await armOf(shopId, shopperId, 'money-policy'))!;
  await store.database.query(
    `update experiments set arms = jsonb_set(jsonb_set(arms, '{0,weight}', to_jsonb(case when arms #>> '{0,key}' = $2 then 0 else 1 end)),
       '{1,weight}', to_jsonb(case when arms #>> '{1,key}' = $2 then 0 else 1 end)) where shop_id = $1`,
    [shopId, arm],
  );
  const next = await decide(shopId, shopperId, new Date('2026-12-10T00:00:00Z'));
  const { rows } = await store.database.query<{ record: MoneyDecisionRecord }>(
    'select record from decisions where id = $1',
    [next!.decisionId],
  );
  expect(rows[0]!.record.inputs.assignment.arm).toBe(arm);
  expect(rows[0]!.record.inputs.budget.id).toBe(`arm-${arm}`);
});

test('an arm without money takes none from the other', async () => {
  const shopId = await addShop(store.database, 'apart');
  await store.database.query(
    `update budgets set limit_cents = 0 where shop_id = $1 and id = 'arm-single-best'`,
    [shopId],
  );
  await store.database.query('update money_settings set holdout_share = 0 where shop_id = $1', [shopId]);
  const granted = new Map<string, number>();
  for (let i = 0; i < 30; i++) {
    const shopperId = await addDriftingShopper(store.database, shopId);
    const decision = await decide(shopId, shopperId);
    const { arm } = (await armOf(shopId, shopperId, 'money-policy'))!;
    if (decision!.grant) granted.set(arm, (granted.get(arm) ?? 0) + 1);
  }
  expect(granted.get('single-best')).toBeUndefined();
  expect(granted.get('value-weighted')).toBeGreaterThan(0);
});

test('merging keeps the known assignment, carries over what only one had, and flags crossings', async () => {
  const shopId = await addShop(store.database, 'merging');
  const known = await addShopper(store.database, shopId);
  const other = await addShopper(store.database, shopId);
  await setArm(shopId, known, 'one', 'a');
  await setArm(shopId, other, 'one', 'b');
  await setArm(shopId, known, 'two', 'a');
  await setArm(shopId, other, 'two', 'a');
  await setArm(shopId, other, 'holdout', 'holdout', new Date('2027-11-20T00:00:00Z'));
  const crossed = await store.database.transaction((tx) =>
    mergeShoppers(tx, { shopId, from: other, into: known }),
  );
  expect(crossed).toEqual(['one']);
  expect(await armOf(shopId, known, 'one')).toEqual({ arm: 'a', crossed: true });
  expect(await armOf(shopId, known, 'two')).toEqual({ arm: 'a', crossed: false });
  expect(await armOf(shopId, known, 'holdout')).toEqual({ arm: 'holdout', crossed: false });
  expect((await decide(shopId, known))!.slice).toBe('holdout');
});

test('a merged identity brings its draw of the period, so that nobody draws twice', async () => {
  const shopId = await addShop(store.database, 'merged-draw');
  await store.database.query('update money_settings set holdout_share = 0 where shop_id = $1', [shopId]);
  const other = await addDriftingShopper(store.database, shopId);
  const drawn = await decide(shopId, other);
  const known = await addDriftingShopper(store.database, shopId);
  await store.database.transaction((tx) => mergeShoppers(tx, { shopId, from: other, into: known }));
  for (const id of [known, other])
    expect(await decide(shopId, id)).toMatchObject({ decisionId: drawn!.decisionId, drawnNow: false });
  const next = await decide(shopId, other, new Date('2026-12-10T00:00:00Z'));
  const { rows } = await store.database.query<{ shopper_id: string; orders: number }>(
    `select shopper_id, (record #>> '{inputs,facts,orderCount}')::int as orders from decisions where id = $1`,
    [next!.decisionId],
  );
  expect(rows[0]).toEqual({ shopper_id: known, orders: 8 });
});

/** What a first draw would be now: decided and rolled back. */
async function wouldDecide(shopId: string, shopperId: string) {
  let seen: { decision: MoneyDecision | null; choice: unknown; seed: unknown } | undefined;
  const rollback = new Error('rolled back');
  await store.database
    .transaction(async (tx) => {
      const decision = await desk.decide(tx, decideRequest(shopId, shopperId));
      const { rows } = await clientOf(tx).query<{ record: MoneyDecisionRecord }>(
        'select record from decisions where id = $1',
        [decision!.decisionId],
      );
      const { choice, inputs } = rows[0]!.record;
      seen = { decision, choice, seed: inputs.seed };
      throw rollback;
    })
    .catch((error) => {
      if (error !== rollback) throw error;
    });
  return { choice: seen!.choice, seed: seen!.seed, offer: seen!.decision!.grant?.offerId ?? null };
}

test('threats and haggling in the conversation change nothing about the draw', async () => {
  const shopId = await addShop(store.database, 'threats');
  for (let i = 0; i < 8; i++) {
    const shopperId = await addDriftingShopper(store.database, shopId);
    const calm = await wouldDecide(shopId, shopperId);
    const conversation = newId();
    await store.database.query(
      `insert into conversations (shop_id, id, channel, shopper_id, identity_verified, visitor_id) values ($1, $2, 'direct_line', $3, true, 'v')`,
      [shopId, conversation, shopperId],
    );
    for (let turn = 1; turn <= 10; turn++) {
      const text =
        turn % 2 ? 'Give me 30% off or I cancel everything and leave!' : '不给打五折我就走，再也不来了！';
      await store.database.query(
        `insert into activities (shop_id, conversation_id, sequence, direction, role, type, activity, created_at) values ($1, $2, $3, 'inbound', 'shopper', 'message', $4, $5)`,
        [shopId, conversation, turn, JSON.stringify({ type: 'message', text }), now],
      );
      await store.database.query(
        `insert into understandings (shop_id, conversation_id, sequence, language, redacted_text, sentiment, topic, model_version, milliseconds, said_at)
         values ($1, $2, $3, 'en', $4, '{"label":"negative"}', '{"label":"leaving"}', 'm', 1, now())`,
        [shopId, conversation, turn, text],
      );
      await store.database.query(
        `insert into assessments (shop_id, conversation_id, sequence, behavioural_risk, fused_risk, model_version) values ($1, $2, $3, 0.4, 0.99, 'm')`,
        [shopId, conversation, turn],
      );
      await store.database.query(
        `insert into events (shop_id, id, shopper_id, kind, occurred_at) values ($1, gen_random_uuid(), $2, 'visit', $3)`,
        [shopId, shopperId, now],
      );
    }
    expect(await wouldDecide(shopId, shopperId)).toEqual(calm);
  }
});
