import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { demoShopId } from '../../adapters/demo-shop/load-demo-shop.ts';
import { ExportLinks } from '../../adapters/direct-line/export-links.ts';
import { LinkSigner } from '../../adapters/direct-line/link-signer.ts';
import { consoleRouter } from '../../adapters/http/console/console-router.ts';
import { exportRouter } from '../../adapters/http/privacy/export-router.ts';
import { eraseConfirmed } from '../../adapters/postgres/erase-confirmed.ts';
import type { PersonalDataExport } from '../../adapters/postgres/personal-data.ts';
import { ZenRuleEngine } from '../../adapters/rules/zen-engine.ts';
import type { KeyedPage } from '../../core/contracts/console-money.ts';
import type { PrivacyRequest } from '../../core/contracts/console-privacy.ts';
import type { TranscriptPage } from '../../core/contracts/desk-conversation.ts';
import { newId } from '../../core/ids.ts';
import { silentLogger } from '../../core/logger.ts';
import { startTextModels, type TextModels } from '../../nlp/text-models.ts';
import { testTokenSecret } from '../support/channel-server.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import {
  type DeskServer,
  loadStaffedShop,
  signedIn,
  startDeskServer,
  TalkingShopper,
} from '../support/desk-server.ts';
import { startImports } from '../support/import-parts.ts';

let db: TestDatabase;
let models: TextModels;
let server: DeskServer;
let imports: Awaited<ReturnType<typeof startImports>>;
let aheadMs = 0;
const clock = { now: () => new Date(Date.now() + aheadMs) };

beforeAll(async () => {
  db = await createTestDatabase();
  await loadStaffedShop(db.database);
  models = await startTextModels({ workers: 1 });
  imports = await startImports(db);
  const links = new ExportLinks(testTokenSecret);
  server = await startDeskServer(db.database, db.connectionString, models, {
    routers: (gate) => [
      { path: '/privacy', router: exportRouter({ database: db.database, links, clock, perMinute: 1_000 }) },
      { path: '/limited', router: exportRouter({ database: db.database, links, clock }) },
      {
        path: '/api/console',
        router: gate.behind(
          ['marketer'],
          consoleRouter({
            database: db.database,
            rules: new ZenRuleEngine(),
            clock,
            imports: imports.parts,
          }),
        ),
      },
    ],
  });
}, 240_000);

afterAll(async () => {
  await server.stop();
  await imports.stop();
  await models.close();
  await db.drop();
});

beforeEach(async () => {
  aheadMs = 0;
  await db.database.query('delete from attempt_counts');
});

interface Heard {
  readonly text: string;
  readonly attachments?: readonly { readonly contentUrl: string }[];
}

/** Says something and waits for an answer to it that fits. */
async function answerTo(shopper: TalkingShopper, text: string, fits: RegExp): Promise<Heard> {
  const before = shopper.heard.length;
  await shopper.send(text);
  await expect
    .poll(
      () =>
        shopper.heard
          .slice(before)
          .map((heard) => heard.text)
          .join('\n'),
      { timeout: 10_000 },
    )
    .toMatch(fits);
  return shopper.heard.slice(before).find((heard) => fits.test(heard.text))!;
}

/** Asks for a copy and says yes. @returns the link as the shopper's window has it. */
async function offered(shopper: TalkingShopper): Promise<string> {
  await answerTo(shopper, 'I want a copy of my data', /copy of all that is kept/);
  return linkOf(await answerTo(shopper, 'yes', /works once/));
}

function linkOf(message: Heard): string {
  const [file] = message.attachments ?? [];
  expect(file?.contentUrl).toMatch(
    /^\/privacy\/export\/[0-9a-f-]{36}\?shop=demo&conversation=.+&signature=[\w-]{43}$/,
  );
  return file!.contentUrl;
}

const see = (link: string) => fetch(`${server.origin}${link}`);
const take = (link: string) => fetch(`${server.origin}${link}`, { method: 'POST' });
const requests = async (conversationId: string) =>
  (
    await db.database.query<{ kind: string; state: string; shopper_id: string | null }>(
      'select kind, state, shopper_id from privacy_requests where conversation_id = $1 order by requested_at, id',
      [conversationId],
    )
  ).rows;
const shopperOf = async (externalId: string) =>
  (
    await db.database.query<{ id: string; name: string; email: string }>(
      'select id, display_name as name, email from shoppers where shop_id = $1 and external_id = $2',
      [demoShopId, externalId],
    )
  ).rows[0]!;

