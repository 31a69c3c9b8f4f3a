import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadDemoShop } from '../../adapters/demo-shop/load-demo-shop.ts';
import { PostgresRiskAssessor } from '../../adapters/postgres/risk-assessor.ts';
import { churnFactsOf } from '../../adapters/postgres/risk-facts.ts';
import { loadChurnModel, newestChurnVersion } from '../../adapters/postgres/risk-model-store.ts';
import { churnReportText, trainChurnCommand } from '../../app/commands/train-churn.ts';
import { onnxChurnRuntime } from '../../app/onnx-churn-runtime.ts';
import { trainChurn } from '../../app/train-churn.ts';
import { trainChurnApart } from '../../app/train-churn-apart.ts';
import type { ConversationSignals } from '../../bot/ports/risk.ts';
import { FixedClock } from '../../core/clock.ts';
import { type Logger, silentLogger } from '../../core/logger.ts';
import { averageLogOdds, contributionsOf, inputRow, logOddsOf } from '../../retention/churn/churn-model.ts';
import { churnReasons } from '../../retention/churn/churn-reasons.ts';
import { probabilityOf } from '../../retention/churn/log-odds.ts';
import { createShop } from '../support/conversations.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { ShopHistory } from '../support/shop-history.ts';

let test_: TestDatabase;
let history: ShopHistory;
let trained: Awaited<ReturnType<typeof trainChurn>>;
const now = new Date('2026-07-15T12:00:00Z');
const shopId = 'demo';
const quiet = { sentimentScores: [], topics: [], leaving: [] };
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

beforeAll(async () => {
  test_ = await createTestDatabase();
  await loadDemoShop(test_.database, { now, shopperCount: 1200 });
  history = new ShopHistory(test_.database, shopId);
  trained = await trainChurn(
    { database: test_.database, runtime: onnxChurnRuntime, clock: new FixedClock(now), candidates: true },
    shopId,
  );
}, 120_000);
afterAll(() => test_.drop());

async function withAssessor<T>(
  work: (assessor: PostgresRiskAssessor) => Promise<T>,
  logger: Logger = silentLogger,
) {
  const assessor = new PostgresRiskAssessor({ runtime: onnxChurnRuntime, logger });
  try {
    return await work(assessor);
  } finally {
    await assessor.close();
  }
}

/** Somebody who ordered every 30 days, out of a visit each time, and has been silent for `silentDays`. */
async function regular(silentDays: number): Promise<string> {
  const shopper = await history.shopper();
  for (let i = 0; i < 6; i++) {
    await history.event(shopper, 'visit', daysAgo(silentDays + 30 * i + 0.01));
    await history.order(shopper, daysAgo(silentDays + 30 * i));
  }
  return shopper;
}

const riskOf = (assessor: PostgresRiskAssessor, shopperId: string, at = now) =>
  test_.database.transaction((tx) => assessor.assess(tx, { shopId, shopperId, now: at, signals: quiet }));

test('on later weeks and shoppers it never saw, the model orders them better than RFM and is calibrated', () => {
  const { report } = trained;
  expect(report.unseenShoppers.auc).toBeGreaterThan(0.7);
  expect(report.aboveRfm.low).toBeGreaterThan(0);
  expect(report.unseenShoppers.brier).toBeLessThan(
    report.unseenShoppers.churnRate * (1 - report.unseenShoppers.churnRate),
  );
  expect(report.unseenShoppers.calibrationError).toBeLessThan(0.1);
  const [lastFit, firstTrial] = [report.fittedOn.dates.at(-1)!, report.triedOn.dates[0]!];
  expect(Date.parse(firstTrial) - Date.parse(lastFit)).toBeGreaterThanOrEqual(
    report.horizonDays * 86_400_000,
  );
  expect(churnReportText(trained.version, report)).toMatch(/later weeks, unseen shoppers +\d+ +\d+/);
});

test('curves and trees are tried on the same rows, and replace nothing without proof', () => {
  const { candidates, unseenShoppers } = trained.report;
  const [served, ...others] = candidates!.figures;
  expect(served!.name).toBe('served');
  expect(served!.auc).toBeCloseTo(unseenShoppers.auc, 12);
  expect(others.map(({ name }) => name)).toEqual(['splines', 'trees', 'splines and trees']);
  for (const { auc } of others) expect(auc).toBeGreaterThan(unseenShoppers.auc - 0.06);
  if (candidates!.proven !== null) {
    const proven = others.find(({ name }) => name === candidates!.proven)!;
    expect(proven.againstBaseline!.auc.lower).toBeGreaterThan(0);
  }
  expect(churnReportText(trained.version, trained.report)).toMatch(/the served model beyond doubt/);
});

