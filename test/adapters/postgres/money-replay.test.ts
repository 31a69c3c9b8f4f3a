import { afterAll, beforeAll, expect, test } from 'vitest';
import { decisionsOfConversation } from '../../../adapters/postgres/money-decisions.ts';
import { PostgresMoneyDesk } from '../../../adapters/postgres/money-desk.ts';
import { PostgresOutcomeRecorder } from '../../../adapters/postgres/money-outcomes.ts';
import { explainAll } from '../../../app/commands/why.ts';
import { newId } from '../../../core/ids.ts';
import type { MoneyDecisionRecord } from '../../../retention/money/money-decision-record.ts';
import { replay, replayWithRules } from '../../../retention/money/replay.ts';
import type { JdmDocument } from '../../../retention/rules/jdm.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { addCrowd, addDriftingShopper, addShop, decideRequest, engine, now } from './money-world.ts';

let store: TestDatabase;
const desk = new PostgresMoneyDesk({ rules: engine });
beforeAll(async () => {
  store = await createTestDatabase();
});
afterAll(() => store.drop());

test('a thousand logged decisions replay to the logged choices', async () => {
  const shopId = await addShop(store.database, 'thousand', { armBudgetCents: 800_000 });
  const shoppers = await addCrowd(store.database, shopId, 1_000);
  for (let at = 0; at < shoppers.length; at += 10)
    await Promise.all(
      shoppers
        .slice(at, at + 10)
        .map((shopperId) =>
          store.database.transaction((tx) => desk.decide(tx, decideRequest(shopId, shopperId))),
        ),
    );
  const { rows } = await store.database.query<{
    record: MoneyDecisionRecord;
    action: string;
    propensity: number;
    slice: string;
  }>('select record, action, propensity, slice from decisions where shop_id = $1', [shopId]);
  const rules = await store.database.query<{ jdm: JdmDocument }>(
    `select jdm from rules where shop_id = $1 and state = 'live'`,
    [shopId],
  );
  expect(rows).toHaveLength(1_000);
  const actions = new Set<string>();
  const slices = new Set<string>();
  let wouldDiffer = 0;
  for (const { record, action, propensity, slice } of rows) {
    const { choice, reservation: _, ...withoutChoice } = record;
    const again = JSON.parse(JSON.stringify(replay(withoutChoice)));
    expect(again).toEqual(choice);
    expect(again).toMatchObject({ action, propensity, slice });
    const fromRules = await replayWithRules(withoutChoice, rules.rows[0]!.jdm, engine);
    expect(JSON.parse(JSON.stringify(fromRules))).toEqual(choice);
    actions.add(action);
    slices.add(slice);
    const facts = { ...record.inputs.facts, churnRisk: 1 - record.inputs.facts.churnRisk, marginRate: 0.9 };
    if (replay({ ...record, inputs: { ...record.inputs, facts } }).action !== action) wouldDiffer++;
  }
  // The thousand are no thousand times the same: every action and slice occurs, and other facts choose otherwise.
  expect([...slices].sort()).toEqual(['holdout', 'policy', 'thompson', 'uniform']);
  expect(actions.size).toBe(6);
  expect(wouldDiffer).toBeGreaterThan(10);
}, 120_000);

test('the decision of a conversation is explained, also one that an earlier conversation drew', async () => {
  const shopId = await addShop(store.database, 'explained');
  const shopperId = await addDriftingShopper(store.database, shopId);
  const conversations = [newId(), newId()];
  for (const id of conversations)
    await store.database.query(
      `insert into conversations (shop_id, id, channel, shopper_id, identity_verified, visitor_id, created_at, last_activity_at)
       values ($1, $2, 'direct_line', $3, true, 'v', $4, $4)`,
      [shopId, id, shopperId, now],
    );
  const decision = await store.database.transaction(async (tx) => {
    const drawn = await desk.decide(tx, {
      ...decideRequest(shopId, shopperId),
      conversationId: conversations[0]!,
      sequence: 1,
    });
    const shown = { shopId, decisionId: drawn!.decisionId, kind: 'shown' as const, occurredAt: now };
    await new PostgresOutcomeRecorder().record(tx, shown);
    await new PostgresOutcomeRecorder().record(tx, shown);
    return drawn!;
  });
  for (const conversation of conversations) {
    const decisions = await decisionsOfConversation(store.database, conversation);
    expect(decisions.map(({ id }) => id)).toEqual([decision.decisionId]);
    expect(decisions[0]!.outcomes).toHaveLength(1);
    const english = explainAll(decisions, 'en');
    expect(english.split('\n')[1]).toMatch(/^ {2}In short: .+\.$/);
    expect(english).toContain('orders 4, days since the last one 132, CLV €320.00, SR €166.67');
    expect(english).toMatch(/let in by rule row \d: /);
    expect(english).toMatch(/Budget arm-(single-best|value-weighted): €5,000.00 free of €5,000.00/);
    expect(english).toMatch(/expected to (add|lose) €\d+\.\d\d of margin after its cost and (add|lose) €/);
    expect(english).toMatch(/logged with propensity [\d.]+%/);
    expect(english).toContain('What became of it: shown');
    expect(english).not.toMatch(/[{}]|undefined|NaN/);
    const chinese = explainAll(decisions, 'zh');
    expect(chinese).toContain('4 笔订单');
    expect(chinese).not.toMatch(/[{}]|undefined|NaN/);
  }
  await expect(decisionsOfConversation(store.database, newId())).rejects.toThrow(/no conversation/);
});
