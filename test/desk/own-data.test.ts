import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoShopId } from '../../adapters/demo-shop/load-demo-shop.ts';
import type { PersonalDataExport } from '../../adapters/postgres/personal-data.ts';
import { privacyRequests } from '../../adapters/postgres/privacy-shoppers.ts';
import type { ShopperPanel } from '../../core/contracts/desk-conversation.ts';
import { newId } from '../../core/ids.ts';
import { startTextModels, type TextModels } from '../../nlp/text-models.ts';
import { createShop } from '../support/conversations.ts';
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
  await createShop(db.database, 'other');
  models = await startTextModels({ workers: 1 });
  server = await startDeskServer(db.database, db.connectionString, models);
}, 120_000);

afterAll(async () => {
  await server.stop();
  await models.close();
  await db.drop();
});

/** A conversation in which a secret was told. */
async function told(as: string | null, secret: string): Promise<string> {
  const shopper = await TalkingShopper.begin(server.origin, as);
  await shopper.send(secret);
  await shopper.hears(/./);
  shopper.leave();
  return `/api/desk/conversations/${shopper.conversationId}`;
}

async function logged(action: string) {
  const { rows } = await db.database.query<{ actor: string; subject: string }>(
    'select actor, subject from audit_log where shop_id = $1 and action = $2 order by sequence',
    [demoShopId, action],
  );
  return rows;
}

const openRequests = async () =>
  (await privacyRequests(db.database, demoShopId, { limit: 50 }, new Date())).rows.filter(
    ({ state }) => state === 'open',
  );

test('an agent fetches a copy as a file, which the log tells and which serves who asked for one', async () => {
  const ada = await signedIn(db.database, server.origin, { name: 'Ada' });
  const at = await told('demo-late', 'my neighbour is called Quincey');
  const { shopper } = await ada.browser.ask<ShopperPanel>('GET', `${at}/panel`);
  await db.database.query(
    `insert into privacy_requests (shop_id, id, shopper_id, kind, via) values ($1, $2, $3, 'export', 'shopify')`,
    [demoShopId, newId(), shopper!.id],
  );
  const answer = await ada.browser.send('GET', `${at}/personal-data.json`);
  expect(answer.headers.get('content-disposition')).toMatch(
    /^attachment; filename="conversation-[\w-]+\.json"$/,
  );
  const { data } = (await answer.json()) as PersonalDataExport;
  expect(JSON.stringify(data.conversations)).toContain('Quincey');
  expect(data.orders!.length).toBeGreaterThan(0);
  expect(await openRequests()).toEqual([]);
  expect(await logged('shopper.exported')).toEqual([
    { actor: `user:${ada.id}`, subject: `shopper:${shopper!.id}` },
  ]);
});

test('an agent may ask for an erasure, once, and not carry it out; an admin does, by the name', async () => {
  const ada = await signedIn(db.database, server.origin, { name: 'Ada' });
  const grace = await signedIn(db.database, server.origin, { name: 'Grace', role: 'admin' });
  const at = await told('demo-loyal', 'my neighbour is called Quincey');
  const { shopper } = await ada.browser.ask<ShopperPanel>('GET', `${at}/panel`);
  const name = shopper!.name!;
  expect((await ada.browser.send('POST', `${at}/erase`, { name })).status).toBe(403);
  for (let i = 0; i < 2; i++) await ada.browser.ask('POST', `${at}/erasure-request`, {});
  expect(await openRequests()).toMatchObject([
    { kind: 'erasure', via: 'desk', askedBy: 'Ada', shopperId: shopper!.id },
  ]);
  expect((await logged('shopper.erasure_asked')).length).toBe(1);
  const waiting = await ada.browser.ask<ShopperPanel>('GET', `${at}/panel`);
  expect(Date.parse(waiting.erasureAskedAt!)).toBeGreaterThan(Date.now() - 60_000);

  expect((await grace.browser.send('POST', `${at}/erase`, { name: 'somebody' })).status).toBe(400);
  expect((await grace.browser.send('POST', `${at}/erase`, {})).status).toBe(400);
  await grace.browser.ask('POST', `${at}/erase`, { name });
  const after = await ada.browser.ask<ShopperPanel>('GET', `${at}/panel`);
  expect(after).toMatchObject({ erasureAskedAt: null, shopper: { name: null, email: null } });
  expect(after.shopper!.erasedAt).not.toBeNull();
  expect(await openRequests()).toEqual([]);
  const { rows } = await db.database.query(
    `select 1 from activities where activity::text like '%Quincey%'
    and conversation_id = $1`,
    [at.split('/').at(-1)],
  );
  expect(rows).toEqual([]);
  expect(await logged('shopper.erased')).toEqual([
    { actor: `user:${grace.id}`, subject: `shopper:${shopper!.id}` },
  ]);
});

test('a visitor’s conversation goes alone and needs no name', async () => {
  const ada = await signedIn(db.database, server.origin, { name: 'Ada' });
  const grace = await signedIn(db.database, server.origin, { name: 'Grace', role: 'admin' });
  const at = await told(null, 'my neighbour is called Quincey');
  const kept = await told(null, 'my neighbour is called Quincey');
  const { data } = await ada.browser.ask<PersonalDataExport>('GET', `${at}/personal-data.json`);
  expect(Object.keys(data).filter((table) => data[table]!.length > 0)).toContain('conversations');
  await ada.browser.ask('POST', `${at}/erasure-request`, {});
  await ada.browser.ask('POST', `${at}/erasure-request`, {});
  expect(await openRequests()).toMatchObject([{ shopperId: null, via: 'desk' }]);
  await grace.browser.ask('POST', `${at}/erase`, {});
  expect(await openRequests()).toEqual([]);
  const words = async (of: string) =>
    JSON.stringify(await ada.browser.ask('GET', `${of}/transcript`)).includes('Quincey');
  expect([await words(at), await words(kept)]).toEqual([false, true]);
});

test('another shop’s people, marketers and whoever lacks the token get nothing', async () => {
  const at = await told('demo-loyal-zh', 'hello');
  const dora = await signedIn(db.database, server.origin, { name: 'Dora', role: 'admin', shopId: 'other' });
  const mia = await signedIn(db.database, server.origin, { name: 'Mia', role: 'marketer' });
  for (const { browser } of [dora, mia]) {
    const export_ = await browser.send('GET', `${at}/personal-data.json`);
    expect([403, 404]).toContain(export_.status);
    const asked = await browser.send('POST', `${at}/erasure-request`, {});
    expect([403, 404]).toContain(asked.status);
  }
  expect((await dora.browser.send('POST', `${at}/erase`, { name: 'x' })).status).toBe(404);
  expect(await openRequests()).toEqual([]);
});