test('the list of the valuable at risk tells the same as the assessment of each', async () => {
  await withAssessor(async (assessor) => {
    const { shoppers, modelVersion } = await assessor.valuableAtRisk(test_.database, { shopId, now });
    expect(modelVersion).toBe(trained.version);
    for (const own of shoppers.slice(0, 5)) {
      const signals = { sentimentScores: [], topics: [], leaving: [] };
      const request = { shopId, shopperId: own.shopperId, now, signals };
      const assessed = await test_.database.transaction((tx) => assessor.assess(tx, request));
      expect(own.riskProbability).toBeCloseTo(assessed.behaviouralRisk!, 6);
      expect(own.reasons).toEqual(assessed.behaviouralReasons.map(({ text }) => text));
      expect(own.atRiskCents).toBe(Math.round(own.clvCents * own.riskProbability));
    }
  });
});

test('the stored ONNX file, the weights and the served score are one number, and reasons add up to it', async () => {
  const shopperId = await regular(94);
  const version = await newestChurnVersion(test_.database, shopId);
  expect(version).toBe(trained.version);
  const stored = await loadChurnModel(test_.database, shopId, version!);
  const facts = await test_.database.transaction((tx) => churnFactsOf(tx, { shopId, shopperId, asOf: now }));
  const { model } = stored!.manifest;
  const row = inputRow(model, facts!);
  const scorer = await onnxChurnRuntime.open(stored!.artefact);
  const [fromFile] = await scorer.score([row]);
  await scorer.close();
  expect(fromFile).toBeCloseTo(probabilityOf(logOddsOf(model, row)), 5);
  await withAssessor(async (assessor) => {
    const assessment = await riskOf(assessor, shopperId);
    expect(assessment.behaviouralRisk).toBe(fromFile);
    expect(assessment.fusedRisk).toBeCloseTo(fromFile!, 6);
    expect(assessment.modelVersion).toBe(trained.version);
    expect(assessment.behaviouralReasons).toHaveLength(3);
    expect(assessment).toMatchObject({ clvCents: 6000, srCents: 2450 }); // 1000 * (1 + 1/2 + ... + 1/6)
  });
  const reasons = churnReasons(model, facts!, row, 'GBP');
  const total = reasons.reduce((sum, { contribution }) => sum + contribution, 0);
  expect(total).toBeCloseTo(logOddsOf(model, row) - averageLogOdds(model), 9);
  expect(contributionsOf(model, model.means).every((part) => part === 0)).toBe(true);
  expect(reasons.find(({ feature }) => feature === 'recency')?.text).toEqual({
    en: '94 days since last order, usually 30',
    zh: '距上次下单 94 天，通常间隔 30 天',
  });
});

test('silence raises the risk; a visit, a cart and an order each lower the very next score', async () => {
  await withAssessor(async (assessor) => {
    const shopperId = await regular(120);
    const risk = async () => (await riskOf(assessor, shopperId)).behaviouralRisk!;
    const fresh = (await riskOf(assessor, await regular(5))).behaviouralRisk!;
    const silent = await risk();
    expect(silent).toBeGreaterThan(fresh + 0.2);
    await history.event(shopperId, 'visit', daysAgo(0.001));
    const visited = await risk();
    expect(visited).toBeLessThan(silent);
    await history.event(shopperId, 'cart_add', daysAgo(0.0005), 'mug');
    const carted = await risk();
    expect(carted).toBeLessThan(visited);
    await history.order(shopperId, daysAgo(0.0001));
    expect(await risk()).toBeLessThan(carted);
  });
});

test('risk as of a moment ignores what came at or after it', async () => {
  await withAssessor(async (assessor) => {
    const shopperId = await regular(120);
    const asOf = daysAgo(30);
    const at = () =>
      test_.database.transaction((tx) => assessor.behaviouralRiskAt(tx, { shopId, shopperId, asOf }));
    const before = await at();
    expect(before?.modelVersion).toBe(trained.version);
    await history.order(shopperId, asOf);
    await history.event(shopperId, 'visit', daysAgo(10));
    expect(await at()).toEqual(before);
    const newcomer = await history.shopper();
    expect(
      await test_.database.transaction((tx) =>
        assessor.behaviouralRiskAt(tx, { shopId, shopperId: newcomer, asOf }),
      ),
    ).toBeNull();
  });
});

