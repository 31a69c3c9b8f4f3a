import { afterAll, beforeAll, expect, test } from 'vitest';
import { PostgresMoneyDesk } from '../../../adapters/postgres/money-desk.ts';
import { PostgresRecommender } from '../../../adapters/postgres/recommender.ts';
import { churnFactsOf } from '../../../adapters/postgres/risk-facts.ts';
import { recordShopEvent } from '../../../adapters/postgres/storefront-events.ts';
import { newId } from '../../../core/ids.ts';
import { silentLogger } from '../../../core/logger.ts';
import type { EventKind } from '../../../core/words.ts';
import type { MoneyDecisionRecord } from '../../../retention/money/money-decision-record.ts';
import type { RecommendationRecord } from '../../../retention/recommend/recommendation-record.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { ShopHistory } from '../../support/shop-history.ts';
import { addDriftingShopper, addShop, decideRequest, engine } from './money-world.ts';

/** Five seconds are allowed; nothing is cached between an event and the next decision, so the next read has it. */
let store: TestDatabase;
const shopId = 'fresh-events';
const moment = (seconds: number) => new Date(Date.parse('2026-11-20T12:00:00Z') + seconds * 1000);

beforeAll(async () => {
  store = await createTestDatabase();
  await addShop(store.database, shopId);
});
afterAll(() => store.drop());

const happens = (shopperId: string, kind: EventKind, at: Date, productId?: string) =>
  recordShopEvent(
    store.database,
    shopId,
    { shopperId, visitorId: 'visitor' },
    { kind, occurredAt: at, ...(productId ? { productId } : {}) },
  );

test('a visit and a cart change the features of the very next reading', async () => {
  const shopperId = await addDriftingShopper(store.database, shopId);
  const factsAt = (at: Date) =>
    store.database.transaction((tx) => churnFactsOf(tx, { shopId, shopperId, asOf: at }));
  expect(await factsAt(moment(0))).toMatchObject({ visits7: 0, openCartAdds30: 0 });
  await happens(shopperId, 'visit', moment(1));
  await happens(shopperId, 'cart_add', moment(2), 'p');
  expect(await factsAt(moment(5))).toMatchObject({ visits7: 1, openCartAdds30: 1 });
});

test('a product that was looked at is in the next recommendation’s reasons', async () => {
  const history = new ShopHistory(store.database, shopId);
  for (const id of ['kettle', 'teapot', 'cup']) await history.product(id);
  for (let i = 0; i < 6; i++)
    await history.order(await history.shopper(), moment(-86_400 * (20 + i)), [
      { productId: 'kettle' },
      { productId: 'teapot' },
    ]);
  const recommender = new PostgresRecommender({
    database: store.database,
    logger: silentLogger,
    explorationShare: 0,
  });
  const shopperId = await addDriftingShopper(store.database, shopId);
  const sourceOfTeapot = async (at: Date) => {
    const { decisionId } = (await store.database.transaction((tx) =>
      recommender.recommend(tx, {
        shopId,
        shopperId,
        conversationId: newId(),
        sequence: 1,
        size: 3,
        now: at,
      }),
    ))!;
    const { rows } = await store.database.query<{ record: RecommendationRecord }>(
      'select record from decisions where id = $1',
      [decisionId],
    );
    return rows[0]!.record.inputs.candidates.find(({ productId }) => productId === 'teapot')?.source;
  };
  expect(await sourceOfTeapot(moment(0))).not.toBe('viewed');
  await happens(shopperId, 'view', moment(1), 'kettle');
  expect(await sourceOfTeapot(moment(5))).toBe('viewed');
});

test('the next period’s draw has what happened up to its start, and this one’s keeps its snapshot', async () => {
  const desk = new PostgresMoneyDesk({ rules: engine });
  const shopperId = await addDriftingShopper(store.database, shopId);
  const factsOfDraw = async (at: Date) => {
    const decision = (await store.database.transaction((tx) =>
      desk.decide(tx, decideRequest(shopId, shopperId, at)),
    ))!;
    const { rows } = await store.database.query<{ record: MoneyDecisionRecord }>(
      'select record from decisions where id = $1',
      [decision.decisionId],
    );
    return rows[0]!.record.inputs;
  };
  const first = await factsOfDraw(moment(0));
  const end = new Date(first.period.end);
  await happens(shopperId, 'visit', new Date(end.getTime() - 5_000));
  await happens(shopperId, 'cart_add', new Date(end.getTime() - 4_000), 'p');
  expect((await factsOfDraw(new Date(end.getTime() - 1_000))).facts).toEqual(first.facts);
  expect((await factsOfDraw(new Date(end.getTime() + 1_000))).facts).toMatchObject({
    visits30: 1,
    cartAdds30: 1,
  });
});
