import { Router } from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepingRoutes } from '../../adapters/http/desk/keeping-routes.ts';
import { systemClock } from '../../core/clock.ts';
import type { CannedReplies, CannedReply } from '../../core/contracts/desk-keeping.ts';
import { createShop } from '../support/conversations.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createMember, StaffBrowser, type StaffServer, startStaffServer } from '../support/staff.ts';

let db: TestDatabase;
let server: StaffServer;
const shopId = 'canned';

beforeAll(async () => {
  db = await createTestDatabase();
  for (const id of [shopId, 'other']) await createShop(db.database, id);
  server = await startStaffServer(db.database, (gate) => {
    const router = Router();
    keepingRoutes(router, { database: db.database, clock: systemClock });
    return [{ path: '/api/desk', router: gate.behind(['agent'], router) }];
  });
});

afterAll(async () => {
  await server.stop();
  await db.drop();
});

async function agent(name: string, shop = shopId, role: 'agent' | 'marketer' = 'agent') {
  const { email, id } = await createMember(db.database, { name, role, shopId: shop });
  const browser = new StaffBrowser(server.origin);
  await browser.signIn(email);
  return { browser, id };
}

const late = {
  shortcut: 'late',
  title: 'Parcel is late',
  body: { en: 'Hello {shopper}', zh: '您好，{shopper}' },
};

test('the whole team has one list, which says who changed what last; every change is in the audit log', async () => {
  const ada = await agent('Ada');
  const ben = await agent('Ben');
  const added = await ada.browser.ask<CannedReply>('POST', '/api/desk/canned', late);
  expect(added).toMatchObject({ ...late, version: 1, changedBy: 'Ada' });
  const changed = { ...late, title: 'Parcel late', version: 1 };
  await ben.browser.ask('PUT', `/api/desk/canned/${added.id}`, changed);
  const { replies } = await ada.browser.ask<CannedReplies>('GET', '/api/desk/canned');
  expect(replies).toMatchObject([{ shortcut: 'late', title: 'Parcel late', version: 2, changedBy: 'Ben' }]);
  expect(Date.parse(replies[0]!.changedAt)).toBeGreaterThanOrEqual(Date.parse(added.changedAt));
  await ada.browser.ask('DELETE', `/api/desk/canned/${added.id}`);
  expect(await ben.browser.ask('GET', '/api/desk/canned')).toEqual({ replies: [] });
  // What Undo does.
  await ada.browser.ask('POST', '/api/desk/canned', late);

  const { rows } = await db.database.query(
    `select action, actor, before->>'title' as before, after->>'title' as after from audit_log
     where shop_id = $1 order by sequence`,
    [shopId],
  );
  expect(rows).toEqual([
    { action: 'canned.added', actor: `user:${ada.id}`, before: null, after: 'Parcel is late' },
    { action: 'canned.changed', actor: `user:${ben.id}`, before: 'Parcel is late', after: 'Parcel late' },
    { action: 'canned.deleted', actor: `user:${ada.id}`, before: 'Parcel late', after: null },
    { action: 'canned.added', actor: `user:${ada.id}`, before: null, after: 'Parcel is late' },
  ]);
});

test('a shortcut that is taken, an old version, and nothing to say are refused by reason', async () => {
  const { browser } = await agent('Cleo');
  const taken = await browser.send('POST', '/api/desk/canned', late);
  expect(taken.status).toBe(409);
  expect(await taken.json()).toMatchObject({ error: { details: { reason: 'taken' } } });
  const other = { ...late, shortcut: 'thanks' };
  const { id } = await browser.ask<CannedReply>('POST', '/api/desk/canned', other);
  const onto = await browser.send('PUT', `/api/desk/canned/${id}`, { ...late, version: 1 });
  expect(await onto.json()).toMatchObject({ error: { code: 'conflict', details: { reason: 'taken' } } });
  const old = await browser.send('PUT', `/api/desk/canned/${id}`, { ...other, version: 7 });
  expect(await old.json()).toMatchObject({
    error: { details: { why: 'version', current: { shortcut: 'thanks', changedBy: 'Cleo' } } },
  });
  const empty = { ...late, shortcut: 'empty', body: { en: '  ' } };
  expect((await browser.send('POST', '/api/desk/canned', empty)).status).toBe(400);
});

test('another shop’s agents and marketers see none of it', async () => {
  const dora = await agent('Dora', 'other');
  expect(await dora.browser.ask('GET', '/api/desk/canned')).toEqual({ replies: [] });
  expect((await dora.browser.send('GET', `/api/desk/canned?shop=${shopId}`)).status).toBe(403);
  const mia = await agent('Mia', shopId, 'marketer');
  expect((await mia.browser.send('GET', '/api/desk/canned')).status).toBe(403);
});