test('somebody who has not bought has no behavioural risk, yet may say that they leave', async () => {
  await withAssessor(async (assessor) => {
    const shopperId = await history.shopper();
    const assess = (signals: ConversationSignals) =>
      test_.database.transaction((tx) => assessor.assess(tx, { shopId, shopperId, now, signals }));
    const silent = await assess({ sentimentScores: [], topics: [], leaving: [] });
    expect(silent).toMatchObject({ behaviouralRisk: null, behaviouralReasons: [], clvCents: 0, srCents: 0 });
    const leaving = await assess({ sentimentScores: [-0.8], topics: ['leaving'], leaving: [null] });
    expect(leaving.fusedRisk!).toBeGreaterThan(silent.fusedRisk!);
    expect(leaving.fusedReasons[0]).toMatchObject({ feature: 'topic_leaving' });
  });
});

test('a shop without a model, and one whose file is damaged or of an older version, are served by the stated prior', async () => {
  const errors: string[] = [];
  const logger = { ...silentLogger, error: (message: string) => errors.push(message) };
  await createShop(test_.database, 'young');
  const young = new ShopHistory(test_.database, 'young');
  const shopperId = await young.shopper();
  await young.order(shopperId, daysAgo(10));
  await young.order(shopperId, daysAgo(40));
  await withAssessor(async (assessor) => {
    const assess = () =>
      test_.database.transaction((tx) =>
        assessor.assess(tx, { shopId: 'young', shopperId, now, signals: quiet }),
      );
    const prior = await assess();
    expect(prior.modelVersion).toBe('overdue-prior-1');
    expect(prior.behaviouralRisk).toBeGreaterThan(0);
    expect(errors).toEqual([]);
    await test_.database.query(
      `insert into model_artefacts (shop_id, name, version, manifest, artefact)
       select 'young', name, 'damaged', manifest, '\\x00' from model_artefacts where shop_id = $1`,
      [shopId],
    );
    assessor.forget('young');
    expect((await assess()).behaviouralRisk).toBe(prior.behaviouralRisk);
    expect(errors).toHaveLength(1);
    await test_.database.query(
      `insert into model_artefacts (shop_id, name, version, manifest, artefact)
       select 'young', name, 'older', jsonb_set(manifest, '{model,features,0}', '"no_longer_computed"'), artefact
       from model_artefacts where shop_id = $1`,
      [shopId],
    );
    assessor.forget('young');
    expect((await assess()).behaviouralRisk).toBe(prior.behaviouralRisk);
    expect(errors).toHaveLength(2);
  }, logger);
});

test('a shop with too little history is told so, and nothing is stored', async () => {
  const closed: string[] = [];
  const command = trainChurnCommand(async () => ({
    database: test_.database,
    runtime: onnxChurnRuntime,
    clock: new FixedClock(now),
    close: async () => void closed.push('closed'),
  }));
  await createShop(test_.database, 'tiny');
  const tiny = new ShopHistory(test_.database, 'tiny');
  await expect(command.parseAsync(['--shop', 'tiny'], { from: 'user' })).rejects.toThrow(/no orders/);
  await tiny.order(await tiny.shopper(), daysAgo(400));
  await tiny.order(await tiny.shopper(), daysAgo(1));
  await expect(command.parseAsync(['--shop', 'tiny'], { from: 'user' })).rejects.toThrow(
    /too little history/,
  );
  expect(await newestChurnVersion(test_.database, 'tiny')).toBeNull();
  expect(closed).toHaveLength(2);
});

test('a thread of its own trains the same model, and says why it cannot', async () => {
  const apart = await trainChurnApart({ connectionString: test_.connectionString, shopId });
  expect(await newestChurnVersion(test_.database, shopId)).toBe(apart.version);
  const [here, there] = await Promise.all(
    [trained.version, apart.version].map((version) => loadChurnModel(test_.database, shopId, version)),
  );
  expect(there!.manifest.model.features).toEqual(here!.manifest.model.features);
  const { connectionString } = test_;
  const refused = trainChurnApart({ connectionString, shopId: 'tiny' });
  await expect(refused).rejects.toMatchObject({ code: 'bad_input' });
  await expect(refused).rejects.toThrow(/too little history/);
});
