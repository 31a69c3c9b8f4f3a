import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { consoleRouter } from '../../adapters/http/console/console-router.ts';
import { shopperPanel } from '../../adapters/postgres/desk-panel.ts';
import { PostgresMoneyDesk } from '../../adapters/postgres/money-desk.ts';
import { shopPurchases } from '../../adapters/postgres/shop-purchases.ts';
import { expectationOf, newestValueFit } from '../../adapters/postgres/value-fits.ts';
import { fitValue } from '../../app/fit-value.ts';
import { fitValueApart } from '../../app/fit-value-apart.ts';
import type { RiskAssessor } from '../../bot/ports/risk.ts';
import { FixedClock } from '../../core/clock.ts';
import type { AtRiskPage } from '../../core/contracts/console-risk.ts';
import type { ValuePage } from '../../core/contracts/console-value.ts';
import { newId } from '../../core/ids.ts';
import { explainDecision } from '../../retention/money/explain-decision.ts';
import type { MoneyDecisionRecord } from '../../retention/money/money-decision-record.ts';
import { replay } from '../../retention/money/replay.ts';
import {
  addOrder,
  addShop,
  daysBefore,
  decideRequest,
  engine,
  now,
} from '../adapters/postgres/money-world.ts';
import { simulatedPurchases } from '../retention/value/shop/simulated-purchases.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startImports } from '../support/import-parts.ts';
import { createMember, StaffBrowser, type StaffServer, startStaffServer } from '../support/staff.ts';

let db: TestDatabase;
const shopId = 'valued';
/** The period of 3 November began after it. */
const fittedAt = daysBefore(20);
const shoppers: string[] = [];

beforeAll(async () => {
  db = await createTestDatabase();
  await addShop(db.database, shopId);
  await addShop(db.database, 'tiny');
  const until = 20_700;
  const names = new Map<string, string>();
  for (const { shopper, day, amount } of simulatedPurchases(150, until, 'stored')) {
    let id = names.get(shopper);
    if (!id) {
      id = newId();
      names.set(shopper, id);
      shoppers.push(id);
      await db.database.query(
        'insert into shoppers (shop_id, id, display_name, created_at) values ($1, $2, $3, $4)',
        [shopId, id, shopper, daysBefore(900)],
      );
    }
    const placedAt = new Date(fittedAt.getTime() - (until - day) * 86_400_000);
    await addOrder(db.database, shopId, id, { placedAt, listCents: amount + 500, unitCostCents: 500 });
  }
}, 120_000);
afterAll(() => db.drop());

test('a shop is fitted, judged, and every shopper valued; again with the same data gives the same', async () => {
  const first = await fitValue({ database: db.database, clock: new FixedClock(fittedAt) }, shopId);
  expect(first.version).toMatch(/^value-2026-10-31-[0-9a-f]{8}$/);
  expect(await newestValueFit(db.database, shopId)).toEqual(JSON.parse(JSON.stringify(first), dates));
  const { rows } = await db.database.query<{ count: number; least: number; most: number }>(
    `select count(*) as count, min(alive_probability) as least, max(alive_probability) as most
     from shopper_values where shop_id = $1`,
    [shopId],
  );
  expect(rows[0]!.count).toBe(first.shoppers);
  expect(rows[0]!.least).toBeLessThan(0.5);
  expect(rows[0]!.most).toBeGreaterThan(0.8);
  const again = await fitValue({ database: db.database, clock: new FixedClock(fittedAt) }, shopId);
  expect(again.version).toBe(first.version);
  expect(again.result).toEqual(first.result);
});

test("the shopper's panel tells it beside CLV and SR, and of whom nothing is known it tells nothing", async () => {
  const stranger = newId();
  await db.database.query('insert into shoppers (shop_id, id) values ($1, $2)', [shopId, stranger]);
  const panelOf = async (shopperId: string) => {
    const conversationId = newId();
    await db.database.query(
      `insert into conversations (shop_id, id, channel, shopper_id, visitor_id) values ($1, $2, 'directline', $3, 'v')`,
      [shopId, conversationId, shopperId],
    );
    return db.database.transaction((tx) => shopperPanel(tx, noRisk, { shopId, conversationId }, now));
  };
  const stored = await expectationOf(db.database, shopId, shoppers[0]!);
  const { value } = await panelOf(shoppers[0]!);
  expect(value!.expected).toEqual({ ...stored, fittedAt: fittedAt.toISOString() });
  expect(value!.clvCents).toBeGreaterThan(0);
  expect((await panelOf(stranger)).value!.expected).toBeNull();
});

