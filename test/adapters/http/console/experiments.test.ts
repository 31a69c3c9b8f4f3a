import { afterAll, beforeAll, expect, test } from 'vitest';
import { consoleRouter } from '../../../../adapters/http/console/console-router.ts';
import { PostgresMoneyDesk } from '../../../../adapters/postgres/money-desk.ts';
import type {
  ExperimentDraft,
  ExperimentResults,
  ExperimentSummary,
  PlanAnswer,
  PlanBaseline,
} from '../../../../core/contracts/console-experiments.ts';
import { createTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { startImports } from '../../../support/import-parts.ts';
import { createMember, StaffBrowser, type StaffServer, startStaffServer } from '../../../support/staff.ts';
import { fillExperiment } from '../../postgres/experiment-world.ts';
import { addDriftingShopper, addShop, decideRequest, engine, now } from '../../postgres/money-world.ts';

let store: TestDatabase;
let imports: Awaited<ReturnType<typeof startImports>>;
let server: StaffServer;
let ada: StaffBrowser;
const shopId = 'experiments';

beforeAll(async () => {
  store = await createTestDatabase();
  imports = await startImports(store);
  await addShop(store.database, shopId);
  server = await startStaffServer(store.database, (gate) => [
    {
      path: '/api/console',
      router: gate.behind(
        ['marketer'],
        consoleRouter({
          database: store.database,
          rules: engine,
          clock: { now: () => now },
          imports: imports.parts,
        }),
      ),
    },
  ]);
  for (const [name, role] of [
    ['Ada', 'marketer'],
    ['Cleo', 'agent'],
  ] as const)
    await createMember(store.database, { name, role, email: `${name.toLowerCase()}@example.com` });
  ada = await signedIn('ada@example.com');
});

afterAll(async () => {
  await server.stop();
  await imports.stop();
  await store.drop();
});

async function signedIn(email: string): Promise<StaffBrowser> {
  const browser = new StaffBrowser(server.origin);
  await browser.signIn(email);
  return browser;
}

const at = (path: string) => `/api/console/shops/${shopId}${path}`;
const draft: ExperimentDraft = {
  id: 'spring',
  name: { en: 'Spring', zh: '春季' },
  arms: [
    { key: 'control', weight: 1, policy: 'single-best', rulesVersion: null },
    { key: 'value', weight: 1, policy: 'value-weighted', rulesVersion: null },
  ],
  coverage: 0.5,
  range: { from: 0, to: 1 },
  budget: { sourceId: 'main', totalCents: 10_000 },
  guardrails: [],
  tuning: 5_000,
  plan: null,
  bandit: null,
};

async function refusal(response: Response): Promise<{ status: number; message: string }> {
  const { error } = (await response.json()) as { error: { message: string } };
  return { status: response.status, message: error.message };
}

test('an agent neither reads nor starts experiments', async () => {
  const cleo = await signedIn('cleo@example.com');
  expect((await cleo.send('GET', at('/experiments/money-policy/results'))).status).toBe(403);
  expect((await cleo.send('POST', at('/experiments'), draft)).status).toBe(403);
});

test.each<[object, RegExp]>([
  [{ arms: draft.arms.slice(1) }, /a control and another arm/],
  [{ arms: draft.arms.map((arm) => ({ ...arm, policy: 'generous' })) }, /policy/],
  [{ arms: draft.arms.map((arm) => ({ ...arm, weight: 0 })) }, /weight/],
  [{ coverage: 0 }, /coverage/],
  [{ id: 'Spring Time' }, /small letters, digits and hyphens/],
  [{ guardrails: [{ metric: 'margin', tolerated: 1 }] }, /metric/],
  [
    {
      guardrails: [
        { metric: 'sr', tolerated: 1 },
        { metric: 'sr', tolerated: 2 },
      ],
    },
    /names a metric twice/,
  ],
])('refuses the plan %j with a sentence', async (change, sentence) => {
  const found = await refusal(await ada.send('POST', at('/experiments'), { ...draft, ...change }));
  expect(found.status).toBe(400);
  expect(found.message).toMatch(sentence);
});

test('an experiment is planned, refused while another has its shoppers, then begun and stopped', async () => {
  expect((await ada.send('POST', at('/experiments'), draft)).status).toBe(201);
  const clash = await refusal(await ada.send('POST', at('/experiments/spring/start'), { version: 1 }));
  expect(clash).toMatchObject({ status: 409, message: expect.stringMatching(/"money-policy" has part/) });
  const running = await ada.ask<ExperimentSummary>('GET', at('/experiments/money-policy'));
  const stale = await refusal(
    await ada.send('POST', at('/experiments/money-policy/stop'), { version: running.version + 1 }),
  );
  expect(stale).toMatchObject({ status: 409, message: expect.stringMatching(/somebody changed/) });
  await ada.ask('POST', at('/experiments/money-policy/stop'), { version: running.version, reason: 'next' });
  await ada.ask('POST', at('/experiments/spring/start'), { version: 1 });
  expect(await ada.ask<ExperimentSummary>('GET', at('/experiments/spring'))).toMatchObject({
    state: 'running',
    version: 2,
    coverage: 0.5,
  });
  expect((await ada.send('GET', at('/experiments/none/results'))).status).toBe(404);
  expect(await ada.ask<ExperimentResults>('GET', at('/experiments/spring/results'))).toMatchObject({
    verdict: { kind: 'nobody' },
  });
});

test('a plan answers with the shop’s own figures, and knows when it has none', async () => {
  type Plan = { baseline: PlanBaseline; answer: PlanAnswer | null };
  const before = await ada.ask<Plan>('GET', at('/experiment-plan?effectCents=500'));
  expect(before).toMatchObject({ baseline: { margin: null, shoppersPerDay: 0 }, answer: null });
  const given = await ada.ask<Plan>('GET', at('/experiment-plan?effectCents=500&sdCents=5000'));
  expect(given.answer!.shoppers).toBeGreaterThan(3_140);
  await fillExperiment(store.database, shopId, { shoppers: 200, effectCents: 0 });
  const after = await ada.ask<Plan>('GET', at('/experiment-plan?effectCents=500&weights=3:1'));
  expect(after.baseline.margin!.shoppers).toBe(200);
  expect(after.answer!.perArm[0]! / after.answer!.perArm[1]!).toBeCloseTo(3, 1);
  const back = await ada.ask<Plan>(
    'GET',
    at(`/experiment-plan?shoppers=${after.answer!.shoppers}&weights=3:1`),
  );
  expect(back.answer!.effectCents / 500).toBeCloseTo(1, 2);
  expect((await ada.send('GET', at('/experiment-plan?weights=1:0'))).status).toBe(400);
});

test('conversations leave as CSV, a row each, with shopper, period and arm', async () => {
  const shopperId = await addDriftingShopper(store.database, shopId);
  await store.database.query('update shoppers set external_id = $3 where shop_id = $1 and id = $2', [
    shopId,
    shopperId,
    'C-7',
  ]);
  const desk = new PostgresMoneyDesk({ rules: engine });
  for (let i = 0; i < 20; i++) {
    const other = await addDriftingShopper(store.database, shopId);
    await store.database.transaction((tx) => desk.decide(tx, decideRequest(shopId, other)));
  }
  await store.database.transaction((tx) => desk.decide(tx, decideRequest(shopId, shopperId)));
  await store.database.query(
    `insert into assignments (shop_id, experiment_id, shopper_id, arm, assigned_at)
     values ($1, 'spring', $2, 'value', $3) on conflict (shop_id, experiment_id, shopper_id) do update set arm = 'value'`,
    [shopId, shopperId, now],
  );
  const conversation = '0198c1f2-7a4b-7c3d-9e5f-00000000abcd';
  await store.database.query(
    `insert into conversations (shop_id, id, channel, shopper_id, identity_verified, visitor_id, topic, created_at, last_activity_at)
     values ($1, $2, 'test', $3, true, 'v', 'delivery', $4, $4)`,
    [shopId, conversation, shopperId, new Date(now.getTime() + 60_000)],
  );
  const text = await (await ada.send('GET', at('/experiments/spring/conversations.csv'))).text();
  const [header, ...rows] = text.replace('\uFEFF', '').trim().split('\r\n');
  expect(rows).toHaveLength(1);
  const row = Object.fromEntries(header!.split(',').map((name, i) => [name, rows[0]!.split(',')[i]]));
  expect(row).toMatchObject({
    conversationId: conversation,
    shopperExternalId: 'C-7',
    arm: 'value',
    periodStart: '2026-11-03T00:00:00.000Z',
    topic: 'delivery',
    crossed: 'false',
    handedOver: 'false',
  });
  expect(Number(row.propensity)).toBeGreaterThan(0);
});

test('results stay as they were worked out until somebody asks anew, and go at once when the split breaks', async () => {
  const path = at('/experiments/money-policy/results');
  const first = await ada.ask<ExperimentResults>('GET', path);
  const maturedIn = ({ metrics }: ExperimentResults) => metrics[0]!.arms.map(({ matured }) => matured);
  await fillExperiment(store.database, shopId, { shoppers: 40, effectCents: 0 });
  expect(await ada.ask<ExperimentResults>('GET', path)).toEqual(first);
  const anew = await ada.ask<ExperimentResults>('POST', path);
  expect(maturedIn(anew)).toEqual(maturedIn(first).map((n) => n + 20));
  expect(await ada.ask<ExperimentResults>('GET', path)).toEqual(anew);
  await store.database.query(
    `update assignments set arm = 'single-best' where shop_id = $1 and experiment_id = 'money-policy'`,
    [shopId],
  );
  expect(await ada.ask<ExperimentResults>('GET', path)).toMatchObject({
    verdict: { kind: 'mismatch' },
    metrics: [],
  });
});
