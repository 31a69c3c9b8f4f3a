import { afterAll, beforeAll, expect, test } from 'vitest';
import { experimentConversations } from '../../../adapters/postgres/experiment-conversations.ts';
import { countTroubled, experimentViews } from '../../../adapters/postgres/experiment-counts.ts';
import { experimentResults } from '../../../adapters/postgres/experiment-results.ts';
import { experimentSums } from '../../../adapters/postgres/experiment-sums.ts';
import { planBaseline } from '../../../adapters/postgres/plan-baseline.ts';
import { watchGuardrails } from '../../../adapters/postgres/watch-guardrails.ts';
import { newId } from '../../../core/ids.ts';
import { analyseExperiment } from '../../../retention/experiments/analyse-experiment.ts';
import type { ExperimentMetric } from '../../../retention/experiments/experiment-metrics.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { assign, fillExperiment } from './experiment-world.ts';
import { addOrder, addShop, addShopper, daysBefore, now } from './money-world.ts';

let store: TestDatabase;
beforeAll(async () => {
  store = await createTestDatabase();
});
afterAll(() => store.drop());

const experimentId = 'money-policy';
const sumsOf = (shopId: string, metric: ExperimentMetric, windowDays: number) =>
  experimentSums(store.database, { shopId, experimentId, metric, windowDays, now });
/** Outcome of the only shopper. */
const outcomeOf = async (shopId: string, metric: ExperimentMetric, windowDays = 14) =>
  (await sumsOf(shopId, metric, windowDays)).map(({ arm, n, sums }) => [arm, n, ...sums]);

test('margin: orders of the window less their costs and other grants, returns whenever they came, the year before aside', async () => {
  const shopId = await addShop(store.database, 'margin');
  const shopper = await addShopper(store.database, shopId);
  const old = await addShopper(store.database, shopId);
  await store.database.query('update shoppers set merged_into = $3 where shop_id = $1 and id = $2', [
    shopId,
    old,
    shopper,
  ]);
  await assign(store.database, shopId, shopper, 'single-best', daysBefore(100));
  const order = (days: number, more: object = {}) =>
    addOrder(store.database, shopId, shopper, { placedAt: daysBefore(days), ...more });
  await order(99); // 6000 - 3000
  await order(90, { discountCents: 1_000, refundCents: 2_500, refundedAt: daysBefore(1) }); // kept half: 2500 - 1500
  await order(50, { unitCostCents: null }); // 6000 * .4
  await order(40, { cancelledAt: daysBefore(39) }); // nothing
  await order(5); // past the window
  await order(150); // before: 3000
  await order(140, { refundCents: 6_000, refundedAt: daysBefore(3) }); // before, returned only after: 3000
  await order(470); // too long before
  await addOrder(store.database, shopId, old, { placedAt: daysBefore(130) }); // before, as somebody else: 3000
  const shipped = await order(60); // 3000, shipping given away
  await store.database.query(
    `insert into grants (shop_id, id, shopper_id, offer_id, budget_id, code, state, terms, reserved_cents, redeemed_cents, order_id, expires_at)
     values ($1, $2, $3, 'free-shipping', 'main', 'C1', 'redeemed', '{"kind": "free_shipping"}', 499, 499, $4, $5),
       ($1, $6, $3, 'ten', 'main', 'C2', 'redeemed', '{"kind": "percent"}', 600, 600, $4, $5)`,
    [shopId, newId(), shopper, shipped, now, newId()],
  );
  const expected = 3_000 + 1_000 + 2_400 + 3_000 - 499;
  expect(await outcomeOf(shopId, 'margin', 90)).toEqual([['single-best', 1, expected, 9_000]]);
  expect(await outcomeOf(shopId, 'margin', 101)).toEqual([]);
  // Revenue of the k-th order by k: 6000, (5000 - 2500) / 2 on day 10.
  expect((await outcomeOf(shopId, 'sr'))[0]!.slice(0, 3)).toEqual(['single-best', 1, 6_000 + 1_250]);
});