describe('a copy of one’s data', () => {
  test('is asked for, confirmed and fetched once, by the link that only the shopper’s own window has', async () => {
    const shopper = await TalkingShopper.begin(server.origin, 'demo-loyal');
    const link = await offered(shopper);
    // Whoever reads the transcript or the database finds no address.
    const { rows } = await db.database.query<{ text: string }>(
      'select activity::text as text from activities where conversation_id = $1',
      [shopper.conversationId],
    );
    expect(rows.map(({ text }) => text).join()).not.toMatch(/signature=|privacy\/export/);
    const { browser } = await signedIn(db.database, server.origin, { name: 'Ada' });
    const seen = await browser.ask<TranscriptPage>(
      'GET',
      `/api/desk/conversations/${shopper.conversationId}/transcript`,
    );
    expect(JSON.stringify(seen)).toContain('works once');
    expect(JSON.stringify(seen)).not.toMatch(/signature=|mainstay-export/);

    // Previews and scanners open links: nothing is taken by that.
    for (let look = 0; look < 2; look++) {
      const page = await see(link);
      expect(page.status).toBe(200);
      expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(page.headers.get('referrer-policy')).toBe('no-referrer');
      expect(await page.text()).toContain('<button>Download my data</button>');
    }
    const file = await take(link);
    expect(file.status).toBe(200);
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="my-data.json"');
    expect(file.headers.get('cache-control')).toBe('no-store');
    const { data } = (await file.json()) as PersonalDataExport;
    const loyal = await shopperOf('demo-loyal');
    expect(data.shoppers).toMatchObject([{ name: loyal.name, email: loyal.email }]);
    expect(data.orders!.length).toBeGreaterThan(0);
    expect(JSON.stringify(data.conversations)).toContain('I want a copy of my data');

    for (const again of [await see(link), await take(link)]) {
      expect(again.status).toBe(403);
      expect(await again.text()).toContain('was used already');
    }
    expect(await requests(shopper.conversationId)).toEqual([
      { kind: 'export', state: 'done', shopper_id: loyal.id },
    ]);
    const { rows: log } = await db.database.query(
      `select actor, subject from audit_log where shop_id = $1 and action = 'shopper.exported'`,
      [demoShopId],
    );
    expect(log).toEqual([{ actor: `shopper:${loyal.id}`, subject: `shopper:${loyal.id}` }]);
    shopper.leave();
  }, 60_000);

  test('two who fetch at the same moment: one gets it', async () => {
    const shopper = await TalkingShopper.begin(server.origin, 'demo-loyal');
    const link = await offered(shopper);
    const answers = await Promise.all(Array.from({ length: 5 }, () => take(link)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403, 403, 403, 403]);
    shopper.leave();
  }, 60_000);

  test('a link is over after half an hour, and when a newer one is made', async () => {
    const shopper = await TalkingShopper.begin(server.origin, 'demo-loyal');
    const first = await offered(shopper);
    aheadMs = 30 * 60_000 + 1_000;
    expect((await see(first)).status).toBe(403);
    expect((await take(first)).status).toBe(403);
    aheadMs = 0;
    const second = await offered(shopper);
    expect(second).not.toBe(first);
    expect((await take(first)).status).toBe(403);
    expect((await take(second)).status).toBe(200);
    shopper.leave();
  }, 60_000);

  test('no address but the one that was given opens it', async () => {
    const victim = await TalkingShopper.begin(server.origin, 'demo-loyal');
    const thief = await TalkingShopper.begin(server.origin, 'demo-new');
    const link = new URL(await offered(victim), server.origin);
    const own = new URL(await offered(thief), server.origin);
    const id = link.pathname.split('/').at(-1)!;
    const changed = (change: (url: URL) => void, of = link) => {
      const url = new URL(of);
      change(url);
      return url.href.slice(server.origin.length);
    };
    const key = { shopId: demoShopId, conversationId: victim.conversationId };
    const uploadSignature = new LinkSigner(testTokenSecret, 'upload').sign(key, id);
    const otherSecret = new LinkSigner(
      Buffer.from('another secret of forty bytes, by somebody else'),
      'export',
    );
    const forged = [
      // Another's request under one's own conversation, with one's own signature, and the other way round.
      changed((url) => (url.pathname = own.pathname)),
      changed((url) => (url.pathname = link.pathname), own),
      changed((url) => url.searchParams.set('conversation', thief.conversationId)),
      changed((url) => url.searchParams.set('conversation', victim.conversationId), own),
      changed((url) => url.searchParams.set('shop', 'other')),
      changed((url) => url.searchParams.set('signature', uploadSignature)),
      changed((url) => url.searchParams.set('signature', otherSecret.sign(key, id))),
      changed((url) => url.searchParams.set('signature', url.searchParams.get('signature')!.slice(0, -1))),
      changed((url) => url.searchParams.append('signature', 'x')),
      changed((url) => url.searchParams.delete('signature')),
      changed((url) => (url.pathname = `/privacy/export/${newId()}`)),
      changed((url) => (url.pathname = "/privacy/export/1'%20or%201=1")),
    ];
    const statuses = await Promise.all(forged.slice(0, 9).map(async (path) => (await take(path)).status));
    expect(new Set(statuses)).toEqual(new Set([403]));
    for (const path of forged.slice(9)) expect((await take(path)).status).toBe(403);
    expect(await requests(victim.conversationId)).toMatchObject([{ state: 'offered' }]);
    victim.leave();
    thief.leave();
  }, 60_000);
});