const noRisk: RiskAssessor = {
  assess: async () => ({
    behaviouralRisk: null,
    behaviouralReasons: [],
    fusedRisk: null,
    fusedReasons: [],
    clvCents: 0,
    srCents: 0,
    modelVersion: 'none',
  }),
};

test('margins are those of the lines: refunds and costs taken off, cancelled orders left out', async () => {
  const shopper = newId();
  await db.database.query('insert into shoppers (shop_id, id) values ($1, $2)', ['tiny', shopper]);
  const at = daysBefore(100);
  await addOrder(db.database, 'tiny', shopper, {
    placedAt: at,
    listCents: 10_000,
    discountCents: 1_000,
    unitCostCents: 4_000,
  });
  await addOrder(db.database, 'tiny', shopper, {
    placedAt: at,
    listCents: 2_000,
    refundCents: 2_000,
    refundedAt: daysBefore(90),
    unitCostCents: 900,
  });
  await addOrder(db.database, 'tiny', shopper, {
    placedAt: daysBefore(50),
    listCents: 3_000,
    unitCostCents: null,
  });
  await addOrder(db.database, 'tiny', shopper, { placedAt: daysBefore(40), cancelledAt: daysBefore(39) });
  const { rows } = await shopPurchases(db.database, 'tiny', now);
  const day = (date: Date) => Math.floor(date.getTime() / 86_400_000);
  expect(rows).toEqual([
    { shopper, day: day(at), amount: 5_000 },
    { shopper, day: day(daysBefore(50)), amount: 1_200 }, // 40 % of 30.00, declared by the shop
  ]);
});

test('a small shop is refused with the reason, and earlier expectations are forgotten', async () => {
  await db.database.query(
    `insert into value_fits (shop_id, version, fitted_at, data_hash, shoppers, fit) values ('tiny', 'old', $1, '', 1, '{}')`,
    [daysBefore(30)],
  );
  await db.database.query(
    `insert into shopper_values select 'tiny', id, 'old', 0.5, 1, 100 from shoppers where shop_id = 'tiny'`,
  );
  const { result } = await fitValue({ database: db.database, clock: new FixedClock(now) }, 'tiny');
  expect(result).toMatchObject({ refusal: { reason: 'few_shoppers', message: /one shopper cannot carry/ } });
  const { rows } = await db.database.query(`select 1 from shopper_values where shop_id = 'tiny'`);
  expect(rows).toEqual([]);
});

describe('a money decision', () => {
  test('names what the model before the period expected, and replays the same', async () => {
    const shopper = shoppers[0]!;
    const fit = (await newestValueFit(db.database, shopId))!;
    await db.database.transaction((tx) =>
      new PostgresMoneyDesk({ rules: engine }).decide(tx, decideRequest(shopId, shopper)),
    );
    const { rows } = await db.database.query<{ record: MoneyDecisionRecord }>(
      'select record from decisions where shop_id = $1 and shopper_id = $2',
      [shopId, shopper],
    );
    const { record } = rows[0]!;
    const { facts } = record.inputs;
    expect(facts.version).toBe(2);
    expect(facts.residual?.model).toBe(fit.version);
    // As of the period's start, three days after the fit; nothing was bought since.
    const stored = await expectationOf(db.database, shopId, shopper);
    expect(facts.residual!.aliveProbability / stored!.aliveProbability).toBeCloseTo(1, 1);
    expect(explainDecision(record, 'en').join('\n')).toMatch(
      /Expected from here on: €[\d,.]+ of margin in twelve months/,
    );
    expect(explainDecision(record, 'zh').join('\n')).toMatch(/预计未来十二个月毛利/);
    expect(replay(record)).toEqual(record.choice);
    // A newer fit changes nothing that was decided, and a record of version 1 knows of none.
    const { residual: _, ...older } = facts;
    const first = { ...record, inputs: { ...record.inputs, facts: { ...older, version: 1 as const } } };
    expect(replay(first)).toEqual(record.choice);
    expect(explainDecision(first, 'en').join('\n')).not.toMatch(/Expected from here on/);
  });

  test('a fit made after the period began is not known to it', async () => {
    const shopper = shoppers[1]!;
    await db.database.query('update value_fits set fitted_at = $2 where shop_id = $1', [shopId, now]);
    await db.database.transaction((tx) =>
      new PostgresMoneyDesk({ rules: engine }).decide(tx, decideRequest(shopId, shopper)),
    );
    const { rows } = await db.database.query<{ facts: { residual: unknown } }>(
      'select facts from fact_snapshots where shop_id = $1 and shopper_id = $2',
      [shopId, shopper],
    );
    expect(rows[0]!.facts.residual).toBeNull();
  });
});