test('complaints, opt-outs and handoffs of the two weeks after the assignment', async () => {
  const shopId = await addShop(store.database, 'harm');
  const shopper = await addShopper(store.database, shopId);
  await assign(store.database, shopId, shopper, 'value-weighted', daysBefore(20));
  const talk = async (days: number, topic: string, handed: boolean) => {
    const id = newId();
    const at = daysBefore(days);
    await store.database.query(
      `insert into conversations (shop_id, id, channel, shopper_id, identity_verified, visitor_id, topic, created_at, last_activity_at)
       values ($1, $2, 'test', $3, true, 'v', $4, $5, $5)`,
      [shopId, id, shopper, topic, at],
    );
    await store.database.query(
      `insert into activities (shop_id, conversation_id, sequence, direction, role, type, activity, created_at)
       values ($1, $2, 1, 'inbound', 'shopper', 'message', '{}', $3)`,
      [shopId, id, at],
    );
    await store.database.query(
      `insert into understandings (shop_id, conversation_id, sequence, language, redacted_text, sentiment, topic, model_version, milliseconds, said_at)
       values ($1, $2, 1, 'en', '', '{}', $3, 'm', 1, $4)`,
      [shopId, id, JSON.stringify({ label: topic, probabilities: { [topic]: 1 } }), at],
    );
    if (handed)
      await store.database.query(
        `insert into handoffs (shop_id, id, conversation_id, state, reason, requested_at) values ($1, $2, $3, 'resolved', 'asked', $4)`,
        [shopId, newId(), id, at],
      );
  };
  await talk(30, 'complaint', true); // before
  await talk(3, 'complaint', true); // after the two weeks
  await talk(15, 'delivery', true);
  expect(await outcomeOf(shopId, 'complaints')).toEqual([['value-weighted', 1, 0]]);
  expect(await outcomeOf(shopId, 'handoffs')).toEqual([['value-weighted', 1, 1, 1]]);
  await talk(10, 'complaint', false);
  await talk(9, 'complaint', false);
  expect(await outcomeOf(shopId, 'complaints')).toEqual([['value-weighted', 1, 1]]);
  expect(await outcomeOf(shopId, 'handoffs')).toEqual([['value-weighted', 1, 1, 3]]);
  expect(await outcomeOf(shopId, 'opt_outs')).toEqual([['value-weighted', 1, 0]]);
  await store.database.query(
    `insert into consents (shop_id, id, shopper_id, purpose, granted, wording, given_at) values ($1, $2, $3, 'outreach_email', false, 'w', $4)`,
    [shopId, newId(), shopper, daysBefore(8)],
  );
  expect(await outcomeOf(shopId, 'opt_outs')).toEqual([['value-weighted', 1, 1]]);
  const { rows } = await experimentConversations(store.database, shopId, experimentId, { limit: 2 });
  expect(rows.map(({ arm, topic, handedOver }) => [arm, topic, handedOver])).toEqual([
    ['value-weighted', 'delivery', true],
    ['value-weighted', 'complaint', false],
  ]);
});

test('holdout, crossed and immature shoppers do not count', async () => {
  const shopId = await addShop(store.database, 'left-out');
  const [kept, held, crossed, late] = await Promise.all(
    [0, 1, 2, 3].map(() => addShopper(store.database, shopId)),
  );
  for (const shopper of [kept, held, crossed])
    await assign(store.database, shopId, shopper!, 'single-best', daysBefore(95));
  await assign(store.database, shopId, late!, 'single-best', daysBefore(89));
  await assign(store.database, shopId, held!, 'holdout', daysBefore(95), 'holdout');
  await store.database.query('update assignments set crossed = true where shop_id = $1 and shopper_id = $2', [
    shopId,
    crossed,
  ]);
  expect((await sumsOf(shopId, 'margin', 90)).map(({ n }) => n)).toEqual([1]);
  expect((await sumsOf(shopId, 'margin', 30)).map(({ n }) => n).sort()).toEqual([1, 1]);
});

test('what the page says is what the rows say', { timeout: 60_000 }, async () => {
  const shopId = await addShop(store.database, 'results');
  const rows = await fillExperiment(store.database, shopId, { shoppers: 600, effectCents: 2_500 });
  const results = await experimentResults(store.database, shopId, experimentId, now);
  const primary = results.metrics[0]!;
  expect(results.metrics.map(({ role, metric }) => `${role} ${metric}`)).toEqual([
    'primary margin',
    'surrogate margin',
    'guardrail sr',
    'guardrail complaints',
    'guardrail opt_outs',
    'guardrail handoffs',
  ]);
  // The same by the analysis of files.
  const file = analyseExperiment(
    {
      arms: rows.map(({ arm }) => arm),
      outcome: { name: 'margin', values: Float64Array.from(rows, ({ margin }) => margin) },
      covariates: [{ name: 'before', values: Float64Array.from(rows, ({ before }) => before) }],
    },
    { control: 'single-best', alpha: 0.05, tuning: 5_000 },
  ).effects[0]!;
  const effect = primary.effects![0]!;
  expect(effect.estimate).toBeCloseTo(file.cuped!.estimate, 6);
  expect(effect.lower).toBeCloseTo(file.cuped!.sequential.lower, 6);
  expect(effect.upper).toBeCloseTo(file.cuped!.sequential.upper, 6);
  expect(primary.explained).toBeGreaterThan(0.3);
  expect(results.verdict).toEqual({ kind: 'better', arm: 'value-weighted' });
  // One point a day, the last one is today's.
  expect(primary.days.length).toBeGreaterThan(10);
  expect(primary.days.at(-1)!.effects[0]!.estimate).toBeCloseTo(effect.estimate, 6);
  expect(primary.days.map(({ day }) => day)).toEqual([...primary.days.map(({ day }) => day)].sort());
  const baseline = await planBaseline(store.database, shopId, now);
  expect(baseline.margin).toMatchObject({ of: 'buyers' });
  expect(baseline.margin!.sd).toBeGreaterThan(0);
});