describe('who may', () => {
  test('somebody who names a shopper without proof gets neither, and a link is void once the proof is', async () => {
    const loyal = await shopperOf('demo-loyal');
    const shopper = await TalkingShopper.begin(server.origin, 'demo-loyal');
    const link = await offered(shopper);
    await db.database.query('update conversations set identity_verified = false where id = $1', [
      shopper.conversationId,
    ]);
    expect((await see(link)).status).toBe(403);
    expect((await take(link)).status).toBe(403);
    for (const wish of ['I want a copy of my data', 'Please delete all my data'])
      await answerTo(shopper, wish, /sure it is you/);
    await shopper.send('yes');
    expect(await eraseConfirmed(db.database, silentLogger)).toEqual([]);
    expect(await requests(shopper.conversationId)).toEqual([
      { kind: 'export', state: 'offered', shopper_id: loyal.id },
    ]);
    shopper.leave();
  }, 60_000);

  test('a visitor has the chat that is theirs and nothing of anybody else', async () => {
    const other = await TalkingShopper.begin(server.origin, null);
    await answerTo(other, 'Do you sell enamel kettles in green?', /./);
    const visitor = await TalkingShopper.begin(server.origin, null);
    await answerTo(visitor, 'Do you sell brass lanterns?', /./);
    const link = await offered(visitor);
    const { data } = (await (await take(link)).json()) as PersonalDataExport;
    expect(JSON.stringify(data)).toContain('brass lanterns');
    expect(JSON.stringify(data)).not.toContain('enamel kettles');
    expect(data.shoppers).toEqual([]);
    expect(data.orders).toEqual([]);

    await answerTo(visitor, 'delete my data', /erase this chat now[\s\S]*Kept: that a chat took place/);
    await answerTo(visitor, 'yes', /within a few minutes/);
    for (const { key, activities } of await eraseConfirmed(db.database, silentLogger))
      server.channel.sockets.deliver(key, activities);
    await visitor.hears(/Done: your data is erased/);
    const words = async ({ conversationId }: TalkingShopper) =>
      (
        await db.database.query<{ text: string }>(
          `select activity->>'text' as text from activities where conversation_id = $1 and activity ? 'text'`,
          [conversationId],
        )
      ).rows.map(({ text }) => text);
    expect(await words(visitor)).toEqual([expect.stringMatching(/^Done/)]);
    expect((await words(other)).join()).toContain('enamel kettles');
    expect(await requests(visitor.conversationId)).toMatchObject([
      { kind: 'export', state: 'done', shopper_id: null },
      { kind: 'erasure', state: 'done', shopper_id: null },
    ]);
    visitor.leave();
    other.leave();
  }, 60_000);
});