describe('the console', () => {
  let imports: Awaited<ReturnType<typeof startImports>>;
  let server: StaffServer;
  let ada: StaffBrowser;
  beforeAll(async () => {
    imports = await startImports(db);
    const clock = { now: () => now };
    const parts = {
      database: db.database,
      rules: engine,
      clock,
      imports: imports.parts,
      fitValue: async (id: string) => void (await fitValue({ database: db.database, clock }, id)),
    };
    server = await startStaffServer(db.database, (gate) => [
      { path: '/api/console', router: gate.behind(['marketer'], consoleRouter(parts)) },
    ]);
    await createMember(db.database, { name: 'Ada', role: 'marketer', email: 'ada@example.com' });
    ada = new StaffBrowser(server.origin);
    await ada.signIn('ada@example.com');
  });
  afterAll(async () => {
    await server.stop();
    await imports.stop();
  });

  test('shows sums, the trial and the most valuable', async () => {
    const page = await ada.ask<ValuePage>('POST', `/api/console/shops/${shopId}/value`);
    const outcome = page.run!.outcome;
    if (outcome.state !== 'fitted') throw new Error(outcome.message);
    expect(page.canRun).toBe(true);
    expect(outcome.clvCents).toBeGreaterThan(outcome.srCents);
    expect(outcome.residualCents).toBeGreaterThan(0);
    expect(outcome.models.map(({ title }) => title)).toContain('MBG/NBD');
    expect(outcome.backtest).toMatchObject({ days: 180, deciles: { length: 10 } });
    const residuals = outcome.top.map(({ residualCents }) => residualCents);
    expect(residuals).toHaveLength(20);
    expect(residuals).toEqual([...residuals].sort((a, b) => b - a));
    expect(outcome.top[0]!.clvCents).toBeGreaterThan(0);
  });

  test('lists whom it would cost most to lose, with reasons, also as a file', async () => {
    const path = `/api/console/shops/${shopId}/at-risk`;
    const page = await ada.ask<AtRiskPage>('GET', path);
    expect(page.modelVersion).toBeNull();
    expect(page.total).toBeGreaterThan(20);
    expect(page.shoppers).toHaveLength(20);
    const stakes = page.shoppers.map(({ atRiskCents }) => atRiskCents);
    expect(stakes).toEqual([...stakes].sort((a, b) => b - a));
    for (const { clvCents, riskProbability, atRiskCents, reasons } of page.shoppers) {
      expect(riskProbability).toBeGreaterThan(0);
      expect(riskProbability).toBeLessThan(1);
      expect(atRiskCents).toBe(Math.round(clvCents * riskProbability));
      expect(reasons[0]!.en).toMatch(/since/);
    }
    const csv = await (await ada.send('GET', `${path}.csv`)).text();
    const lines = csv.trimEnd().split('\r\n');
    expect(lines[0]).toBe('shopperId,name,clvCents,riskProbability,atRiskCents,reason1,reason2,reason3');
    expect(lines).toHaveLength(page.total + 1);
    expect(lines[1]).toContain(page.shoppers[0]!.shopperId);
  });

  test('shows a refusal as one', async () => {
    const { run } = await ada.ask<ValuePage>('GET', '/api/console/shops/tiny/value');
    expect(run!.outcome).toMatchObject({ state: 'refused', reason: 'few_shoppers' });
  });
});

test('in a thread of its own, as the nightly job runs it', async () => {
  const outcome = await fitValueApart({ connectionString: db.connectionString, shopId: 'tiny' });
  expect(outcome).toMatchObject({ refused: expect.stringMatching(/one shopper cannot carry/) });
});

function dates(key: string, value: unknown) {
  return key === 'fittedAt' ? new Date(value as string) : value;
}