test('before enough have matured nothing is shown, and a broken split hides everything', async () => {
  const shopId = await addShop(store.database, 'early');
  expect((await experimentResults(store.database, shopId, experimentId, now)).verdict).toEqual({
    kind: 'nobody',
  });
  await fillExperiment(store.database, shopId, { shoppers: 150, effectCents: 0 });
  const early = await experimentResults(store.database, shopId, experimentId, now);
  expect(early.verdict).toEqual({ kind: 'maturing', matured: 75, least: 100 });
  expect(early.metrics[0]!.effects).toBeNull();
  await store.database.query(
    `delete from assignments where shop_id = $1 and arm = 'single-best' and random() < 0.8`,
    [shopId],
  );
  const broken = await experimentResults(store.database, shopId, experimentId, now);
  expect(broken).toMatchObject({ verdict: { kind: 'mismatch' }, metrics: [] });
  expect(await countTroubled(store.database, shopId)).toBe(1);
});

test('the holdout is compared by the same figures', async () => {
  const shopId = await addShop(store.database, 'held');
  await store.database.query('update money_settings set holdout_share = 0.5 where shop_id = $1', [shopId]);
  await fillExperiment(store.database, shopId, {
    shoppers: 300,
    effectCents: 3_000,
    experiment: 'holdout',
    arms: ['holdout', 'open'],
  });
  const { verdict, metrics } = await experimentResults(store.database, shopId, 'holdout', now);
  expect(verdict).toEqual({ kind: 'better', arm: 'open' });
  expect(metrics[0]!.arms.map(({ key, matured }) => [key, matured])).toEqual([
    ['holdout', 150],
    ['open', 150],
  ]);
});

test('a guardrail stops an experiment for proven harm, in the log and in the menu, and leaves a harmless one alone', async () => {
  const shopId = await addShop(store.database, 'guarded');
  await fillExperiment(store.database, shopId, {
    shoppers: 600,
    effectCents: 0,
    optOuts: { 'value-weighted': 0.25, 'single-best': 0.02 },
  });
  const harmless = await addShop(store.database, 'harmless');
  await fillExperiment(store.database, harmless, {
    shoppers: 600,
    effectCents: 0,
    optOuts: { 'value-weighted': 0.03, 'single-best': 0.03 },
  });
  expect(await watchGuardrails(store.database, harmless, now)).toEqual([]);
  const stopped = await watchGuardrails(store.database, shopId, now);
  expect(stopped).toEqual([
    {
      experimentId,
      because: expect.objectContaining({ metric: 'opt_outs', arm: 'value-weighted', tolerated: 0.01 }),
    },
  ]);
  expect(stopped[0]!.because.atLeast).toBeGreaterThan(0.01);
  expect((await experimentViews(store.database, shopId))[0]).toMatchObject({
    state: 'stopped',
    unseenStop: true,
    stoppedBecause: { kind: 'guardrail', metric: 'opt_outs' },
  });
  expect(await countTroubled(store.database, shopId)).toBe(1);
  const { rows } = await store.database.query(
    `select actor, action, subject, after from audit_log where shop_id = $1 order by sequence desc limit 1`,
    [shopId],
  );
  expect(rows[0]).toMatchObject({
    actor: 'system',
    action: 'experiment.stopped',
    subject: 'experiment:money-policy',
    after: { state: 'stopped', because: { kind: 'guardrail', arm: 'value-weighted' } },
  });
  expect(await watchGuardrails(store.database, shopId, now)).toEqual([]);
});
