import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoShopId } from '../../adapters/demo-shop/load-demo-shop.ts';
import type { Held } from '../../core/contracts/desk-acting.ts';
import type { QueuePage } from '../../core/contracts/desk-queue.ts';
import { startTextModels, type TextModels } from '../../nlp/text-models.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import {
  type DeskServer,
  loadStaffedShop,
  signedIn,
  startDeskServer,
  TalkingShopper,
} from '../support/desk-server.ts';

let db: TestDatabase;
let models: TextModels;
let server: DeskServer;

beforeAll(async () => {
  db = await createTestDatabase();
  await loadStaffedShop(db.database);
  models = await startTextModels({ workers: 1 });
  server = await startDeskServer(db.database, db.connectionString, models);
}, 120_000);

afterAll(async () => {
  await server.stop();
  await models.close();
  await db.drop();
});

test('what a removed person holds goes back to the queue, and the shopper hears it at once', async () => {
  const ada = await signedIn(db.database, server.origin, { name: 'Ada' });
  const ben = await signedIn(db.database, server.origin, { name: 'Ben' });
  const grace = await signedIn(db.database, server.origin, { name: 'Grace', role: 'admin' });
  const shopper = await TalkingShopper.begin(server.origin, 'demo-late');
  await shopper.send({ type: 'message', value: { action: 'person.request' } });
  await shopper.hears(/number 1 in the queue/);
  await ada.browser.ask<Held>('POST', `/api/desk/conversations/${shopper.conversationId}/take`);
  await shopper.hears(/Ada/);

  const answer = await grace.browser.ask('DELETE', `/api/people/${ada.id}`);
  expect(answer).toEqual({ conversationsGivenBack: 1 });
  await shopper.hears(/queue/);
  expect((await ada.browser.send('GET', '/api/desk/queue')).status).toBe(401);
  const { rows } = await ben.browser.ask<QueuePage>('GET', '/api/desk/queue?view=unassigned');
  expect(rows).toMatchObject([{ conversationId: shopper.conversationId, state: 'waiting', agent: null }]);
  const { rows: logged } = await db.database.query(
    `select after from audit_log where shop_id = $1 and action = 'user.removed'`,
    [demoShopId],
  );
  expect(logged).toEqual([{ after: { conversationsGivenBack: 1 } }]);
  shopper.leave();
});