describe('erasure', () => {
  test('is explained, confirmed, done by the job, told, logged, and ends links that were given', async () => {
    const gone = await shopperOf('demo-drifting');
    const shopper = await TalkingShopper.begin(server.origin, 'demo-drifting');
    const elsewhere = await TalkingShopper.begin(server.origin, 'demo-drifting');
    await answerTo(elsewhere, 'Where do you deliver to? I live in 14 Elm Row.', /./);
    const link = await offered(elsewhere);
    const asked = await answerTo(shopper, 'Please delete all my data', /nobody can undo it/);
    expect(asked.text).toMatch(/Erased: your name, e-mail[\s\S]*Kept without your name[\s\S]*invoices/);
    await answerTo(shopper, 'no', /nothing changes/);
    expect(await eraseConfirmed(db.database, silentLogger)).toEqual([]);
    expect(await shopperOf('demo-drifting')).toEqual(gone);

    await answerTo(shopper, 'Please delete all my data', /nobody can undo it/);
    await answerTo(shopper, 'Yes, erase it for good', /within a few minutes/);
    expect(await requests(shopper.conversationId)).toEqual([
      { kind: 'erasure', state: 'confirmed', shopper_id: gone.id },
    ]);
    // The desk sees it before it is done, and after.
    const { browser } = await signedIn(db.database, server.origin, { name: 'Mia', role: 'admin' });
    const listed = () =>
      browser.ask<KeyedPage<PrivacyRequest>>('GET', `/api/console/shops/${demoShopId}/privacy/requests`);
    expect((await listed()).rows).toContainEqual(
      expect.objectContaining({ kind: 'erasure', state: 'confirmed', shopperName: gone.name }),
    );
    const [told, again] = await Promise.all([
      eraseConfirmed(db.database, silentLogger),
      eraseConfirmed(db.database, silentLogger),
    ]);
    expect([...told, ...again]).toHaveLength(1);
    for (const { key, activities } of [...told, ...again]) server.channel.sockets.deliver(key, activities);
    await shopper.hears(/Done: your data is erased/);

    const { rows } = await db.database.query(
      `select display_name, email, external_id, erased_at is not null as erased,
         (select count(*) from orders o where o.shopper_id = s.id) > 0 as orders from shoppers s where id = $1`,
      [gone.id],
    );
    expect(rows).toEqual([
      { display_name: null, email: null, external_id: null, erased: true, orders: true },
    ]);
    const { rows: left } = await db.database.query<{ text: string }>(
      'select activity::text as text from activities where conversation_id = any($1)',
      [[shopper.conversationId, elsewhere.conversationId]],
    );
    expect(left.map(({ text }) => text).join()).not.toMatch(/Elm Row|delete all my data/);
    expect((await take(link)).status).toBe(403);
    const { rows: log } = await db.database.query(
      `select actor from audit_log where action = 'shopper.erased' and subject = $1`,
      [`shopper:${gone.id}`],
    );
    expect(log).toEqual([{ actor: `shopper:${gone.id}` }]);
    expect((await listed()).rows).toContainEqual(
      expect.objectContaining({ kind: 'erasure', state: 'done', shopperId: gone.id, shopperName: null }),
    );
    shopper.leave();
    elsewhere.leave();
  }, 60_000);

  test('what waits for a person is turned down by an admin alone, once, and the log says so', async () => {
    const id = newId();
    await db.database.query(
      `insert into privacy_requests (shop_id, id, kind, via) values ($1, $2, 'erasure', 'shopify')`,
      [demoShopId, id],
    );
    const at = `/api/console/shops/${demoShopId}/privacy/requests/${id}/refuse`;
    const mia = await signedIn(db.database, server.origin, { name: 'Mia', role: 'marketer' });
    expect((await mia.browser.send('POST', at)).status).toBe(403);
    const grace = await signedIn(db.database, server.origin, { name: 'Grace', role: 'admin' });
    await grace.browser.ask('POST', at);
    expect((await grace.browser.send('POST', at)).status).toBe(409);
    const { rows } = await db.database.query(
      `select actor, after from audit_log where action = 'shopper.request_refused'`,
    );
    expect(rows).toEqual([{ actor: `user:${grace.id}`, after: { kind: 'erasure' } }]);
  });

  test('in Chinese, too', async () => {
    const shopper = await TalkingShopper.begin(server.origin, 'demo-late-zh');
    await answerTo(shopper, '请删除我的个人数据', /无法恢复[\s\S]*去除姓名后保留/);
    await answerTo(shopper, '不要', /一切保持不变/);
    await answerTo(shopper, '我想导出我的数据', /仅可下载一次/);
    const link = linkOf(await answerTo(shopper, '好的', /30分钟内有效/));
    expect(await (await see(link)).text()).toContain('<button>下载我的数据</button>');
    shopper.leave();
  }, 60_000);
});

describe('limits', () => {
  test('three times an hour, whichever conversation it is asked in', async () => {
    for (let time = 0; time < 3; time++) {
      const shopper = await TalkingShopper.begin(server.origin, 'demo-new');
      await offered(shopper);
      shopper.leave();
    }
    const shopper = await TalkingShopper.begin(server.origin, 'demo-new');
    await answerTo(shopper, 'I want a copy of my data', /copy of all that is kept/);
    await answerTo(shopper, 'yes', /several times within the hour/);
    expect(await requests(shopper.conversationId)).toEqual([]);
    shopper.leave();
  }, 60_000);

  test('links that are tried at are not looked at any more', async () => {
    const signature = 'A'.repeat(43);
    const path = `/limited/export/${newId()}?shop=demo&conversation=${newId()}&signature=${signature}`;
    const many = await Promise.all(Array.from({ length: 40 }, () => take(path)));
    expect(new Set(many.map(({ status }) => status))).toEqual(new Set([403, 429]));
  });
});
